/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

/**
 * The repetition and definition levels of a page of a nested column, an entry each: a value, a null, or a collection or struct
 * further out that is null or empty. Decoded when the page is opened, since where a record ends only the next one's first entry
 * says.
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

    /** Whether there is one collection around the values. */
    public boolean isRepeatedOnce() {
        return maxRepetition == 1;
    }

    boolean isOptional() {
        return maxDefinition > 0;
    }

    /** Turns to a page of {@code entries} entries, which are of level 0 where the column has no levels of a kind to be read. */
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

    /** The page's next entry. */
    public int position() {
        return position;
    }

    public int[] repetition() {
        return repetition;
    }

    public int[] definition() {
        return definition;
    }

    /** Sets the bits of the next {@code step} entries that have values, from bit {@code at} on, and returns how many they are. */
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

    /** Up to 64 entries that are of the level, a bit each: a word that stays in a register. */
    private static long present(int[] levels, int from, int count, int level) {
        long present = 0;
        for (int i = 0; i < count; i++) {
            present |= (long) (level - levels[from + i] - 1 >>> 31) << i; // none is above the level
        }
        return present;
    }

    /** Passes over entries and returns how many of them have values. */
    int skip(int step) {
        int ones = 0;
        for (int i = 0; i < step; i++) {
            ones += definition[position + i] == maxDefinition ? 1 : 0;
        }
        position += step;
        return ones;
    }
}
