/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import java.util.Arrays;

/** Holds the positions of the texts of one field, in each row of a batch. One thread. */
public final class FieldSlots {
    private final SlotRows rows;
    private int[] starts;
    private int[] lengths;

    public FieldSlots(SlotRows rows) {
        this.rows = rows;
        starts = new int[rows.capacity()];
        lengths = new int[rows.capacity()];
    }

    public byte[] data() {
        return rows.data();
    }

    public int rowCount() {
        return rows.rowCount();
    }

    /** Returns whether all texts are known to be ASCII. */
    public boolean isAscii() {
        return rows.isAscii();
    }

    public void set(int row, int start, int length) {
        if (row >= starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            lengths = Arrays.copyOf(lengths, 2 * lengths.length);
        }
        starts[row] = start;
        lengths[row] = length;
    }

    public int[] starts() {
        return starts;
    }

    public int[] lengths() {
        return lengths;
    }

    /** Returns the starts, to become part of a column. */
    public int[] takeStarts() {
        int[] taken = starts;
        int rowCount = rowCount();
        if (rowCount < taken.length / 2) {
            return Arrays.copyOf(taken, rowCount);
        }
        starts = new int[taken.length];
        return taken;
    }

    /** Returns the lengths, to become part of a column. */
    public int[] takeLengths() {
        int[] taken = lengths;
        int rowCount = rowCount();
        if (rowCount < taken.length / 2) {
            return Arrays.copyOf(taken, rowCount);
        }
        lengths = new int[taken.length];
        return taken;
    }

    public void setOdd(int row) {
        rows.setOdd(row);
    }

    public boolean isOdd(int row) {
        return rows.isOdd(row);
    }
}
