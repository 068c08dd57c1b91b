/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers distinct byte strings, and null, from 0 in the order of their first appearance. A dictionary's entries are
 * looked up once; strings of one byte in a table of 256; others by their hash, where strings of up to eight bytes are
 * compared as one long.
 */
public final class BytesInterner {
    private static final int INITIAL_SLOTS = 256;

    /** No array gets longer, so that doubling one stays within what Java can allocate. */
    private static final long MAX_LENGTH = 1L << 29;

    private static final int CHUNK = 1024;
    private static final int UNKNOWN = -1;

    private final HashSlots slots = new HashSlots(INITIAL_SLOTS);
    private long seed = HashSeeds.FIRST;
    private int seedsTried = 1;

    private final int[] oneByte = new int[256];
    /** By number, side by side: the first eight bytes, and start and length in one long. */
    private long[] entries = new long[INITIAL_SLOTS];

    private byte[] data = new byte[8 * INITIAL_SLOTS];
    private int dataLength;
    private int size;
    private int nullId = UNKNOWN;

    private final long[] heads = new long[CHUNK];
    private final long[] hashes = new long[CHUNK];
    private final long[] touched = new long[CHUNK];

    private @Nullable Column lastDictionary;
    private int[] entryIds = new int[0];
    private @Nullable Column candidate;

    public BytesInterner() {
        Arrays.fill(oneByte, UNKNOWN);
    }

    /** How many distinct values there are, null among them. */
    public int size() {
        return size;
    }

    /** The number of null, -1 where there was none. */
    public int nullId() {
        return nullId;
    }

    public byte[] data() {
        return data;
    }

    /** Where in {@link #data()} the value of a number starts. */
    public int start(int id) {
        return (int) (entries[2 * id + 1] >>> 32);
    }

    /** How many bytes the value of a number has. */
    public int length(int id) {
        return (int) entries[2 * id + 1];
    }

    /** Writes the numbers of the first {@code rowCount} rows; new values get new numbers if {@code insert}, else -1. */
    public void intern(Column column, int rowCount, int[] ids, boolean insert) {
        takeAnotherSeedIfCrowded();
        if (column instanceof DictionaryColumn dictionary) {
            internDictionary(dictionary, rowCount, ids, insert);
        } else if (column instanceof ConstantColumn constant) {
            int[] one = new int[1];
            if (rowCount > 0) {
                internFlat((BytesColumn) constant.value(), 1, one, insert);
            }
            Arrays.fill(ids, 0, rowCount, one[0]);
        } else {
            internFlat((BytesColumn) column.flat(), rowCount, ids, insert);
        }
    }

    private void internDictionary(DictionaryColumn column, int rowCount, int[] ids, boolean insert) {
        BytesColumn entries = (BytesColumn) column.dictionary();
        if (entries != lastDictionary && entries != candidate && entries.rowCount() > rowCount) {
            // a large dictionary pays only if it comes again
            candidate = entries;
            internFlat((BytesColumn) column.flat(), rowCount, ids, insert);
            return;
        }
        if (entries != lastDictionary) {
            lastDictionary = entries;
            entryIds = new int[entries.rowCount()];
            Arrays.fill(entryIds, UNKNOWN);
        }
        int[] known = entryIds;
        int[] entryOfRow = column.ids();
        long[] validity = column.validity();
        for (int i = 0; i < rowCount; i++) {
            int entry = entryOfRow[i];
            int id;
            if (!Bitmap.isSet(validity, i)) {
                id = internNull(insert);
            } else {
                id = known[entry];
                if (id == UNKNOWN) {
                    id = intern(entries.data(), entries.starts()[entry], entries.lengths()[entry], insert);
                    known[entry] = id;
                }
            }
            ids[i] = id;
        }
    }

    /** Between chunks only, within which hashes are known already. */
    private void takeAnotherSeedIfCrowded() {
        if (seedsTried < HashSeeds.MAX_TRIES && HashSeeds.isCrowded(slots.distance(), size)) {
            seedsTried++;
            seed = HashSeeds.next();
            rehash();
        }
    }

    private void internFlat(BytesColumn column, int rowCount, int[] ids, boolean insert) {
        for (int from = 0; from < rowCount; from += CHUNK) {
            takeAnotherSeedIfCrowded();
            int count = Math.min(CHUNK, rowCount - from);
            hashAndTouch(column, from, count);
            internChunk(column, from, count, ids, insert);
        }
    }

    private void internChunk(BytesColumn column, int from, int count, int[] ids, boolean insert) {
        byte[] bytes = column.data();
        int[] starts = column.starts();
        int[] lengths = column.lengths();
        long[] validity = column.validity();
        for (int i = 0; i < count; i++) {
            int row = from + i;
            int length = lengths[row];
            if (!Bitmap.isSet(validity, row)) {
                ids[row] = internNull(insert);
            } else if (length == 1) {
                int id = oneByte[bytes[starts[row]] & 0xFF];
                ids[row] = id == UNKNOWN ? intern(bytes, starts[row], 1, insert) : id;
            } else {
                ids[row] = intern(bytes, starts[row], length, heads[i], hashes[i], insert);
            }
        }
    }

