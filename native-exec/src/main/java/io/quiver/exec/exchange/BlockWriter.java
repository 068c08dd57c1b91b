/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.exchange;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes batches as blocks (see {@link BlockFormat}) into a buffer that it reuses. Constants stay constants; dictionaries stay
 * dictionaries where that takes fewer bytes. One thread.
 */
public final class BlockWriter {
    private static final int INITIAL_BYTES = 1 << 12;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private ByteBuffer buffer = view(bytes);
    private int length;

    /** Writes {@code batch} over the block before it. */
    public void write(Batch batch) {
        length = 0;
        putInt(BlockFormat.MAGIC);
        putInt(batch.rowCount());
        putInt(batch.columnCount());
        for (Column column : batch.columns()) {
            putColumn(column);
        }
    }

    /** The buffer, valid until the next write; the block is its first {@link #length()} bytes. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** The block as an array of its own. */
    public byte[] toBlock() {
        return Arrays.copyOf(bytes, length);
    }

    private void putColumn(Column column) {
        if (column instanceof ConstantColumn constant) {
            putHeader(BlockFormat.CONSTANT, constant);
            putFlat(constant.value());
        } else if (column instanceof DictionaryColumn dictionary && paysOff(dictionary)) {
            putDictionary(dictionary);
        } else {
            putFlat(column.flat());
        }
    }

    private void putHeader(byte encoding, Column column) {
        ensure(3);
        bytes[length] = encoding;
        bytes[length + 1] = (byte) column.type().physical().ordinal();
        bytes[length + 2] = (byte) (column.mayHaveNulls() ? 1 : 0);
        length += 3;
    }

    private void putFlat(Column column) {
        putHeader(BlockFormat.FLAT, column);
        putValidity(column);
        int rows = column.rowCount();
        switch (column.type().physical()) {
            case BITS -> putLongs(((BooleanColumn) column).words(), Bitmap.wordCount(rows));
            case INTS -> putInts(((IntColumn) column).values(), rows);
            case LONGS -> putLongs(((LongColumn) column).values(), rows);
            case FLOATS -> putFloats(((FloatColumn) column).values(), rows);
            case DOUBLES -> putDoubles(((DoubleColumn) column).values(), rows);
            case WIDE -> {
                putLongs(((WideColumn) column).high(), rows);
                putLongs(((WideColumn) column).low(), rows);
            }
            case BYTES -> putBytes((BytesColumn) column);
        }
    }

    private void putDictionary(DictionaryColumn column) {
        putHeader(BlockFormat.DICTIONARY, column);
        putValidity(column);
        int entries = column.dictionary().rowCount();
        int width = idWidth(entries);
        putInt(entries);
        putInt(width);
        putFlat(column.dictionary());
        int[] ids = column.ids();
        int rows = column.rowCount();
        if (width == 4) {
            putInts(ids, rows);
            return;
        }
        ensure((long) width * rows);
        for (int i = 0; i < rows; i++) {
            bytes[length++] = (byte) ids[i];
            if (width == 2) {
                bytes[length++] = (byte) (ids[i] >>> 8);
            }
        }
    }

    private static int idWidth(int entries) {
        if (entries <= 1 << 8) {
            return 1;
        }
        return entries <= 1 << 16 ? 2 : 4;
    }

    private static boolean paysOff(DictionaryColumn column) {
        Column dictionary = column.dictionary();
        int rows = column.rowCount();
        long ids = (long) idWidth(dictionary.rowCount()) * rows;
        if (!(dictionary instanceof BytesColumn entries)) {
            long width =
                    switch (dictionary.type().physical()) {
                        case BITS, BYTES -> 0;
                        case INTS, FLOATS -> 4;
                        case LONGS, DOUBLES -> 8;
                        case WIDE -> 16;
                    };
            return ids + width * dictionary.rowCount() < width * rows;
        }
        long encoded = ids + totalBytes(entries) + 4L * entries.rowCount();
        int[] lengths = entries.lengths();
        int[] idOfRow = column.ids();
        long plain = 4L * rows;
        for (int i = 0; i < rows; i++) {
            plain += lengths[idOfRow[i]];
        }
        return encoded < plain;
    }

    private void putValidity(Column column) {
        long[] validity = column.validity();
        if (validity != null) {
            putLongs(validity, Bitmap.wordCount(column.rowCount()));
        }
    }

    private void putBytes(BytesColumn column) {
        int rows = column.rowCount();
        int[] starts = column.starts();
        int[] lengths = column.lengths();
        putInts(lengths, rows);
        int total = Math.toIntExact(totalBytes(column));
        putInt(total);
        ensure(total);
        byte[] data = column.data();
        if (isContiguous(starts, lengths, rows)) {
            System.arraycopy(data, rows == 0 ? 0 : starts[0], bytes, length, total);
            length += total;
            return;
        }
        byte[] out = bytes;
        int position = length;
        for (int i = 0; i < rows; i++) {
            System.arraycopy(data, starts[i], out, position, lengths[i]);
            position += lengths[i];
        }
        length = position;
    }

    private static boolean isContiguous(int[] starts, int[] lengths, int rows) {
        for (int i = 1; i < rows; i++) {
            if (starts[i] != starts[i - 1] + lengths[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private static long totalBytes(BytesColumn column) {
        int[] lengths = column.lengths();
        long total = 0;
        for (int i = 0; i < column.rowCount(); i++) {
            total += lengths[i];
        }
        return total;
    }

    private void putInt(int value) {
        ensure(4);
        BlockFormat.INTS.set(bytes, length, value);
        length += 4;
    }

    private void putInts(int[] values, int count) {
        ensure(4L * count);
        buffer.position(length);
        buffer.asIntBuffer().put(values, 0, count);
        length += 4 * count;
    }

    private void putLongs(long[] values, int count) {
        ensure(8L * count);
        buffer.position(length);
        buffer.asLongBuffer().put(values, 0, count);
        length += 8 * count;
    }

    private void putFloats(float[] values, int count) {
        ensure(4L * count);
        buffer.position(length);
        buffer.asFloatBuffer().put(values, 0, count);
        length += 4 * count;
    }

    private void putDoubles(double[] values, int count) {
        ensure(8L * count);
        buffer.position(length);
        buffer.asDoubleBuffer().put(values, 0, count);
        length += 8 * count;
    }

    private void ensure(long more) {
        long needed = length + more;
        if (needed <= bytes.length) {
            return;
        }
        bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(needed, Math.min(2L * bytes.length, 1 << 30))));
        buffer = view(bytes);
    }

    private static ByteBuffer view(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
