/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link LongColumn}s.
 *
 * <p>SiblingClassesTest makes this file from siblings/ColumnBuilder.java.txt.
 */
final class LongColumnBuilder extends ColumnBuilder {
    private long[] values;

    LongColumnBuilder(ColumnType type, int capacity) {
        super(type, capacity);
        values = new long[capacity()];
    }

    @Override
    public void appendLong(long value) {
        int row = nextRow();
        values[row] = value;
    }

    @Override
    void setNull(int row) {
        values[row] = 0;
    }

    @Override
    void setRows(int at, Column flat, int[] rows, int from, int count) {
        long[] in = ((LongColumn) flat).values();
        long[] out = values;
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
        values = new long[newCapacity];
    }

    @Override
    Column toColumn(int rowCount, long @Nullable [] validity) {
        return new LongColumn(type, rowCount, values, validity);
    }

    @Override
    long valueBytes() {
        return 8L * values.length;
    }
}
