/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import io.quiver.exec.kernel.hash.BytesInterner;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Writes text and bytes, each value after its length. */
final class BytesChunk extends DictionaryChunk {
    private static final VarHandle BIG_ENDIAN_LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BytesInterner interner = new BytesInterner();
    private long dictionaryBytes;
    private int knownSize;
    private int[] ids = new int[0];
    /** By id, the last page that has the value, counted from 1. A page compares a value with its bounds only once. */
    private int[] seenIn = new int[0];

    private int page = 1;
    private long textBytes;
    private byte @Nullable [] min;
    private byte @Nullable [] max;
    /** The first eight bytes of the least and of the greatest value: most values lie between these. */
    private long minHead;

    private long maxHead;

    BytesChunk(ColumnDescriptor descriptor, PageWriter pages, ChunkBounds bounds, boolean usesDictionary) {
        super(descriptor, pages, bounds, usesDictionary);
    }

    @Override
    void addRange(Column column, int from, int count) {
        if (from == 0) {
            add(column.prefix(count), count);
            return;
        }
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = from + i;
        }
        addRows(column, rows, count);
    }

    @Override
    void addRows(Column column, int[] rows, int count) {
        add(column.gather(rows, count), count);
    }

    private void add(Column column, int count) {
        if (usesDictionary()) {
            addByNumber(column, count);
        } else {
            addPlain((BytesColumn) column.flat(), count);
        }
    }

    private void addByNumber(Column column, int count) {
        if (ids.length < count) {
            ids = new int[count];
        }
        interner.intern(column.withValidity(null), count, ids, true);
        learnEntries();
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            int id = ids[i];
            bytes += interner.length(id);
            if (seenIn[id] != page) {
                seenIn[id] = page;
                widenRange(interner.data(id), interner.start(id), interner.length(id));
            }
        }
        count(bytes, count);
        addIds(ids, count);
    }

    private void learnEntries() {
        int size = interner.size();
        if (seenIn.length < size) {
            seenIn = Arrays.copyOf(seenIn, Math.max(size, 2 * seenIn.length));
        }
        for (int id = knownSize; id < size; id++) {
            dictionaryBytes += (long) Integer.BYTES + interner.length(id);
        }
        knownSize = size;
    }

    private void addPlain(BytesColumn column, int count) {
        byte[] data = column.data();
        int[] starts = column.starts();
        int[] lengths = column.lengths();
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += lengths[i];
        }
        PageBytes out = plain();
        int at = out.reserve(bytes + (long) Integer.BYTES * count);
        for (int i = 0; i < count; i++) {
            int length = lengths[i];
            out.setInt(at, length);
            System.arraycopy(data, starts[i], out.data(), at + Integer.BYTES, length);
            at += Integer.BYTES + length;
            widenRange(data, starts[i], length);
        }
        count(bytes, count);
    }

    private void count(long bytes, int count) {
        textBytes += bytes;
        addRawBytes(bytes + (long) Integer.BYTES * count);
    }

    private void widenRange(byte[] data, int start, int length) {
        long head = head(data, start, length);
        if (min == null || max == null) {
            min = Arrays.copyOfRange(data, start, start + length);
            max = min;
            minHead = head;
            maxHead = head;
        } else if (Long.compareUnsigned(head, minHead) <= 0 && isLess(data, start, length, min)) {
            min = Arrays.copyOfRange(data, start, start + length);
            minHead = head;
        } else if (Long.compareUnsigned(head, maxHead) >= 0 && isMore(data, start, length, max)) {
            max = Arrays.copyOfRange(data, start, start + length);
            maxHead = head;
        }
    }

    /** Returns the first eight bytes, zeros for those that are missing, in the order of bytes. */
    private static long head(byte[] data, int start, int length) {
        if (length >= Long.BYTES) {
            return (long) BIG_ENDIAN_LONGS.get(data, start);
        }
        long head = 0;
        for (int i = 0; i < length; i++) {
            head |= (data[start + i] & 0xFFL) << (Long.SIZE - Byte.SIZE * (i + 1));
        }
        return head;
    }

    /** Compares bytes as unsigned, as Binary's comparator does for text and for bytes. */
    private static boolean isLess(byte[] data, int start, int length, byte[] other) {
        return Arrays.compareUnsigned(data, start, start + length, other, 0, other.length) < 0;
    }

    private static boolean isMore(byte[] data, int start, int length, byte[] other) {
        return Arrays.compareUnsigned(data, start, start + length, other, 0, other.length) > 0;
    }

    @Override
    long textBytes() {
        return textBytes;
    }

    @Override
    void countInto(Statistics<?> statistics) {
        if (min != null && max != null) {
            statistics.updateStats(Binary.fromConstantByteArray(min));
            statistics.updateStats(Binary.fromConstantByteArray(max));
        }
    }

    @Override
    void clearPage() {
        super.clearPage();
        textBytes = 0;
        min = null;
        max = null;
        page++;
    }

    @Override
    int dictionarySize() {
        return interner.size();
    }

    @Override
    long dictionaryBytes() {
        return dictionaryBytes;
    }

    @Override
    void putEntry(int id, PageBytes out) {
        int length = interner.length(id);
        out.putInt(length);
        out.put(interner.data(id), interner.start(id), length);
    }

    @Override
    void dropDictionary() {
        interner = new BytesInterner();
        seenIn = new int[0];
    }
}
