/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds {@link WideColumn}s. */
final class WideColumnBuilder extends ColumnBuilder {
    private long[] high;
    private long[] low;

    WideColumnBuilder(ColumnType type, int capacity) {
        super(type, capacity);
        high = new long[capacity()];
        low = new long[capacity()];
    }

    @Override
    public void appendWide(long highValue, long lowValue) {
        int row = nextRow();
        high[row] = highValue;
        low[row] = lowValue;
    }

    @Override
    void setNull(int row) {
        high[row] = 0;
        low[row] = 0;
    }

    @Override
    void setRows(int at, Column flat, int[] rows, int from, int count) {
        long[] inHigh = ((WideColumn) flat).high();
        long[] inLow = ((WideColumn) flat).low();
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            high[at + i] = inHigh[row];
            low[at + i] = inLow[row];
        }
    }

    @Override
    void grow(int newCapacity) {
        high = Arrays.copyOf(high, newCapacity);
        low = Arrays.copyOf(low, newCapacity);
    }

    @Override
    void allocate(int newCapacity) {
        high = new long[newCapacity];
        low = new long[newCapacity];
    }

    @Override
    Column toColumn(int rowCount, long @Nullable [] validity) {
        return new WideColumn(type, rowCount, high, low, validity);
    }

    @Override
    long valueBytes() {
        return 16L * high.length;
    }
}
