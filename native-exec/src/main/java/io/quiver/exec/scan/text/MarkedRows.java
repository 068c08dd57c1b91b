/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;

/** Rows whose texts are in one array, and which of them are odd. One thread. */
abstract class MarkedRows implements SlotRows {
    private byte[] data = {};
    private long[] odd = {};
    private int rowCount;

    /** Begins with an array in which texts of at most {@code most} rows are, of which there are none yet. */
    public final void clear(byte[] data, int most) {
        this.data = data;
        rowCount = 0;
        int words = Bitmap.wordCount(most);
        if (odd.length < words) {
            odd = new long[words];
        } else {
            Arrays.fill(odd, 0);
        }
    }

    /** Adds a row; returns its number. */
    public final int add() {
        return rowCount++;
    }

    @Override
    public final byte[] data() {
        return data;
    }

    @Override
    public final int rowCount() {
        return rowCount;
    }

    @Override
    public final void setOdd(int row) {
        Bitmap.set(odd, row);
    }

    @Override
    public final boolean isOdd(int row) {
        return Bitmap.get(odd, row);
    }

    public final boolean hasOdd() {
        return Bitmap.any(odd, rowCount);
    }

    /** A copy of which rows are odd. */
    final long[] oddRows() {
        return Arrays.copyOf(odd, Bitmap.wordCount(rowCount));
    }
}
