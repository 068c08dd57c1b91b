/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.Batch;

/** Where the lines of a batch are in a chunk, and which of them are odd. One thread. */
public final class LineSlots extends TextSlots {
    private static final int MIN_ROWS = 64;
    /** Places of fields that are noted at most: lines of many fields come in batches of few rows. */
    private static final int MAX_PLACES = 1 << 19;

    private final int maxRows;
    private final int[] starts;
    private final int[] ends;
    private boolean isAscii;

    public LineSlots(int fields) {
        maxRows = Math.min(Math.max(MAX_PLACES / (fields + 1), MIN_ROWS), Batch.TARGET_ROWS);
        starts = new int[maxRows];
        ends = new int[maxRows];
    }

    /** Begins a batch. */
    public void clear(byte[] data) {
        clear(data, maxRows);
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
    public int capacity() {
        return maxRows;
    }

    public boolean isFull() {
        return rowCount() == maxRows;
    }

    public int start(int row) {
        return starts[row];
    }

    public int end(int row) {
        return ends[row];
    }

    /** Adds a line; returns its row. */
    public int add(int start, int end) {
        int row = add();
        starts[row] = start;
        ends[row] = end;
        return row;
    }
}
