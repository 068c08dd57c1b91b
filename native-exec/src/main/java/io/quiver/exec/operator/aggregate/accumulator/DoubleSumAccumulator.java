/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import java.util.Arrays;
import java.util.List;

/**
 * Computes sums of floats and doubles, in row order, starting from 0.0. State and result: the sum, null for no rows. Source:
 * Spark 4.1.3 {@code Sum}.
 */
final class DoubleSumAccumulator extends Accumulator {
    private double[] sums = new double[0];
    private final boolean keyless;
    private final Seen seen = new Seen();

    DoubleSumAccumulator(boolean keyless) {
        this.keyless = keyless;
    }

    @Override
    public void update(Column[] arguments, int rowCount, int[] groups) {
        seen.mark(groups, rowCount);
        if (arguments[0] instanceof FloatColumn floats) {
            add(floats.values(), rowCount, groups, sums);
        } else if (keyless) {
            sums[0] = add(((DoubleColumn) arguments[0]).values(), rowCount, sums[0]);
        } else {
            add(((DoubleColumn) arguments[0]).values(), rowCount, groups, sums);
        }
    }

    @Override
    public void merge(Column[] state, int rowCount, int[] groups) {
        update(state, rowCount, groups);
    }

    private static void add(double[] values, int rowCount, int[] groups, double[] sums) {
        for (int i = 0; i < rowCount; i++) {
            sums[groups[i]] += values[i];
        }
    }

    private static void add(float[] values, int rowCount, int[] groups, double[] sums) {
        for (int i = 0; i < rowCount; i++) {
            sums[groups[i]] += values[i];
        }
    }

    /** Adds up one group. The sum stays in a register and the additions in their order. */
    private static double add(double[] values, int rowCount, double start) {
        double sum = start;
        for (int i = 0; i < rowCount; i++) {
            sum += values[i];
        }
        return sum;
    }

    @Override
    void groupsAre(int groupCount) {
        seen.grow(groupCount);
    }

    @Override
    public List<Column> state(int from, int count) {
        return List.of(result(from, count));
    }

    @Override
    public Column result(int from, int count) {
        double[] values = Arrays.copyOfRange(sums, from, from + count);
        return new DoubleColumn(ColumnType.DOUBLE, count, values, seen.validity(from, count));
    }

    @Override
    void resize(int newCapacity) {
        sums = Arrays.copyOf(sums, newCapacity);
        seen.resize(newCapacity);
    }

    @Override
    int bytesPerGroup() {
        return 9;
    }
}
