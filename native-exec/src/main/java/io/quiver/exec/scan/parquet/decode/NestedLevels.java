/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

/**
 * Holds the repetition and definition levels of a page of a nested column. Each entry is a value, a null, or an outer
 * collection or struct that is null or empty. Levels are decoded when the page is opened, because only the first entry of the
 * next record shows where a record ends.
 */
public final class NestedLevels {
    private final int maxRepetition;
    private final int maxDefinition;
    private final HybridReader reader = new HybridReader();
    private int[] repetition = new int[0];
    private int[] definition = new int[0];
    private int position;
    private int count;

    public NestedLevels(int maxRepetition, int maxDefinition) {
        this.maxRepetition = maxRepetition;
        this.maxDefinition = maxDefinition;
    }

    public boolean isRepeated() {
        return maxRepetition > 0;
    }

    /** Returns whether exactly one collection surrounds the values. */
    public boolean isRepeatedOnce() {
        return maxRepetition == 1;
    }

    boolean isOptional() {
        return maxDefinition > 0;
    }

    /** Starts a page of {@code entries} entries. Levels that the column does not store are 0. */
    void startPage(int entries) {
        position = 0;
        count = entries;
        if (repetition.length < entries) {
            repetition = new int[entries];
            definition = new int[entries];
        }
    }

    void readRepetition(byte[] bytes, int from, int end) {
        read(bytes, from, end, maxRepetition, repetition);
    }

    void readDefinition(byte[] bytes, int from, int end) {
        read(bytes, from, end, maxDefinition, definition);
    }

    private void read(byte[] bytes, int from, int end, int max, int[] levels) {
        reader.reset(bytes, from, end, Integer.SIZE - Integer.numberOfLeadingZeros(max));
        reader.read(levels, 0, count);
        int bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= levels[i];
        }
        if (bits > max || bits < 0) {
            check(levels, max);
        }
    }

    private void check(int[] levels, int max) {
        for (int i = 0; i < count; i++) {
            if (levels[i] > max || levels[i] < 0) {
                throw new CorruptPageException("level %d of at most %d".formatted(levels[i], max));
            }
        }
    }

    /** Returns the page's next entry. */
    public int position() {
        return position;
    }

    public int[] repetition() {
        return repetition;
    }

    public int[] definition() {
        return definition;
    }

    /**
     * Sets a bit for each of the next {@code step} entries that has a value, from bit {@code at} on, and returns their
     * number.
     */
    int read(long[] words, int at, int step) {
        int ones = 0;
        int done = 0;
        while (done < step) {
            int bit = at + done & 63;
            int count = Math.min(Long.SIZE - bit, step - done);
            long present = present(definition, position + done, count, maxDefinition);
            words[at + done >> 6] |= present << bit;
            ones += Long.bitCount(present);
            done += count;
        }
        position += step;
        return ones;
    }

    /** Returns one bit for each of up to 64 entries: set if it has the level. The word stays in a register. */
    private static long present(int[] levels, int from, int count, int level) {
        long present = 0;
        for (int i = 0; i < count; i++) {
            present |= (long) (level - levels[from + i] - 1 >>> 31) << i; // none is above the level
        }
        return present;
    }

    /** Skips entries and returns how many of them have values. */
    int skip(int step) {
        int ones = 0;
        for (int i = 0; i < step; i++) {
            ones += definition[position + i] == maxDefinition ? 1 : 0;
        }
        position += step;
        return ones;
    }
}
