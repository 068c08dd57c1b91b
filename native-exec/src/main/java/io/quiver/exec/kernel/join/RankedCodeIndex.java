/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.join;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Has one bit for each code of a range, and a row for each set bit: the number of bits set before it is its place among the
 * rows. This takes two bits per code of the range in all. So probes that only ask whether a code is there, or find that it is
 * not, mostly stay in the second-level cache, where a slot per code or a hash table would not.
 */
final class RankedCodeIndex extends CodeIndex {
    private static final int WORD_BITS = 64;

    private final long least;
    private final long range;

    /** Pairs: the bits of 64 codes, and how many bits are set in the words before. Pair 0 stands for codes out of range. */
    private final long[] words;

    /** The first row of each code's chain, by the rank of the code from 1, after {@link #NONE}; null: rows are in that order. */
    private final int @Nullable [] heads;

    private RankedCodeIndex(long least, long range, long[] words, int @Nullable [] heads, int @Nullable [] next) {
        super(next);
        this.least = least;
        this.range = range;
        this.words = words;
        this.heads = heads;
    }

    /** Bytes for a range of {@code range} codes of {@code rowCount} rows, without chains. */
    static long bytesFor(long range, long rowCount) {
        return 16 * (range / WORD_BITS + 2) + 4 * (rowCount + 1);
    }

    static RankedCodeIndex build(long[] codes, long @Nullable [] rows, int count, long least, long range) {
        long[] words = new long[Math.toIntExact(2 * ((range + WORD_BITS - 1) / WORD_BITS + 1))];
        boolean ascending = mark(codes, rows, count, least, words);
        int distinct = rank(words);
        if (ascending && distinct == count) {
            return new RankedCodeIndex(least, range, words, null, null);
        }
        int[] heads = new int[distinct + 1];
        Arrays.fill(heads, NONE);
        int[] next = distinct == Bitmap.count(rows, count) ? null : new int[count];
        if (next != null) {
            Arrays.fill(next, NONE);
        }
        for (int i = 0; i < count; i++) {
            Cancellation.checkAt(i);
            if (!Bitmap.isSet(rows, i)) {
                continue;
            }
            int rank = rankOf(words, (int) (codes[i] - least) + WORD_BITS);
            if (next != null) {
                next[i] = heads[rank];
            }
            heads[rank] = i;
        }
        return new RankedCodeIndex(least, range, words, heads, next);
    }

    /** Sets the bits and returns whether codes never decrease. */
    private static boolean mark(long[] codes, long @Nullable [] rows, int count, long least, long[] words) {
        long previous = least;
        long descents = 0;
        for (int i = 0; i < count; i++) {
            if (Bitmap.isSet(rows, i)) {
                int position = (int) (codes[i] - least) + WORD_BITS;
                words[position >> 6 << 1] |= 1L << position;
                descents |= codes[i] - previous;
                previous = codes[i];
            }
        }
        return descents >= 0;
    }

    private static int rank(long[] words) {
        int before = 0;
        for (int w = 0; w < words.length; w += 2) {
            words[w + 1] = before;
            before += Long.bitCount(words[w]);
        }
        return before;
    }

    /** The rank, from 1, of a code that is there. */
    private static int rankOf(long[] words, int position) {
        int pair = position >> 6 << 1;
        return (int) words[pair + 1] + Long.bitCount(words[pair] << ~position);
    }

    @Override
    void probeRound(long[] codes, int from, int count, int[] out, Scratch scratch) {
        int[] positions = scratch.slots;
        positionsOf(codes, from, count, least, range, WORD_BITS, positions);
        int[] rows = heads;
        if (rows == null) {
            ranks(words, positions, count, out, from);
        } else {
            ranks(words, positions, count, scratch.rows, 0);
            gather(rows, scratch.rows, count, out, from);
        }
    }

    /** The ranks of codes that are there, counted from 0, and {@link #NONE} for the others. */
    private static void ranks(long[] words, int[] positions, int count, int[] out, int to) {
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            int pair = position >> 6 << 1;
            long upTo = words[pair] << ~position;
            // the sign says whether the code is there
            out[to + i] = ((int) words[pair + 1] + Long.bitCount(upTo) & (int) (upTo >> 63)) - 1;
        }
    }

    private static void gather(int[] heads, int[] ranks, int count, int[] out, int to) {
        for (int i = 0; i < count; i++) {
            out[to + i] = heads[ranks[i] + 1];
        }
    }

    @Override
    int selectRound(long[] codes, int from, int count, int[] selection, int to, Scratch scratch) {
        int[] positions = scratch.slots;
        positionsOf(codes, from, count, least, range, WORD_BITS, positions);
        long[] pairs = words;
        int selected = to;
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            selection[selected] = from + i;
            selected += (int) (pairs[position >> 6 << 1] >>> position & 1L);
        }
        return selected;
    }

    @Override
    public long sizeBytes() {
        return 8L * words.length + (heads == null ? 0 : 4L * heads.length) + chainBytes();
    }
}
