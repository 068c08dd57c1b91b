/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import io.quiver.exec.error.Cancellation;
import java.util.Arrays;

/**
 * Numbers distinct rows of a fixed count of longs from 0 in the order of their first appearance. The rows stand one after the
 * other. Works in chunks, as {@link LongInterner}.
 */
public final class RowInterner {
    private static final int CHUNK = 1024;
    private static final int INITIAL_SLOTS = 256;

    /** No array gets longer than this, so that doubling one stays within what Java can allocate. */
    private static final long MAX_LONGS = 1L << 29;

    private final int width;
    private final HashSlots slots = new HashSlots(INITIAL_SLOTS);

    private final KeptLongs rows;
    private int size;
    private final long[] hashes = new long[CHUNK];
    private final long[] touched = new long[CHUNK];

    public RowInterner(int width) {
        this.width = width;
        this.rows = new KeptLongs(width, INITIAL_SLOTS / 2);
    }

    public int size() {
        return size;
    }

    /** The rows by number, {@code width} longs each. */
    public KeptLongs rows() {
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
        Arrays.fill(out, 0, count, slots.seed());
        for (int c = 0; c < width; c++) {
            long[] column = columns[c];
            for (int i = 0; i < count; i++) {
                out[i] = HashMix.mix(column[from + i], out[i]);
            }
        }
    }

    private void touch(int count) {
        long[] table = slots.table();
        int slotMask = slots.mask();
        for (int i = 0; i < count; i++) {
            touched[i] = table[(int) hashes[i] & slotMask];
        }
    }

    private int find(long[][] columns, int row, long hash) {
        long[] table = slots.table();
        int mask = slots.mask();
        int slot = (int) hash & mask;
        while (true) {
            long entry = table[slot];
            if (entry == 0) {
                return -1;
            }
            int id = HashSlots.id(entry);
            if (HashSlots.mayBe(entry, hash) && equal(columns, row, id)) {
                return id;
            }
            slot = slot + 1 & mask;
        }
    }

    private boolean equal(long[][] columns, int row, int id) {
        long[] array = rows.array(id);
        int at = rows.place(id);
        for (int c = 0; c < width; c++) {
            if (columns[c][row] != array[at + c]) {
                return false;
            }
        }
        return true;
    }

    private int insert(long[][] columns, int row, long hash) {
        long[] array = rows.array(size);
        int at = rows.place(size);
        for (int c = 0; c < width; c++) {
            array[at + c] = columns[c][row];
        }
        slots.place(hash, size);
        return size++;
    }

    private void reserve(int more) {
        int needed = size + more;
        rows.reserve(needed);
        slots.reserve(needed);
        if (slots.reseed(size)) {
            rehash();
        }
    }

    private void rehash() {
        for (int id = 0; id < size; id++) {
            Cancellation.checkAt(id);
            long hash = slots.seed();
            for (int c = 0; c < width; c++) {
                hash = HashMix.mix(rows.array(id)[rows.place(id) + c], hash);
            }
            slots.place(hash, id);
        }
    }

    /** Sum of the rows' distances from their slots. */
    long distance() {
        return slots.distance();
    }

    /** Whether {@code more} rows still fit in arrays. */
    public boolean hasRoomFor(int more) {
        return (long) (size + more) * Math.max(2, width) < MAX_LONGS;
    }

    /** Bytes held once {@code more} rows have come. */
    public long sizeBytesAfter(int more) {
        return 8 * slots.countFor((long) size + more) + rows.sizeBytesFor(size + more);
    }
}
