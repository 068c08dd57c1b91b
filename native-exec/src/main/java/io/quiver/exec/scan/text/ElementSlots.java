/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import java.util.Arrays;

/** Elements of collections in the lines of a batch, each with the line that contains it. One thread. */
public final class ElementSlots implements SlotRows {
    private static final int CAPACITY = 64;

    private final SlotRows lines;
    private int[] lineRows = new int[CAPACITY];
    private int count;

    public ElementSlots(SlotRows lines) {
        this.lines = lines;
    }

    /** Starts a batch. */
    public void clear() {
        count = 0;
    }

    /** Adds an element of the last added line and returns the element's row. */
    public int add() {
        if (count == lineRows.length) {
            lineRows = Arrays.copyOf(lineRows, 2 * count);
        }
        lineRows[count] = lines.rowCount() - 1;
        return count++;
    }

    @Override
    public byte[] data() {
        return lines.data();
    }

    @Override
    public int rowCount() {
        return count;
    }

    @Override
    public int capacity() {
        return CAPACITY;
    }

    @Override
    public boolean isAscii() {
        return lines.isAscii();
    }

    @Override
    public void setOdd(int row) {
        lines.setOdd(lineRows[row]);
    }

    @Override
    public boolean isOdd(int row) {
        return lines.isOdd(lineRows[row]);
    }
}
