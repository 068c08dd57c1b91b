/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import io.quiver.exec.error.Cancellation;
import java.util.Arrays;

/**
 * Numbers distinct rows of a fixed count of longs from 0 in the order of their first appearance. A slot holds the lower
 * half of the hash and the number; the rows stand one after the other. In chunks, as {@link LongInterner}.
 */
public final class RowInterner {
    private static final int CHUNK = 1024;
    private static final int INITIAL_SLOTS = 256;

    /** No array gets longer, so that doubling one stays within what Java can allocate. */
    private static final long MAX_LONGS = 1L << 29;

    private final int width;
    /** The lower half of the hash, and below it the number plus one, or 0 where the slot is free. */
    private long[] slots = new long[INITIAL_SLOTS];

    private int mask = INITIAL_SLOTS - 1;
    private long seed = HashSeeds.FIRST;
    private int seedsTried = 1;
    /** Of all rows, see {@link HashSeeds#distance}. */
    private long distance;

    private long[] rows;
    private int size;
    private final long[] hashes = new long[CHUNK];
    private final long[] touched = new long[CHUNK];

    public RowInterner(int width) {
        this.width = width;
        this.rows = new long[width * INITIAL_SLOTS / 2];
    }

    public int size() {
        return size;
    }

    /** The rows by number, {@code width} longs each. The array is replaced as the table grows. */
    public long[] rows() {
        return rows;
    }

    /** Writes the numbers of the rows {@code columns[0..width)[i]}; new rows get new numbers. */
    public void intern(long[][] columns, int rowCount, int[] ids) {
        for (int from = 0; from < rowCount; from += CHUNK) {
            int count = Math.min(CHUNK, rowCount - from);
            reserve(count);
            hash(columns, from, count);
            touch(count);
            for (int i = 0; i < count; i++) {
                int id = find(columns, from + i, hashes[i]);
                ids[from + i] = id >= 0 ? id : insert(columns, from + i, hashes[i]);
            }
        }
    }

    /** Writes the numbers of the rows {@code columns[0..width)[i]}, -1 for rows not seen before. */
    public void find(long[][] columns, int rowCount, int[] ids) {
        for (int from = 0; from < rowCount; from += CHUNK) {
            int count = Math.min(CHUNK, rowCount - from);
            hash(columns, from, count);
            for (int i = 0; i < count; i++) {
                ids[from + i] = find(columns, from + i, hashes[i]);
            }
        }
    }

    private void hash(long[][] columns, int from, int count) {
        long[] out = hashes;
        Arrays.fill(out, 0, count, seed);
        for (int c = 0; c < width; c++) {
            long[] column = columns[c];
            for (int i = 0; i < count; i++) {
                out[i] = HashMix.mix(column[from + i], out[i]);
            }
        }
    }

    private void touch(int count) {
        long[] table = slots;
        int slotMask = mask;
        for (int i = 0; i < count; i++) {
            touched[i] = table[(int) hashes[i] & slotMask];
        }
    }

    private int find(long[][] columns, int row, long hash) {
        long[] table = slots;
        int slot = (int) hash & mask;
        while (true) {
            long entry = table[slot];
            if (entry == 0) {
                return -1;
            }
            int id = (int) entry - 1;
            if ((int) (entry >>> 32) == (int) hash && equal(columns, row, id)) {
                return id;
            }
            slot = slot + 1 & mask;
        }
    }

    private boolean equal(long[][] columns, int row, int id) {
        int at = id * width;
        for (int c = 0; c < width; c++) {
            if (columns[c][row] != rows[at + c]) {
                return false;
            }
        }
        return true;
    }

    private int insert(long[][] columns, int row, long hash) {
        int at = size * width;
        for (int c = 0; c < width; c++) {
            rows[at + c] = columns[c][row];
        }
        place(hash << 32 | size + 1L);
        return size++;
    }

    private void place(long entry) {
        long[] table = slots;
        int position = (int) (entry >>> 32) & mask;
        int slot = position;
        while (table[slot] != 0) {
            slot = slot + 1 & mask;
        }
        table[slot] = entry;
        distance += HashSeeds.distance(slot - position & mask);
    }

    private void reserve(int more) {
        int needed = size + more;
        if ((long) needed * width > rows.length) {
            rows = Arrays.copyOf(rows, Math.toIntExact(Math.max((long) needed * width, 2L * rows.length)));
        }
        int slotCount = slotCountFor(needed);
        if (slotCount > mask + 1) {
            moveTo(slotCount);
        }
        if (seedsTried < HashSeeds.MAX_TRIES && HashSeeds.isCrowded(distance, size)) {
            seedsTried++;
            seed = HashSeeds.next();
            rehash();
        }
    }

    /** At most half full, so that probes are short. */
    private int slotCountFor(int entries) {
        int slotCount = mask + 1;
        while (2L * entries > slotCount) {
            slotCount = Math.multiplyExact(slotCount, 2);
        }
        return slotCount;
    }

    /** In the order of the slots: each goes to one of few places that move on through the new table side by side. */
    private void moveTo(int slotCount) {
        long[] old = slots;
        begin(slotCount);
        for (int slot = 0; slot < old.length; slot++) {
            Cancellation.checkAt(slot);
            if (old[slot] != 0) {
                place(old[slot]);
            }
        }
    }

    private void begin(int slotCount) {
        slots = new long[slotCount];
        mask = slotCount - 1;
        distance = 0;
    }

    private void rehash() {
        begin(mask + 1);
        for (int id = 0; id < size; id++) {
            Cancellation.checkAt(id);
            long hash = seed;
            for (int c = 0; c < width; c++) {
                hash = HashMix.mix(rows[id * width + c], hash);
            }
            place(hash << 32 | id + 1L);
        }
    }

    /** How far from their slots rows lie together. */
    long distance() {
        return distance;
    }

    /** Whether {@code more} rows still fit in arrays. */
    public boolean hasRoomFor(int more) {
        return (long) (size + more) * Math.max(2, width) < MAX_LONGS;
    }

    /** Bytes held once {@code more} rows have come. */
    public long sizeBytesAfter(int more) {
        long needed = (long) (size + more) * width;
        long rowLongs = needed > rows.length ? Math.max(needed, 2L * rows.length) : rows.length;
        return 8L * slotCountFor(size + more) + 8 * rowLongs;
    }
}
