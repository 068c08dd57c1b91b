/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Separate texts in one array, such as those of a column, with marks for the odd ones. One thread. */
public sealed class TextSlots implements SlotRows permits LineSlots {
    private static final int CAPACITY = 64;

    private byte[] data = {};
    private long[] odd = {};
    private int rowCount;

    /** Starts with no texts, in an array of at most {@code most}. */
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

    /** Adds a text and returns its row. */
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
    public int capacity() {
        return CAPACITY;
    }

    /** Returns false, because the texts are not checked. */
    @Override
    public boolean isAscii() {
        return false;
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

    /** Returns the odd rows, or null if there are none. */
    public final long @Nullable [] odd() {
        return hasOdd() ? Arrays.copyOf(odd, Bitmap.wordCount(rowCount)) : null;
    }
}