    /** Hashes, and reads the slots of all so that their cache misses overlap; nothing to do for strings of one byte. */
    private void hashAndTouch(BytesColumn column, int from, int count) {
        byte[] bytes = column.data();
        int[] starts = column.starts();
        int[] lengths = column.lengths();
        for (int i = 0; i < count; i++) {
            int length = lengths[from + i];
            if (length != 1) {
                long head = HashMix.head(bytes, starts[from + i], length);
                heads[i] = head;
                hashes[i] = hash(bytes, starts[from + i], length, head);
            }
        }
        long[] table = slots.table();
        int slotMask = slots.mask();
        for (int i = 0; i < count; i++) {
            touched[i] = table[(int) hashes[i] & slotMask];
        }
        long[] known = entries;
        for (int i = 0; i < count; i++) {
            touched[i] = known[2 * Math.max(0, (int) touched[i] - 1)];
        }
    }

    private long hash(byte[] bytes, int start, int length, long head) {
        return length <= 8 ? HashMix.hashShort(head, length, seed) : HashMix.hash(bytes, start, length, seed);
    }

    private int internNull(boolean insert) {
        if (nullId == UNKNOWN && insert) {
            reserve(0);
            entries[2 * size] = 0;
            entries[2 * size + 1] = (long) dataLength << 32;
            nullId = size++;
        }
        return nullId;
    }

    private int intern(byte[] bytes, int start, int length, boolean insert) {
        long head = HashMix.head(bytes, start, length);
        return intern(bytes, start, length, head, hash(bytes, start, length, head), insert);
    }

    private int intern(byte[] bytes, int start, int length, long head, long hash, boolean insert) {
        long[] table = slots.table();
        int mask = slots.mask();
        int slot = (int) hash & mask;
        while (table[slot] != 0) {
            int id = HashSlots.id(table[slot]);
            if (HashSlots.mayBe(table[slot], hash)
                    && entries[2 * id] == head
                    && (int) entries[2 * id + 1] == length
                    && (length <= 8 || tailsEqual(bytes, start, length, id))) {
                return id;
            }
            slot = slot + 1 & mask;
        }
        return insert ? add(bytes, start, length, head, hash) : UNKNOWN;
    }

    private boolean tailsEqual(byte[] bytes, int start, int length, int id) {
        int at = start(id);
        return Arrays.equals(bytes, start + 8, start + length, data, at + 8, at + length);
    }

    private int add(byte[] bytes, int start, int length, long head, long hash) {
        reserve(length);
        System.arraycopy(bytes, start, data, dataLength, length);
        entries[2 * size] = head;
        entries[2 * size + 1] = (long) dataLength << 32 | length;
        dataLength += length;
        if (length == 1) {
            oneByte[bytes[start] & 0xFF] = size;
        }
        slots.place(hash, size);
        return size++;
    }

    private void reserve(int bytes) {
        if (2 * size == entries.length) {
            entries = Arrays.copyOf(entries, Math.multiplyExact(2, entries.length));
        }
        long needed = (long) dataLength + bytes;
        if (needed > data.length) {
            data = Arrays.copyOf(
                    data, Math.toIntExact(Math.max(needed, Math.min(2L * data.length, Integer.MAX_VALUE - 8))));
        }
        if (2L * (size + 1) > slots.count()) {
            slots.growTo(Math.multiplyExact(2, slots.count()));
        }
    }

    private void rehash() {
        slots.clear();
        for (int id = 0; id < size; id++) {
            Cancellation.checkAt(id);
            if (id != nullId) {
                slots.place(hash(data, start(id), length(id), entries[2 * id]), id);
            }
        }
    }

    /** How far from their slots strings lie together. */
    long distance() {
        return slots.distance();
    }

    /** Whether {@code more} values with the bytes of {@code source} still fit in arrays. */
    public boolean hasRoomFor(int more, Column source) {
        return 2L * (size + more) < MAX_LENGTH
                && (dataLength < MAX_LENGTH / 2 || dataLength + ColumnBuilder.bytesOf(source) < MAX_LENGTH);
    }

    /** Bytes held once {@code more} values of {@code moreBytes} in all have come. */
    public long sizeBytesAfter(int more, long moreBytes) {
        long needed = (long) size + more;
        long entryCount = entries.length / 2;
        while (entryCount < needed) {
            entryCount *= 2;
        }
        long bytes =
                dataLength + moreBytes > data.length ? Math.max(dataLength + moreBytes, 2L * data.length) : data.length;
        return 8L * 2 * Math.max(entryCount, slots.count() / 2) + 16 * entryCount + bytes + 4L * entryIds.length;
    }
}
