/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes averages of all numbers but decimals: the sum of the values as doubles, in row order, divided by their count.
 * State: sum and count, neither null. Source: Spark 4.1.3 {@code Average}.
 */
final class DoubleAverageAccumulator extends Accumulator {
    private double[] sums = new double[0];
    private long[] counts = new long[0];
    private double[] scratch = new double[0];

    @Override
    public void update(Column[] arguments, int rowCount, int[] groups) {
        add(doubles(arguments[0], rowCount), null, rowCount, groups);
    }

    @Override
    public void merge(Column[] state, int rowCount, int[] groups) {
        add(((DoubleColumn) state[0]).values(), ((LongColumn) state[1]).values(), rowCount, groups);
    }

    private void add(double[] values, long @Nullable [] weights, int rowCount, int[] groups) {
        double[] outSums = sums;
        long[] outCounts = counts;
        if (weights == null) {
            for (int i = 0; i < rowCount; i++) {
                int group = groups[i];
                outSums[group] += values[i];
                outCounts[group]++;
            }
            return;
        }
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            outSums[group] += values[i];
            outCounts[group] += weights[i];
        }
    }

    private double[] doubles(Column column, int rowCount) {
        if (column instanceof DoubleColumn doubles) {
            return doubles.values();
        }
        if (scratch.length < rowCount) {
            scratch = new double[rowCount];
        }
        double[] out = scratch;
        if (column instanceof LongColumn longs) {
            long[] values = longs.values();
            for (int i = 0; i < rowCount; i++) {
                out[i] = values[i];
            }
        } else if (column instanceof IntColumn ints) {
            int[] values = ints.values();
            for (int i = 0; i < rowCount; i++) {
                out[i] = values[i];
            }
        } else {
            float[] values = ((FloatColumn) column).values();
            for (int i = 0; i < rowCount; i++) {
                out[i] = values[i];
            }
        }
        return out;
    }

    @Override
    public List<Column> state(int from, int count) {
        return List.of(
                new DoubleColumn(ColumnType.DOUBLE, count, Arrays.copyOfRange(sums, from, from + count), null),
                new LongColumn(ColumnType.LONG, count, Arrays.copyOfRange(counts, from, from + count), null));
    }

    @Override
    public Column result(int from, int count) {
        double[] values = new double[count];
        long[] validity = Bitmap.ones(count);
        for (int i = 0; i < count; i++) {
            if (counts[from + i] == 0) {
                Bitmap.clear(validity, i);
            } else {
                values[i] = sums[from + i] / counts[from + i];
            }
        }
        return new DoubleColumn(ColumnType.DOUBLE, count, values, Bitmap.all(validity, count) ? null : validity);
    }

    @Override
    void resize(int newCapacity) {
        sums = Arrays.copyOf(sums, newCapacity);
        counts = Arrays.copyOf(counts, newCapacity);
    }

    @Override
    int bytesPerGroup() {
        return 16;
    }
}
