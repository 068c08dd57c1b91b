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
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers distinct byte strings, and null, from 0 in the order of their first appearance. It looks up a dictionary's entries
 * once. It finds strings of one byte in a table of 256 and others by their hash; strings of up to eight bytes compare as one
 * long.
 */
public final class BytesInterner {
    private static final int INITIAL_SLOTS = 256;

    /** Most slots, so that doubling them stays within what Java can allocate, and most bytes. */
    private static final long MAX_LENGTH = 1L << 29;

    private static final int CHUNK = 1024;
    private static final int UNKNOWN = -1;
    private static final byte[] NO_BYTES = {};
    private static final long[] NO_LONGS = {};

    private final HashSlots slots = new HashSlots(INITIAL_SLOTS);

    private final int[] oneByte = new int[256];
    /** By number: the first eight bytes, then address and length in one long. */
    private final KeptLongs entries = new KeptLongs(2, INITIAL_SLOTS / 2);

    private final KeptBytes data = new KeptBytes(8 * INITIAL_SLOTS);
    private int size;
    private int nullId = UNKNOWN;

    private long[] heads = NO_LONGS;
    private long[] hashes = NO_LONGS;
    private long[] touched = NO_LONGS;

    private @Nullable Column lastDictionary;
    private int[] entryIds = new int[0];
    private @Nullable Column candidate;

    public BytesInterner() {
        Arrays.fill(oneByte, UNKNOWN);
    }

    /** How many distinct values there are, including null. */
    public int size() {
        return size;
    }

    /** The number of null, -1 where there was none. */
    public int nullId() {
        return nullId;
    }

    /** The array that holds the value of a number, from {@link #start} on. */
    public byte[] data(int id) {
        return data.array(address(id));
    }

    /** Where in {@link #data} the value of a number starts. */
    public int start(int id) {
        return KeptBytes.start(address(id));
    }

    /** How many bytes the value of a number has. */
    public int length(int id) {
        return (int) entries.array(id)[entries.place(id) + 1];
    }

    private int address(int id) {
        return (int) (entries.array(id)[entries.place(id) + 1] >>> 32);
    }

    /** The values of numbers as a column of {@code type}. The column shares the array of the values if they are all in one. */
    public BytesColumn values(ColumnType type, int[] ids, int count) {
        int[] starts = new int[count];
        int[] lengths = new int[count];
        long[] validity = null;
        byte[] bytes = null;
        boolean areTogether = true;
        for (int i = 0; i < count; i++) {
            int id = ids[i];
            if (id == nullId) {
                validity = validity == null ? Bitmap.ones(count) : validity;
                Bitmap.clear(validity, i);
                continue;
            }
            starts[i] = start(id);
            lengths[i] = length(id);
            bytes = bytes == null ? data(id) : bytes;
            areTogether &= bytes == data(id);
        }
        if (!areTogether) {
            bytes = copies(ids, count, starts);
        }
        return new BytesColumn(type, count, bytes == null ? NO_BYTES : bytes, starts, lengths, validity);
    }

