/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.vector.Batch;

/** Holds the positions of a batch's lines in a chunk, and marks the odd ones. One thread. */
public final class LineSlots extends TextSlots {
    private static final int MIN_ROWS = 64;
    /** Maximum number of field positions held, so lines of many fields come in batches of few rows. */
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

    /** Starts a batch. */
    public void clear(byte[] data) {
        clear(data, maxRows);
    }

    /** Sets whether the lines are known to be ASCII. */
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

    /** Adds a line and returns its row. */
    public int add(int start, int end) {
        int row = add();
        starts[row] = start;
        ends[row] = end;
        return row;
    }
}
