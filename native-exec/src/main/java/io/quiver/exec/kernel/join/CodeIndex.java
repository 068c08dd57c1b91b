/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.join;

import io.quiver.exec.vector.Bitmap;
import org.jspecify.annotations.Nullable;

/**
 * Finds build rows by the 64-bit code of their keys. Rows of one code form a chain, the last row first, as the values of one
 * key do in Spark (LongToUnsafeRowMap.updateIndex and BytesToBytesMap.append, 4.1: "put this value at the beginning of the
 * list"). Immutable once built: any number of threads may probe, each with its own scratch.
 */
public abstract sealed class CodeIndex permits OpenCodeIndex, DirectCodeIndex, RankedCodeIndex {
    /** No row. */
    public static final int NONE = -1;

    /** Rows per round of probing: the scratch of a round stays in the first-level cache (kernels study, C and D). */
    static final int ROUND = 1024;

    /** Bytes above {@link #maxBytes} that an index over few rows of a wide range may take, where they can be spared. */
    public static final long SPARE_BYTES = 4 << 20;

    /**
     * A range with at most this many codes per row has a slot for each: this is fastest and takes no more memory than open
     * addressing.
     */
    private static final long DIRECT_CODES_PER_ROW = 2;

    private static final long SMALL_DIRECT_RANGE = 1 << 10;

    /** A range with at most this many codes per row has two bits for each, which take as much as open addressing. */
    private static final long RANKED_CODES_PER_ROW = 128;

    private static final long SMALL_RANKED_RANGE = 1 << 14;

    /** With memory to spare, a row may have more codes: clearing memory is cheap next to cache misses. */
    private static final long SPARSE_CODES_PER_ROW = 1024;

    private static final long SMALL_SPARSE_RANGE = 1 << 18;
    private static final long MAX_SPARSE_RANGE = 4 * SPARE_BYTES;
    private static final long MAX_RANGE = (1L << 31) - 128;

    private final int @Nullable [] next;

    CodeIndex(int @Nullable [] next) {
        this.next = next;
    }

    /**
     * Indexes the rows {@code [0, count)} that are set in {@code rows} (null: all) by {@code codes}.
     *
     * @param ordered whether codes are integral keys, whose neighbours are likely to be there too
     * @param roomy whether there are {@link #SPARE_BYTES} to spare
     */
    public static CodeIndex build(long[] codes, long @Nullable [] rows, int count, boolean ordered, boolean roomy) {
        return ordered ? buildOrdered(codes, rows, count, roomy) : OpenCodeIndex.build(codes, rows, count);
    }

    private static CodeIndex buildOrdered(long[] codes, long @Nullable [] rows, int count, boolean roomy) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            if (Bitmap.isSet(rows, i)) {
                least = Math.min(least, codes[i]);
                most = Math.max(most, codes[i]);
            }
        }
        long range = most - least + 1;
        if (most < least || range <= 0) {
            return OpenCodeIndex.build(codes, rows, count);
        }
        if (range <= directRange(count)) {
            return DirectCodeIndex.build(codes, rows, count, least, (int) range);
        }
        return range <= (roomy ? Math.max(sparseRange(count), rankedRange(count)) : rankedRange(count))
                ? RankedCodeIndex.build(codes, rows, count, least, range)
                : OpenCodeIndex.build(codes, rows, count);
    }

    private static long directRange(long rowCount) {
        return Math.max(SMALL_DIRECT_RANGE, Math.min(MAX_RANGE, DIRECT_CODES_PER_ROW * rowCount));
    }

    private static long rankedRange(long rowCount) {
        return Math.max(SMALL_RANKED_RANGE, Math.min(MAX_RANGE, RANKED_CODES_PER_ROW * rowCount));
    }

    private static long sparseRange(long rowCount) {
        return Math.max(SMALL_SPARSE_RANGE, Math.min(MAX_SPARSE_RANGE, SPARSE_CODES_PER_ROW * rowCount));
    }

    /** Most bytes of an index over {@code rowCount} rows, apart from {@link #SPARE_BYTES}. */
    public static long maxBytes(long rowCount) {
        long direct = 4 * (directRange(rowCount) + 1);
        long ranked = RankedCodeIndex.bytesFor(rankedRange(rowCount), rowCount);
        long open = 16 * Math.max(16, Long.highestOneBit(3 * rowCount + 1));
        return 4 * rowCount + Math.max(direct, Math.max(ranked, open));
    }

    /** The next row of the chain after each row, {@link #NONE} at its end; null where every code has one row. */
    public final int @Nullable [] next() {
        return next;
    }

    /** Writes the first row of each code's chain, or {@link #NONE}, to {@code heads}. */
    public final void probe(long[] codes, int count, int[] heads, Scratch scratch) {
        for (int from = 0; from < count; from += ROUND) {
            probeRound(codes, from, Math.min(ROUND, count - from), heads, scratch);
        }
    }

    abstract void probeRound(long[] codes, int from, int count, int[] heads, Scratch scratch);

    /**
     * Writes the rows whose code is in the index, and that are set in {@code rows} (null: all), to {@code selection},
     * ascending.
     *
     * @return how many there are
     */
    public final int select(long[] codes, long @Nullable [] rows, int count, int[] selection, Scratch scratch) {
        int selected = 0;
        for (int from = 0; from < count; from += ROUND) {
            int end = selectRound(codes, from, Math.min(ROUND, count - from), selection, selected, scratch);
            selected = rows == null ? end : keepSet(rows, selection, selected, end);
        }
        return selected;
    }

    /** Writes the rows of a round whose code is in the index from {@code selection[to]} on, and returns where they end. */
    abstract int selectRound(long[] codes, int from, int count, int[] selection, int to, Scratch scratch);

    /**
     * Writes {@code from + i} for each of {@code heads[0..count)} that is a row, not {@link #NONE}, from {@code selection[to]}
     * on, and returns where they end.
     */
    public static int selectFound(int[] heads, int from, int count, int[] selection, int to) {
        int selected = to;
        for (int i = 0; i < count; i++) {
            selection[selected] = from + i;
            selected += ~heads[i] >>> 31;
        }
        return selected;
    }

    /** Moves together those of {@code selection[from..end)} that are set in {@code rows}, and returns where they end. */
    private static int keepSet(long[] rows, int[] selection, int from, int end) {
        int kept = from;
        for (int i = from; i < end; i++) {
            int row = selection[i];
            selection[kept] = row;
            kept += (int) (rows[row >> 6] >>> row & 1L);
        }
        return kept;
    }

    /**
     * Numbers codes from {@code first} on by their distance from {@code least}, and codes out of range 0. It uses arithmetic: a
     * branch would be a coin toss on selective probes.
     */
    static void positionsOf(long[] codes, int from, int count, long least, long range, int first, int[] out) {
        for (int i = 0; i < count; i++) {
            long offset = codes[from + i] - least;
            long inside = (~offset & (offset - range)) >> 63;
            out[i] = (int) ((offset + first) & inside);
        }
    }

    /** Bytes held. */
    public abstract long sizeBytes();

    final long chainBytes() {
        return next == null ? 0 : 4L * next.length;
    }

    /** What one thread needs to probe. */
    public static final class Scratch {
        final int[] slots = new int[ROUND];
        final int[] open = new int[ROUND];
        final long[] codes = new long[ROUND];
        final int[] rows = new int[ROUND];
        final int[] heads = new int[ROUND];
    }
}
