/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link IntColumn}s.
 *
 * <p>SiblingClassesTest makes this file from siblings/ColumnBuilder.java.txt.
 */
final class IntColumnBuilder extends ColumnBuilder {
    private int[] values;

    IntColumnBuilder(ColumnType type, int capacity) {
        super(type, capacity);
        values = new int[capacity()];
    }

    @Override
    public void appendInt(int value) {
        int row = nextRow();
        values[row] = value;
    }

    @Override
    void setNull(int row) {
        values[row] = 0;
    }

    @Override
    void setRows(int at, Column flat, int[] rows, int from, int count) {
        int[] in = ((IntColumn) flat).values();
        int[] out = values;
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
        values = new int[newCapacity];
    }

    @Override
    Column toColumn(int rowCount, long @Nullable [] validity) {
        return new IntColumn(type, rowCount, values, validity);
    }

    @Override
    long valueBytes() {
        return 4L * values.length;
    }
}
