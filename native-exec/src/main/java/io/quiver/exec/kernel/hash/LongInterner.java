/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers distinct longs, and null, from 0 in the order of their first appearance. It works in one of two ways and changes
 * between them as values come:
 *
 * <ul>
 *   <li>by a slot for each value of a range, as long as that takes no more memory than hashing;
 *   <li>by open addressing with linear probing: value and number stand side by side, so that a probe is one cache line. Works in
 *       chunks of 1024 rows: hash, touch (so that cache misses overlap), then probe (kernels study, section C).
 * </ul>
 */
public final class LongInterner {
    private static final int CHUNK = 1024;
    private static final int INITIAL_SLOTS = 256;

    /** Below this (4 MB) the table grows fourfold at once, so that fewer values are placed again. */
    private static final int FAST_GROWTH_SLOTS = 1 << 18;

    /** No array gets longer than this, so that doubling one stays within what Java can allocate. */
    private static final long MAX_LONGS = 1L << 29;

    /** Ints of a range that fit in one slot of hashing, which has a value and a number. */
    private static final int RANGE_PER_SLOT = 4;

    private static final long MAX_RANGE = 1L << 30;
    private static final int[] HASHED = {};
    private static final long[] NO_SLOTS = {};

    /** The number plus one of each value from {@link #base} on, or 0; empty: values are hashed. */
    private int[] range = new int[INITIAL_SLOTS];

    private long base;

    /** Pairs: the value, and its number plus one or 0 where the slot is free. */
    private long[] slots = NO_SLOTS;

    private int mask = INITIAL_SLOTS - 1;
    private long seed = HashSeeds.FIRST;
    private int seedsTried = 1;
    /** Sum over all hashed values, see {@link HashSeeds#distance}. */
    private long distance;

    private long[] values = new long[INITIAL_SLOTS / 2];
    private int size;
    private int nullId = -1;
    private final int[] positions = new int[CHUNK];
    private final long[] touched = new long[CHUNK];

