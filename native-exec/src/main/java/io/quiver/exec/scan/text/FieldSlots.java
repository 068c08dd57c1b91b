/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import java.util.Arrays;

/** Where the texts of one field are, in each line of a batch. One thread. */
public final class FieldSlots {
    private final LineSlots lines;
    private int[] starts;
    private int[] lengths;

    public FieldSlots(LineSlots lines) {
        this.lines = lines;
        starts = new int[lines.maxRows()];
        lengths = new int[lines.maxRows()];
    }

    public byte[] data() {
        return lines.data();
    }

    public int rowCount() {
        return lines.rowCount();
    }

    /** Whether all texts have been seen to be of ASCII characters alone. */
    public boolean isAscii() {
        return lines.isAscii();
    }

    public void set(int row, int start, int length) {
        starts[row] = start;
        lengths[row] = length;
    }

    int[] starts() {
        return starts;
    }

    int[] lengths() {
        return lengths;
    }

    /** The starts, to be kept as part of a column. */
    public int[] takeStarts() {
        int[] taken = starts;
        int rowCount = rowCount();
        if (rowCount < taken.length / 2) {
            return Arrays.copyOf(taken, rowCount);
        }
        starts = new int[taken.length];
        return taken;
    }

    /** The lengths, to be kept as part of a column. */
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
        lines.setOdd(row);
    }

    public boolean isOdd(int row) {
        return lines.isOdd(row);
    }
}
