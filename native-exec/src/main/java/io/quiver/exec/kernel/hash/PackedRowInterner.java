/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.ColumnType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers distinct rows of longs and byte strings from 0 in the order of their first appearance. A row stands in one piece: the
 * longs, the lengths of the strings, their bytes. So finding it costs the cache misses of one table, however many strings it
 * has.
 */
public final class PackedRowInterner {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int INITIAL_SLOTS = 256;
    private static final int CHUNK = 1024;

    /** Most slots, and most bytes: a quarter of what addresses reach. */
    private static final long MAX_LENGTH = 1L << 30;

    private final int wordCount;
    private final int textCount;
    /** Bytes of a row without those of its strings. */
    private final int headBytes;

    private final HashSlots slots = new HashSlots(INITIAL_SLOTS);

    private final KeptBytes data;
    private final KeptLongs addresses = new KeptLongs(1, INITIAL_SLOTS / 2);
    private int size;
    /** Whether a row has an array of its own. The addresses in one array then do not bound the bytes between them. */
    private boolean hasLongRows;

    private final long[] hashes = new long[CHUNK];
    private final long[] touched = new long[CHUNK];

    /** The strings of the rows being interned. */
    private final byte[][] textData;

    private final int[][] textStarts;
    private final int[][] textLengths;

    public PackedRowInterner(int wordCount, int textCount) {
        this.wordCount = wordCount;
        this.textCount = textCount;
        this.headBytes = 8 * wordCount + 4 * textCount;
        this.data = new KeptBytes(Math.min(KeptBytes.ARRAY_BYTES, INITIAL_SLOTS * headBytes));
        this.textData = new byte[textCount][];
        this.textStarts = new int[textCount][];
        this.textLengths = new int[textCount][];
    }

    public int size() {
        return size;
    }

    /**
     * Writes the numbers of the rows {@code words[0..)[i]}, {@code texts[0..)[i]}. New rows get new numbers if {@code insert},
     * else -1. Null strings count as empty ones.
     */
    public void intern(long[][] words, BytesColumn[] texts, int rowCount, int[] ids, boolean insert) {
        for (int t = 0; t < textCount; t++) {
            textData[t] = texts[t].data();
            textStarts[t] = texts[t].starts();
            textLengths[t] = texts[t].lengths();
        }
        for (int from = 0; from < rowCount; from += CHUNK) {
            int count = Math.min(CHUNK, rowCount - from);
            reserve(insert ? count : 0);
            hash(words, from, count);
            touch(count);
            for (int i = 0; i < count; i++) {
                int id = find(words, from + i, hashes[i]);
                ids[from + i] = id >= 0 || !insert ? id : add(words, from + i, hashes[i]);
            }
        }
    }

    private void hash(long[][] words, int from, int count) {
        long[] out = hashes;
        long seed = slots.seed();
        Arrays.fill(out, 0, count, seed);
        for (int w = 0; w < wordCount; w++) {
            long[] column = words[w];
            for (int i = 0; i < count; i++) {
                out[i] = HashMix.mix(column[from + i], out[i]);
            }
        }
        for (int t = 0; t < textCount; t++) {
            byte[] bytes = textData[t];
            int[] starts = textStarts[t];
            int[] lengths = textLengths[t];
            for (int i = 0; i < count; i++) {
                out[i] = HashMix.mix(HashMix.hash(bytes, starts[from + i], lengths[from + i], seed), out[i]);
            }
        }
    }

    /** Reads slots, and the first bytes of rows that are likely to be equal, so that cache misses overlap. */
    private void touch(int count) {
        long[] table = slots.table();
        int mask = slots.mask();
        for (int i = 0; i < count; i++) {
            touched[i] = table[(int) hashes[i] & mask];
        }
        for (int i = 0; i < count; i++) {
            long slot = touched[i];
            touched[i] = slot != 0 && HashSlots.mayBe(slot, hashes[i]) ? address(HashSlots.id(slot)) : -1;
        }
        for (int i = 0; i < count; i++) {
            int address = (int) touched[i];
            touched[i] = touched[i] == -1 ? 0 : data.array(address)[KeptBytes.start(address)];
        }
    }

    private int address(int id) {
        return (int) addresses.array(id)[addresses.place(id)];
    }

    private int find(long[][] words, int row, long hash) {
        long[] table = slots.table();
        int mask = slots.mask();
        int slot = (int) hash & mask;
        while (true) {
            long entry = table[slot];
            if (entry == 0) {
                return -1;
            }
            int id = HashSlots.id(entry);
            if (HashSlots.mayBe(entry, hash) && equal(words, row, id)) {
                return id;
            }
            slot = slot + 1 & mask;
        }
    }

    private boolean equal(long[][] words, int row, int id) {
        int address = address(id);
        byte[] array = data.array(address);
        int at = KeptBytes.start(address);
        for (int w = 0; w < wordCount; w++, at += 8) {
            if (words[w][row] != (long) LONGS.get(array, at)) {
                return false;
            }
        }
        int textAt = at + 4 * textCount;
        for (int t = 0; t < textCount; t++, at += 4) {
            int length = textLengths[t][row];
            int start = textStarts[t][row];
            if (length != (int) INTS.get(array, at)
                    || !Arrays.equals(textData[t], start, start + length, array, textAt, textAt + length)) {
                return false;
            }
            textAt += length;
        }
        return true;
    }

