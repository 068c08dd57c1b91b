/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import java.util.Arrays;
import java.util.List;

/**
 * Sums of floats and doubles, in the order of the rows, starting from 0.0. State and result: the sum, null where no row
 * has come. Source: Spark 4.1.3 {@code Sum}.
 */
final class DoubleSumAccumulator extends Accumulator {
    private double[] sums = new double[0];
    private byte[] seen = new byte[0];

    @Override
    void update(Column[] arguments, int rowCount, int[] groups) {
        if (arguments[0] instanceof FloatColumn floats) {
            add(floats.values(), rowCount, groups, sums, seen);
        } else {
            add(((DoubleColumn) arguments[0]).values(), rowCount, groups, sums, seen);
        }
    }

    @Override
    void merge(Column[] state, int rowCount, int[] groups) {
        update(state, rowCount, groups);
    }

    private static void add(double[] values, int rowCount, int[] groups, double[] sums, byte[] seen) {
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            sums[group] += values[i];
            seen[group] = 1;
        }
    }

    private static void add(float[] values, int rowCount, int[] groups, double[] sums, byte[] seen) {
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            sums[group] += values[i];
            seen[group] = 1;
        }
    }

    @Override
    List<Column> state(int from, int count) {
        return List.of(result(from, count));
    }

    @Override
    Column result(int from, int count) {
        double[] values = Arrays.copyOfRange(sums, from, from + count);
        return new DoubleColumn(ColumnType.DOUBLE, count, values, Flags.validity(seen, from, count));
    }

    @Override
    void resize(int newCapacity) {
        sums = Arrays.copyOf(sums, newCapacity);
        seen = Arrays.copyOf(seen, newCapacity);
    }

    @Override
    int bytesPerGroup() {
        return 9;
    }
}
