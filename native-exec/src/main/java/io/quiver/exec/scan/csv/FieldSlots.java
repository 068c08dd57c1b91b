/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.csv;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;
import java.util.List;

/** Where the lines of a batch are in a chunk, and the fields in the lines. One thread. */
final class FieldSlots {
    private static final int MIN_ROWS = 64;
    /** Places of fields that are noted at most: lines of many fields come in batches of few rows. */
    private static final int MAX_PLACES = 1 << 19;

    private final int maxRows;

    private final int[] ordinals;
    /** The field that is a column of the file, or -1. */
    private final int[] fieldsByOrdinal;

    private final int[][] starts;
    private final int[][] lengths;
    private final int[] lineStarts;
    private final int[] lineEnds;
    private final long[] odd;
    private byte[] data = {};
    private boolean isAscii;
    private int rowCount;

    FieldSlots(List<CsvField> fields) {
        ordinals = fields.stream().mapToInt(CsvField::ordinal).toArray();
        fieldsByOrdinal = new int[Arrays.stream(ordinals).max().orElse(-1) + 1];
        Arrays.fill(fieldsByOrdinal, -1);
        for (int f = 0; f < ordinals.length; f++) {
            if (ordinals[f] >= 0) {
                fieldsByOrdinal[ordinals[f]] = f;
            }
        }
        maxRows = Math.min(Math.max(MAX_PLACES / (ordinals.length + 1), MIN_ROWS), Batch.TARGET_ROWS);
        lineStarts = new int[maxRows];
        lineEnds = new int[maxRows];
        odd = new long[Bitmap.wordCount(maxRows)];
        starts = new int[ordinals.length][maxRows];
        lengths = new int[ordinals.length][maxRows];
    }

    void clear(byte[] data) {
        this.data = data;
        rowCount = 0;
        Arrays.fill(odd, 0);
    }

    /** Whether the lines have been seen to be of ASCII characters alone. */
    void setAscii(boolean isAscii) {
        this.isAscii = isAscii;
    }

    boolean isAscii() {
        return isAscii;
    }

    byte[] data() {
        return data;
    }

    boolean hasNoFields() {
        return ordinals.length == 0;
    }

    int rowCount() {
        return rowCount;
    }

    int[] starts(int field) {
        return starts[field];
    }

    int[] lengths(int field) {
        return lengths[field];
    }

    boolean isFull() {
        return rowCount == maxRows;
    }

    /** The field's starts, to be kept as part of a column. */
    int[] takeStarts(int field) {
        int[] taken = starts[field];
        if (rowCount < maxRows / 2) {
            return Arrays.copyOf(taken, rowCount);
        }
        starts[field] = new int[maxRows];
        return taken;
    }

    /** The field's lengths, to be kept as part of a column. */
    int[] takeLengths(int field) {
        int[] taken = lengths[field];
        if (rowCount < maxRows / 2) {
            return Arrays.copyOf(taken, rowCount);
        }
        lengths[field] = new int[maxRows];
        return taken;
    }

    int lineStart(int row) {
        return lineStarts[row];
    }

    int lineEnd(int row) {
        return lineEnds[row];
    }

    void setOdd(int row) {
        Bitmap.set(odd, row);
    }

    boolean isOdd(int row) {
        return Bitmap.get(odd, row);
    }

    boolean hasOdd() {
        return Bitmap.any(odd, rowCount);
    }

    /** Adds a line whose fields are parted by {@code count} separators at {@code separators[first ..]} alone. */
    void add(int lineStart, int lineEnd, int[] separators, int first, int count) {
        int row = rowCount++;
        lineStarts[row] = lineStart;
        lineEnds[row] = lineEnd;
        for (int f = 0; f < ordinals.length; f++) {
            int ordinal = ordinals[f];
            int start = lineEnd;
            int end = lineEnd;
            if (ordinal >= 0 && ordinal <= count) {
                start = ordinal == 0 ? lineStart : separators[first + ordinal - 1] + 1;
                end = ordinal == count ? lineEnd : separators[first + ordinal];
            }
            starts[f][row] = start;
            lengths[f][row] = end - start;
        }
    }

    /** Adds a line whose fields are set one by one, with {@link #set}. */
    int addEmpty(int lineStart, int lineEnd) {
        int row = rowCount++;
        lineStarts[row] = lineStart;
        lineEnds[row] = lineEnd;
        for (int f = 0; f < ordinals.length; f++) {
            starts[f][row] = lineEnd;
            lengths[f][row] = 0;
        }
        return row;
    }

    /** Says where a column of the file is in a line. */
    void set(int row, int ordinal, int start, int end) {
        int field = ordinal < fieldsByOrdinal.length ? fieldsByOrdinal[ordinal] : -1;
        if (field >= 0) {
            starts[field][row] = start;
            lengths[field][row] = end - start;
        }
    }
}
