/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.join;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.kernel.hash.HashMix;
import io.quiver.exec.kernel.hash.HashSeeds;
import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Open addressing with linear probing over {@code [code, row + 1]} pairs in one array; a row of 0 is an empty slot. */
final class OpenCodeIndex extends CodeIndex {
    private static final int MIN_CAPACITY = 16;
    private static final int MAX_CAPACITY = 1 << 29;

    private final long[] table;
    private final int mask;
    private final long seed;
    private final long distance;

    private OpenCodeIndex(long[] table, int @Nullable [] next, long seed, long distance) {
        super(next);
        this.table = table;
        this.mask = table.length / 2 - 1;
        this.seed = seed;
        this.distance = distance;
    }

    static OpenCodeIndex build(long[] codes, long @Nullable [] rows, int count) {
        for (int attempt = 1; ; attempt++) {
            Builder builder = new Builder(codes, rows, count, attempt == 1 ? HashSeeds.FIRST : HashSeeds.next());
            if (builder.place(attempt < HashSeeds.MAX_TRIES)) {
                return new OpenCodeIndex(builder.table, builder.next, builder.seed, builder.distance);
            }
        }
    }

    /** Puts rows in place under one seed. */
    private static final class Builder {
        private final long[] codes;
        private final long @Nullable [] rows;
        private final int count;
        private final long seed;
        private final long[] table;
        private int @Nullable [] next;
        private long distance;

        Builder(long[] codes, long @Nullable [] rows, int count, long seed) {
            this.codes = codes;
            this.rows = rows;
            this.count = count;
            this.seed = seed;
            table = new long[2 * capacity(Bitmap.count(rows, count))];
        }

        /** Places all rows. Returns false where the codes so far collide too much, if {@code givesUp}. */
        boolean place(boolean givesUp) {
            for (int from = 0; from < count; from += ROUND) {
                int end = Math.min(count, from + ROUND);
                Cancellation.checkAt(from);
                placeRound(from, end);
                if (givesUp && HashSeeds.isCrowded(distance, end)) {
                    return false;
                }
            }
            return true;
        }

        private void placeRound(int from, int end) {
            for (int i = from; i < end; i++) {
                if (Bitmap.isSet(rows, i)) {
                    int slot = find(codes[i]);
                    int head = (int) table[slot + 1];
                    if (head != 0) {
                        chain(i, head - 1);
                    }
                    table[slot] = codes[i];
                    table[slot + 1] = i + 1L;
                }
            }
        }

        private void chain(int row, int following) {
            if (next == null) {
                next = new int[count];
                Arrays.fill(next, NONE);
            }
            next[row] = following;
        }

        /** The index of the slot of {@code code}, or of the empty one where it belongs. */
        private int find(long code) {
            int mask = table.length / 2 - 1;
            int first = (int) HashMix.mix(code, seed) & mask;
            int slot = first;
            while (table[2 * slot + 1] != 0 && table[2 * slot] != code) {
                slot = (slot + 1) & mask;
            }
            distance += HashSeeds.distance(slot - first & mask);
            return 2 * slot;
        }
    }

    /** The slots for {@code rowCount} rows: a third to two thirds are full. */
    private static int capacity(int rowCount) {
        long wanted = Math.max(MIN_CAPACITY, rowCount + rowCount / 2L + 1);
        return (int) Math.min(MAX_CAPACITY, Long.highestOneBit(2 * wanted - 1));
    }

    /** Sum of the rows' distances from their slots. */
    long distance() {
        return distance;
    }

    @Override
    void probeRound(long[] codes, int from, int count, int[] heads, Scratch scratch) {
        lookUp(codes, from, count, scratch, heads, from);
    }

    @Override
    int selectRound(long[] codes, int from, int count, int[] selection, int to, Scratch scratch) {
        lookUp(codes, from, count, scratch, scratch.heads, 0);
        return selectFound(scratch.heads, from, count, selection, to);
    }

    /** Writes the heads of the codes of a round to {@code heads[to..to + count)}. */
    private void lookUp(long[] codes, int from, int count, Scratch scratch, int[] heads, int to) {
        slotsOf(codes, from, count, mask, seed, scratch.slots);
        gather(table, scratch.slots, count, scratch.codes, scratch.rows);
        int open = compare(codes, from, count, scratch, heads, to);
        follow(codes, from, scratch, open, heads, to);
    }

    private static void slotsOf(long[] codes, int from, int count, int mask, long seed, int[] out) {
        for (int i = 0; i < count; i++) {
            out[i] = 2 * ((int) HashMix.mix(codes[from + i], seed) & mask);
        }
    }

    /** Only gathers: cache misses overlap as long as no store index depends on what was loaded. */
    private static void gather(long[] table, int[] slots, int count, long[] codes, int[] rows) {
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            codes[i] = table[slot];
            rows[i] = (int) table[slot + 1];
        }
    }

    /** Settles the rows whose first slot decides, and returns how many rows must look further. */
    private static int compare(long[] codes, int from, int count, Scratch scratch, int[] heads, int to) {
        long[] found = scratch.codes;
        int[] rows = scratch.rows;
        int[] open = scratch.open;
        int openCount = 0;
        for (int i = 0; i < count; i++) {
            long difference = found[i] ^ codes[from + i];
            int differs = (int) ((difference | -difference) >>> 63);
            int row = rows[i];
            heads[to + i] = (row & (differs - 1)) - 1;
            open[openCount] = i;
            openCount += differs & (row | -row) >>> 31;
        }
        return openCount;
    }

    private void follow(long[] codes, int from, Scratch scratch, int openCount, int[] heads, int to) {
        long[] slots = table;
        int wrap = slots.length - 1;
        for (int j = 0; j < openCount; j++) {
            int i = scratch.open[j];
            long code = codes[from + i];
            int slot = scratch.slots[i];
            do {
                slot = (slot + 2) & wrap;
            } while (slots[slot + 1] != 0 && slots[slot] != code);
            heads[to + i] = (int) slots[slot + 1] - 1;
        }
    }

    @Override
    public long sizeBytes() {
        return 8L * table.length + chainBytes();
    }
}
