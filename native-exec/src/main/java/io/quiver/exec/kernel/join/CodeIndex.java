/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.join;

import org.jspecify.annotations.Nullable;

/**
 * Finds build rows by the 64-bit code of their keys. Rows of one code form a chain, the last one first, as the values of
 * one key do in Spark (LongToUnsafeRowMap.updateIndex and BytesToBytesMap.append, 4.1: "put this value at the beginning
 * of the list"). Immutable once built: any number of threads may probe, each with a scratch of its own.
 */
public abstract sealed class CodeIndex permits OpenCodeIndex, DirectCodeIndex {
    /** No row. */
    public static final int NONE = -1;

    /** Rows are probed in rounds of this many: the scratch of a round stays in the first-level cache (kernels study, C and D). */
    static final int ROUND = 1024;

    /** A dense range may take this many slots per row: as much memory as open addressing takes. */
    private static final long DIRECT_SLOTS_PER_ROW = 8;

    private static final long SMALL_RANGE = 1 << 10;
    private static final long MAX_SLOTS = 1L << 29;

    private final int @Nullable [] next;

    CodeIndex(int @Nullable [] next) {
        this.next = next;
    }

    /**
     * Indexes the rows {@code [0, count)} that are set in {@code rows} (null: all) by {@code codes}.
     *
     * @param ordered whether codes are integral keys, the neighbours of which are likely to be there too
     */
    public static CodeIndex build(long[] codes, long @Nullable [] rows, int count, boolean ordered) {
        return ordered ? buildOrdered(codes, rows, count) : OpenCodeIndex.build(codes, rows, count);
    }

    private static CodeIndex buildOrdered(long[] codes, long @Nullable [] rows, int count) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            if (rows == null || (rows[i >> 6] >>> i & 1L) != 0) {
                least = Math.min(least, codes[i]);
                most = Math.max(most, codes[i]);
            }
        }
        long range = most - least;
        boolean dense = most >= least
                && range >= 0
                && range < Math.min(MAX_SLOTS, Math.max(SMALL_RANGE, DIRECT_SLOTS_PER_ROW * count));
        return dense
                ? DirectCodeIndex.build(codes, rows, count, least, (int) range + 1)
                : OpenCodeIndex.build(codes, rows, count);
    }

    /** Bytes that an index over {@code rowCount} rows takes at most. */
    public static long maxBytes(long rowCount) {
        long direct = 4 * Math.max(SMALL_RANGE, DIRECT_SLOTS_PER_ROW * rowCount);
        long open = 16 * Math.max(16, Long.highestOneBit(3 * rowCount + 1));
        return 4 * rowCount + Math.max(direct, open);
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
    }
}
