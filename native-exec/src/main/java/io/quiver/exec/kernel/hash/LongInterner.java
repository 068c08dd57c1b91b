/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers distinct longs, and null, from 0 in the order of their first appearance. Open addressing with linear probing;
 * value and number stand side by side, so that a probe is one cache line. Works in chunks of 1024 rows: hash, touch (so
 * that cache misses overlap), then probe (kernels study, section C).
 */
public final class LongInterner {
    private static final int CHUNK = 1024;
    private static final int INITIAL_SLOTS = 256;

    /** Below this (4 MB) the table grows four times at once, so that fewer values are put in place again. */
    private static final int FAST_GROWTH_SLOTS = 1 << 18;

    /** No array gets longer, so that doubling one stays within what Java can allocate. */
    private static final long MAX_LONGS = 1L << 29;

    /** Pairs: the value, and its number plus one or 0 where the slot is free. */
    private long[] slots = new long[2 * INITIAL_SLOTS];

    private int mask = INITIAL_SLOTS - 1;
    private long[] values = new long[INITIAL_SLOTS / 2];
    private int size;
    private int nullId = -1;
    private final int[] positions = new int[CHUNK];
    private final long[] touched = new long[CHUNK];

    /** How many distinct values there are, null among them. */
    public int size() {
        return size;
    }

    /** The number of null, -1 where there was none. */
    public int nullId() {
        return nullId;
    }

    /** The values by number; unspecified at {@link #nullId()}. The array is replaced as the table grows. */
    public long[] values() {
        return values;
    }

    /** Writes the numbers of {@code rows[0..rowCount)}; new values get new numbers. */
    public void intern(long[] rows, long @Nullable [] validity, int rowCount, int[] ids) {
        for (int from = 0; from < rowCount; from += CHUNK) {
            int count = Math.min(CHUNK, rowCount - from);
            reserve(count);
            touch(rows, from, count);
            if (validity == null) {
                insert(rows, from, count, ids);
            } else {
                insertNullable(rows, validity, from, count, ids);
            }
        }
    }

    /** Writes the numbers of {@code rows[0..rowCount)}, -1 for values not seen before. */
    public void find(long[] rows, long @Nullable [] validity, int rowCount, int[] ids) {
        for (int i = 0; i < rowCount; i++) {
            boolean isNull = validity != null && (validity[i >> 6] >>> i & 1L) == 0;
            ids[i] = isNull ? nullId : find(rows[i]);
        }
    }

    private int find(long value) {
        int slot = (int) HashMix.mix(value) & mask;
        while (slots[2 * slot + 1] != 0) {
            if (slots[2 * slot] == value) {
                return (int) slots[2 * slot + 1] - 1;
            }
            slot = slot + 1 & mask;
        }
        return -1;
    }

    private void touch(long[] rows, int from, int count) {
        int slotMask = mask;
        int[] at = positions;
        for (int i = 0; i < count; i++) {
            at[i] = (int) HashMix.mix(rows[from + i]) & slotMask;
        }
        long[] table = slots;
        long[] out = touched;
        for (int i = 0; i < count; i++) {
            out[i] = table[2 * at[i]];
        }
    }

    /** Rows of one value often come together, as where the input is sorted: of those only the first is looked up. */
    private void insert(long[] rows, int from, int count, int[] ids) {
        long previous = ~rows[from];
        int id = -1;
        for (int i = 0; i < count; i++) {
            long value = rows[from + i];
            if (value != previous) {
                id = insert(value, positions[i]);
                previous = value;
            }
            ids[from + i] = id;
        }
    }

    private void insertNullable(long[] rows, long[] validity, int from, int count, int[] ids) {
        for (int i = 0; i < count; i++) {
            int row = from + i;
            boolean isValid = (validity[row >> 6] >>> row & 1L) != 0;
            ids[row] = isValid ? insert(rows[row], positions[i]) : internNull();
        }
    }

    private int insert(long value, int position) {
        long[] table = slots;
        int slot = position;
        while (true) {
            long id = table[2 * slot + 1];
            if (id == 0) {
                table[2 * slot] = value;
                table[2 * slot + 1] = size + 1L;
                values[size] = value;
                return size++;
            }
            if (table[2 * slot] == value) {
                return (int) id - 1;
            }
            slot = slot + 1 & mask;
        }
    }

    private int internNull() {
        if (nullId < 0) {
            values[size] = 0;
            nullId = size++;
        }
        return nullId;
    }

    private void reserve(int more) {
        int needed = size + more;
        if (needed > values.length) {
            values = Arrays.copyOf(values, Math.max(needed, 2 * values.length));
        }
        int slotCount = slotCountFor(needed);
        if (slotCount > mask + 1) {
            rehash(slotCount);
        }
    }

    /** At most two thirds full, so that probes are short. */
    private int slotCountFor(int entries) {
        int slotCount = mask + 1;
        while (3L * entries > 2L * slotCount) {
            slotCount = Math.multiplyExact(slotCount, slotCount < FAST_GROWTH_SLOTS ? 4 : 2);
        }
        return slotCount;
    }

    private void rehash(int slotCount) {
        long[] table = new long[Math.multiplyExact(2, slotCount)];
        int newMask = slotCount - 1;
        for (int id = 0; id < size; id++) {
            if (id == nullId) {
                continue;
            }
            long value = values[id];
            int slot = (int) HashMix.mix(value) & newMask;
            while (table[2 * slot + 1] != 0) {
                slot = slot + 1 & newMask;
            }
            table[2 * slot] = value;
            table[2 * slot + 1] = id + 1L;
        }
        slots = table;
        mask = newMask;
    }

    /** Whether {@code more} values still fit in arrays. */
    public boolean hasRoomFor(int more) {
        return 2L * (size + more) < MAX_LONGS;
    }

    /** Bytes held once {@code more} values have come. */
    public long sizeBytesAfter(int more) {
        int needed = size + more;
        long valueCount = needed > values.length ? Math.max(needed, 2L * values.length) : values.length;
        return 16L * slotCountFor(needed) + 8 * valueCount;
    }
}
