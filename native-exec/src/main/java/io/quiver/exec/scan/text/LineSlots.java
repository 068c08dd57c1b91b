/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;

/** Where the lines of a batch are in a chunk, and which of them are odd. One thread. */
public final class LineSlots implements SlotRows {
    private static final int MIN_ROWS = 64;
    /** Places of fields that are noted at most: lines of many fields come in batches of few rows. */
    private static final int MAX_PLACES = 1 << 19;

    private final int maxRows;
    private final int[] starts;
    private final int[] ends;
    private final long[] odd;
    private byte[] data = {};
    private boolean isAscii;
    private int rowCount;

    public LineSlots(int fields) {
        maxRows = Math.min(Math.max(MAX_PLACES / (fields + 1), MIN_ROWS), Batch.TARGET_ROWS);
        starts = new int[maxRows];
        ends = new int[maxRows];
        odd = new long[Bitmap.wordCount(maxRows)];
    }

    /** Begins a batch. */
    public void clear(byte[] data) {
        this.data = data;
        rowCount = 0;
        Arrays.fill(odd, 0);
    }

    /** Whether the lines have been seen to be of ASCII characters alone. */
    public void setAscii(boolean isAscii) {
        this.isAscii = isAscii;
    }

    @Override
    public boolean isAscii() {
        return isAscii;
    }

    @Override
    public byte[] data() {
        return data;
    }

    @Override
    public int capacity() {
        return maxRows;
    }

    @Override
    public int rowCount() {
        return rowCount;
    }

    public boolean isFull() {
        return rowCount == maxRows;
    }

    public int start(int row) {
        return starts[row];
    }

    public int end(int row) {
        return ends[row];
    }

    /** Adds a line; returns its row. */
    public int add(int start, int end) {
        int row = rowCount++;
        starts[row] = start;
        ends[row] = end;
        return row;
    }

    @Override
    public void setOdd(int row) {
        Bitmap.set(odd, row);
    }

    @Override
    public boolean isOdd(int row) {
        return Bitmap.get(odd, row);
    }

    public boolean hasOdd() {
        return Bitmap.any(odd, rowCount);
    }
}
