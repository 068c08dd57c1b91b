/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The texts of a column, each of which stands by itself, and which of them are odd. One thread. */
public final class TextSlots implements SlotRows {
    private static final int CAPACITY = 64;

    private byte[] data = {};
    private long[] odd = {};
    private int rowCount;

    /** Begins with the texts of a column, of which there are none yet. */
    public void clear(byte[] data, int rows) {
        this.data = data;
        rowCount = 0;
        int words = Bitmap.wordCount(rows);
        if (odd.length < words) {
            odd = new long[words];
        } else {
            Arrays.fill(odd, 0);
        }
    }

    /** Adds a text; returns its row. */
    public int add() {
        return rowCount++;
    }

    @Override
    public byte[] data() {
        return data;
    }

    @Override
    public int rowCount() {
        return rowCount;
    }

    @Override
    public int capacity() {
        return CAPACITY;
    }

    /** It is not looked at. */
    @Override
    public boolean isAscii() {
        return false;
    }

    @Override
    public void setOdd(int row) {
        Bitmap.set(odd, row);
    }

    @Override
    public boolean isOdd(int row) {
        return Bitmap.get(odd, row);
    }

    /** The odd rows; null where there are none. */
    public long @Nullable [] odd() {
        return Bitmap.any(odd, rowCount) ? Arrays.copyOf(odd, Bitmap.wordCount(rowCount)) : null;
    }
}
