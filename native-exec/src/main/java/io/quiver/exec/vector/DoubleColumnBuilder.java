/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link DoubleColumn}s.
 *
 * <p>SiblingClassesTest makes this file from siblings/ColumnBuilder.java.txt.
 */
final class DoubleColumnBuilder extends ColumnBuilder {
    private double[] values;

    DoubleColumnBuilder(ColumnType type, int capacity) {
        super(type, capacity);
        values = new double[capacity()];
    }

    @Override
    public void appendDouble(double value) {
        int row = nextRow();
        values[row] = value;
    }

    @Override
    void setNull(int row) {
        values[row] = 0;
    }

    @Override
    void setRows(int at, Column flat, int[] rows, int from, int count) {
        double[] in = ((DoubleColumn) flat).values();
        double[] out = values;
        for (int i = 0; i < count; i++) {
            out[at + i] = in[rows[from + i]];
        }
    }

    @Override
    void grow(int newCapacity) {
        values = Arrays.copyOf(values, newCapacity);
    }

    @Override
    void allocate(int newCapacity) {
        values = new double[newCapacity];
    }

    @Override
    Column toColumn(int rowCount, long @Nullable [] validity) {
        return new DoubleColumn(type, rowCount, values, validity);
    }

    @Override
    long valueBytes() {
        return 8L * values.length;
    }
}
