/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds {@link BooleanColumn}s, including those of type NULL. */
final class BooleanColumnBuilder extends ColumnBuilder {
    private long[] words;

    BooleanColumnBuilder(ColumnType type, int capacity) {
        super(type, capacity);
        words = Bitmap.zeros(capacity());
    }

    @Override
    public void appendBoolean(boolean value) {
        int row = nextRow();
        put(words, row, value ? 1L : 0L);
    }

    @Override
    void setNull(int row) {
        Bitmap.clear(words, row);
    }

    @Override
    void setRows(int at, Column flat, int[] rows, int from, int count) {
        long[] in = ((BooleanColumn) flat).words();
        long[] out = words;
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            put(out, at + i, in[row >> 6] >>> row & 1L);
        }
    }

    private static void put(long[] words, int row, long bit) {
        words[row >> 6] = words[row >> 6] & ~(1L << row) | bit << row;
    }

    @Override
    void grow(int newCapacity) {
        words = Arrays.copyOf(words, Bitmap.wordCount(newCapacity));
    }

    @Override
    void allocate(int newCapacity) {
        words = Bitmap.zeros(newCapacity);
    }

    @Override
    Column toColumn(int rowCount, long @Nullable [] validity) {
        return new BooleanColumn(type, rowCount, words, validity);
    }

    @Override
    long valueBytes() {
        return 8L * words.length;
    }
}