    /** How many of the numbers, from the first on, have values of at most {@code bytes} bytes together; at least one. */
    public int countWithin(long bytes, int[] ids, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += length(ids[i]);
            if (sum > bytes) {
                return Math.max(1, i);
            }
        }
        return count;
    }

    /** Copies each distinct value once and writes where the values start. */
    private byte[] copies(int[] ids, int count, int[] starts) {
        int[] firstRows = new int[Integer.highestOneBit(count) << 2];
        int[] firstRowOf = new int[count];
        long total = 0;
        for (int i = 0; i < count; i++) {
            int slot = (int) HashMix.mix(ids[i], 0) & firstRows.length - 1;
            while (firstRows[slot] != 0 && ids[firstRows[slot] - 1] != ids[i]) {
                slot = slot + 1 & firstRows.length - 1;
            }
            if (firstRows[slot] == 0) {
                firstRows[slot] = i + 1;
                total += length(ids[i]);
            }
            firstRowOf[i] = firstRows[slot] - 1;
        }
        byte[] bytes = new byte[Math.toIntExact(total)];
        int end = 0;
        for (int i = 0; i < count; i++) {
            if (firstRowOf[i] < i) {
                starts[i] = starts[firstRowOf[i]];
                continue;
            }
            int length = length(ids[i]);
            System.arraycopy(data(ids[i]), start(ids[i]), bytes, end, length);
            starts[i] = end;
            end += length;
        }
        return bytes;
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

    /** Returns the number of one row's value, which is not null; a new value gets a new number. */
    int intern(BytesColumn column, int row) {
        return intern(column.data(), column.starts()[row], column.lengths()[row], true);
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

    /** Runs only between chunks: within a chunk the hashes are known already. */
    void takeAnotherSeedIfCrowded() {
        if (slots.reseed(size)) {
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

    /** Hashes, and reads the slots of all rows so that their cache misses overlap. Strings of one byte need neither. */
    private void hashAndTouch(BytesColumn column, int from, int count) {
        if (heads.length == 0) {
            heads = new long[CHUNK];
            hashes = new long[CHUNK];
            touched = new long[CHUNK];
        }
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
        for (int i = 0; i < count; i++) {
            int id = Math.max(0, (int) touched[i] - 1);
            touched[i] = entries.array(id)[entries.place(id)];
        }
    }

    private long hash(byte[] bytes, int start, int length, long head) {
        return length <= 8
                ? HashMix.hashShort(head, length, slots.seed())
                : HashMix.hash(bytes, start, length, slots.seed());
    }

    private int internNull(boolean insert) {
        if (nullId == UNKNOWN && insert) {
            nullId = append(0, 0, 0);
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
            if (HashSlots.mayBe(table[slot], hash) && equals(id, bytes, start, length, head)) {
                return id;
            }
            slot = slot + 1 & mask;
        }
        return insert ? add(bytes, start, length, head, hash) : UNKNOWN;
    }

    private boolean equals(int id, byte[] bytes, int start, int length, long head) {
        long[] array = entries.array(id);
        int place = entries.place(id);
        return array[place] == head
                && (int) array[place + 1] == length
                && (length <= 8 || tailsEqual(bytes, start, length, (int) (array[place + 1] >>> 32)));
    }

    private boolean tailsEqual(byte[] bytes, int start, int length, int address) {
        int at = KeptBytes.start(address);
        return Arrays.equals(bytes, start + 8, start + length, data.array(address), at + 8, at + length);
    }

    private int add(byte[] bytes, int start, int length, long head, long hash) {
        slots.reserve(size + 1L);
        if (length == 1) {
            oneByte[bytes[start] & 0xFF] = size;
        }
        slots.place(hash, size);
        return append(head, data.add(bytes, start, length), length);
    }

    private int append(long head, int address, int length) {
        entries.reserve(size + 1);
        long[] array = entries.array(size);
        int place = entries.place(size);
        array[place] = head;
        array[place + 1] = (long) address << 32 | length;
        return size++;
    }

    private void rehash() {
        for (int id = 0; id < size; id++) {
            Cancellation.checkAt(id);
            if (id != nullId) {
                long head = entries.array(id)[entries.place(id)];
                slots.place(hash(data(id), start(id), length(id), head), id);
            }
        }
    }

    /** Sum of the strings' distances from their slots. */
    long distance() {
        return slots.distance();
    }

    /** Whether {@code more} values with the bytes of {@code source} still fit in arrays. */
    public boolean hasRoomFor(int more, Column source) {
        long held = data.sizeBytes();
        return 2L * (size + more) < MAX_LENGTH
                && (held < MAX_LENGTH / 2 || held + ColumnBuilder.bytesOf(source) < MAX_LENGTH);
    }

    /** Bytes held once {@code more} values of {@code moreBytes} in all have come. */
    public long sizeBytesAfter(int more, long moreBytes) {
        return 8 * slots.countFor((long) size + more)
                + entries.sizeBytesFor(size + more)
                + data.sizeBytesAfter(moreBytes)
                + 4L * entryIds.length;
    }
}