    /** How many distinct values there are, including null. */
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
        reserveValues(rowCount);
        for (int from = 0; from < rowCount; from += CHUNK) {
            int end = Math.min(rowCount, from + CHUNK);
            int done = from;
            while (done < end) {
                if (range == HASHED && !mustGrow(end - done) || !tryRange(end - done)) {
                    internHashed(rows, validity, done, end - done, ids);
                    done = end;
                } else {
                    done = validity == null
                            ? place(rows, done, end, ids)
                            : placeNullable(rows, validity, done, end, ids);
                    if (done < end) {
                        widen(rows, validity, done, end);
                    }
                }
            }
        }
    }

    /** Numbers rows by their slots up to the first that is out of range, and returns where that is. */
    private int place(long[] rows, int from, int end, int[] ids) {
        int[] numbers = range;
        long first = base;
        for (int row = from; row < end; row++) {
            long value = rows[row];
            long offset = value - first;
            if (offset < 0 || offset >= numbers.length) {
                return row;
            }
            int number = numbers[(int) offset];
            if (number == 0) {
                values[size] = value;
                number = ++size;
                numbers[(int) offset] = number;
            }
            ids[row] = number - 1;
        }
        return end;
    }

    private int placeNullable(long[] rows, long[] validity, int from, int end, int[] ids) {
        int row = from;
        while (row < end) {
            if (!Bitmap.get(validity, row)) {
                ids[row] = internNull();
            } else if (place(rows, row, row + 1, ids) == row) {
                return row;
            }
            row++;
        }
        return end;
    }

    /** Makes the range cover the values of {@code rows[from..end)} too. Switches to hashing where that takes too much memory. */
    private void widen(long[] rows, long @Nullable [] validity, int from, int end) {
        boolean isEmpty = size == 0 || size == 1 && nullId == 0;
        long least = isEmpty ? Long.MAX_VALUE : base;
        long most = isEmpty ? Long.MIN_VALUE : base + range.length - 1;
        for (int row = from; row < end; row++) {
            if (Bitmap.isSet(validity, row)) {
                least = Math.min(least, rows[row]);
                most = Math.max(most, rows[row]);
            }
        }
        long length = most - least + 1;
        int needed = size + end - from;
        if (length <= 0 || length > longestRange(needed)) {
            hash(needed);
            return;
        }
        // as much again, on the side where the range has grown, so that growing takes constant time per value
        long spare = Math.min(longestRange(needed) - length, range.length);
        boolean downwards = !isEmpty && least < base;
        if (downwards ? least - spare > least : most + spare < most) {
            spare = 0;
        }
        long first = downwards ? least - spare : least;
        int[] wider = new int[(int) (length + spare)];
        if (!isEmpty) {
            System.arraycopy(range, 0, wider, (int) (base - first), range.length);
        }
        range = wider;
        base = first;
    }

    private static long longestRange(int entries) {
        return Math.min(MAX_RANGE, (long) RANGE_PER_SLOT * slotCountFor(entries, INITIAL_SLOTS));
    }

    /** Switches to hashing. */
    private void hash(int entries) {
        int slotCount = slotCountFor(entries, INITIAL_SLOTS);
        range = HASHED;
        begin(slotCount);
        for (int id = 0; id < size; id++) {
            if (id != nullId) {
                put(values[id], id + 1L);
            }
        }
    }

    private void begin(int slotCount) {
        slots = new long[Math.multiplyExact(2, slotCount)];
        mask = slotCount - 1;
        distance = 0;
    }

    private boolean mustGrow(int more) {
        return slotCountFor(size + more, mask + 1) > mask + 1;
    }

    /** Switches from hashing to a range if the values so far are dense enough. Returns whether there is a range now. */
    private boolean tryRange(int more) {
        if (range != HASHED) {
            return true;
        }
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int id = 0; id < size; id++) {
            if (id != nullId) {
                least = Math.min(least, values[id]);
                most = Math.max(most, values[id]);
            }
        }
        long length = most - least + 1;
        if (length <= 0 || length > longestRange(size + more)) {
            return false;
        }
        int[] numbers = new int[(int) length];
        for (int id = 0; id < size; id++) {
            if (id != nullId) {
                numbers[(int) (values[id] - least)] = id + 1;
            }
        }
        range = numbers;
        base = least;
        slots = NO_SLOTS;
        return true;
    }

    private void internHashed(long[] rows, long @Nullable [] validity, int from, int count, int[] ids) {
        if (mustGrow(count)) {
            rehash(slotCountFor(size + count, mask + 1));
        }
        if (seedsTried < HashSeeds.MAX_TRIES && HashSeeds.isCrowded(distance, size)) {
            seedsTried++;
            seed = HashSeeds.next();
            rehash(mask + 1);
        }
        touch(rows, from, count);
        if (validity == null) {
            insert(rows, from, count, ids);
        } else {
            insertNullable(rows, validity, from, count, ids);
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
        if (range != HASHED) {
            long offset = value - base;
            return offset < 0 || offset >= range.length ? -1 : range[(int) offset] - 1;
        }
        int slot = (int) HashMix.mix(value, seed) & mask;
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
        long hashSeed = seed;
        int[] at = positions;
        for (int i = 0; i < count; i++) {
            at[i] = (int) HashMix.mix(rows[from + i], hashSeed) & slotMask;
        }
        long[] table = slots;
        long[] out = touched;
        for (int i = 0; i < count; i++) {
            out[i] = table[2 * at[i]];
        }
    }

    /** Inserts rows. Rows of one value often come together, as in sorted input: it looks up only the first of them. */
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
                distance += HashSeeds.distance(slot - position & mask);
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

    private void reserveValues(int more) {
        int needed = size + more;
        if (needed > values.length) {
            values = Arrays.copyOf(values, Math.max(needed, 2 * values.length));
        }
    }

    /** The slots for {@code entries}: at most two thirds are full, so that probes are short. */
    private static int slotCountFor(int entries, int atLeast) {
        int slotCount = atLeast;
        while (3L * entries > 2L * slotCount) {
            slotCount = Math.multiplyExact(slotCount, slotCount < FAST_GROWTH_SLOTS ? 4 : 2);
        }
        return slotCount;
    }

    /** Goes through the old slots in order, so that values go to few places, which move on through the new table side by side. */
    private void rehash(int slotCount) {
        long[] old = slots;
        begin(slotCount);
        for (int slot = 0; slot < old.length; slot += 2) {
            Cancellation.checkAt(slot);
            if (old[slot + 1] != 0) {
                put(old[slot], old[slot + 1]);
            }
        }
    }

    private void put(long value, long number) {
        long[] table = slots;
        int position = (int) HashMix.mix(value, seed) & mask;
        int slot = position;
        while (table[2 * slot + 1] != 0) {
            slot = slot + 1 & mask;
        }
        table[2 * slot] = value;
        table[2 * slot + 1] = number;
        distance += HashSeeds.distance(slot - position & mask);
    }

    /** Sum of the hashed values' distances from their slots. */
    long distance() {
        return range == HASHED ? distance : 0;
    }

    /** Whether {@code more} values still fit in arrays. */
    public boolean hasRoomFor(int more) {
        return 2L * (size + more) < MAX_LONGS;
    }

    /** Bytes held at most once {@code more} values have come. */
    public long sizeBytesAfter(int more) {
        int needed = size + more;
        long valueCount = needed > values.length ? Math.max(needed, 2L * values.length) : values.length;
        int slotCount = slotCountFor(needed, range == HASHED ? mask + 1 : INITIAL_SLOTS);
        return Math.max(4L * range.length, 16L * slotCount) + 8 * valueCount;
    }
}