    private int add(long[][] words, int row, long hash) {
        int length = headBytes;
        for (int t = 0; t < textCount; t++) {
            length = Math.addExact(length, textLengths[t][row]);
        }
        hasLongRows |= length > KeptBytes.ARRAY_BYTES;
        int address = data.take(length);
        byte[] array = data.array(address);
        int at = KeptBytes.start(address);
        for (int w = 0; w < wordCount; w++, at += 8) {
            LONGS.set(array, at, words[w][row]);
        }
        int textAt = at + 4 * textCount;
        for (int t = 0; t < textCount; t++, at += 4) {
            int textLength = textLengths[t][row];
            INTS.set(array, at, textLength);
            System.arraycopy(textData[t], textStarts[t][row], array, textAt, textLength);
            textAt += textLength;
        }
        addresses.array(size)[addresses.place(size)] = address;
        slots.place(hash, size);
        return size++;
    }

    private void reserve(int more) {
        int needed = size + more;
        addresses.reserve(needed);
        slots.reserve(needed);
        if (slots.reseed(size)) {
            rehash();
        }
    }

    private void rehash() {
        for (int id = 0; id < size; id++) {
            Cancellation.checkAt(id);
            slots.place(hash(id), id);
        }
    }

    private long hash(int id) {
        int address = address(id);
        byte[] array = data.array(address);
        int at = KeptBytes.start(address);
        long seed = slots.seed();
        long hash = seed;
        for (int w = 0; w < wordCount; w++, at += 8) {
            hash = HashMix.mix((long) LONGS.get(array, at), hash);
        }
        int textAt = at + 4 * textCount;
        for (int t = 0; t < textCount; t++, at += 4) {
            int length = (int) INTS.get(array, at);
            hash = HashMix.mix(HashMix.hash(array, textAt, length, seed), hash);
            textAt += length;
        }
        return hash;
    }

    /** Long {@code word} of each of the rows {@code [from, from + count)}. */
    public long[] word(int word, int from, int count) {
        long[] out = new long[count];
        for (int i = 0; i < count; i++) {
            int address = address(from + i);
            out[i] = (long) LONGS.get(data.array(address), KeptBytes.start(address) + 8 * word);
        }
        return out;
    }

    /**
     * String {@code text} of each of the rows {@code [from, from + count)}. The column shares the array of the rows if they are
     * all in one.
     */
    public BytesColumn text(ColumnType type, int text, int from, int count, long @Nullable [] validity) {
        int[] starts = new int[count];
        int[] lengths = new int[count];
        byte[] bytes = count == 0 ? new byte[0] : data.array(address(from));
        boolean areTogether = true;
        for (int i = 0; i < count; i++) {
            int address = address(from + i);
            byte[] array = data.array(address);
            int at = KeptBytes.start(address) + 8 * wordCount;
            int textAt = at + 4 * textCount;
            for (int t = 0; t < text; t++, at += 4) {
                textAt += (int) INTS.get(array, at);
            }
            starts[i] = textAt;
            lengths[i] = (int) INTS.get(array, at);
            areTogether &= array == bytes;
        }
        if (!areTogether) {
            bytes = copies(from, count, starts, lengths);
        }
        return new BytesColumn(type, count, bytes, starts, lengths, validity);
    }

    private byte[] copies(int from, int count, int[] starts, int[] lengths) {
        int total = 0;
        for (int i = 0; i < count; i++) {
            total = Math.addExact(total, lengths[i]);
        }
        byte[] bytes = new byte[total];
        int end = 0;
        for (int i = 0; i < count; i++) {
            System.arraycopy(data.array(address(from + i)), starts[i], bytes, end, lengths[i]);
            starts[i] = end;
            end += lengths[i];
        }
        return bytes;
    }

    /**
     * How many of the {@code count} rows from {@code from} on have strings of at most {@code bytes} bytes together; at least
     * one.
     */
    public int countWithin(long bytes, int from, int count) {
        if (count > 0 && !hasLongRows && sizeBytes(from, from + count - 1) <= bytes) {
            return count;
        }
        long sum = 0;
        for (int i = 0; i < count; i++) {
            int address = address(from + i);
            byte[] array = data.array(address);
            int at = KeptBytes.start(address) + 8 * wordCount;
            for (int t = 0; t < textCount; t++) {
                sum += (int) INTS.get(array, at + 4 * t);
            }
            if (sum > bytes) {
                return Math.max(1, i);
            }
        }
        return count;
    }

    /** At least the bytes of the strings from one row to another, without a look at the rows between them. */
    private long sizeBytes(int first, int last) {
        int start = address(first);
        int end = address(last);
        byte[] array = data.array(end);
        if (array != data.array(start)) {
            return Long.MAX_VALUE;
        }
        int at = KeptBytes.start(end) + 8 * wordCount;
        long size = (long) KeptBytes.start(end) - KeptBytes.start(start);
        for (int t = 0; t < textCount; t++) {
            size += (int) INTS.get(array, at + 4 * t);
        }
        return size;
    }

    /** Sum of the rows' distances from their slots. */
    long distance() {
        return slots.distance();
    }

    /** Whether {@code more} rows with strings of {@code moreBytes} in all still fit in arrays. */
    public boolean hasRoomFor(int more, long moreBytes) {
        return 2L * (size + more) < MAX_LENGTH && data.sizeBytes() + moreBytes + (long) more * headBytes < MAX_LENGTH;
    }

    /** Bytes held once {@code more} rows with strings of {@code moreBytes} in all have come. */
    public long sizeBytesAfter(int more, long moreBytes) {
        return 8 * slots.countFor((long) size + more)
                + addresses.sizeBytesFor(size + more)
                + data.sizeBytesAfter(moreBytes + (long) more * headBytes);
    }
}
