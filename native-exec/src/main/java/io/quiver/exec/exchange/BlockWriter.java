/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.exchange;

import io.quiver.exec.kernel.hash.DictionaryBuilder;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches as blocks (see {@link BlockFormat}) into a buffer that it reuses. Constants stay constants; dictionaries stay
 * dictionaries where that takes fewer bytes. One thread.
 */
public final class BlockWriter {
    private static final int INITIAL_BYTES = 1 << 12;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private ByteBuffer buffer = view(bytes);
    private int length;
    /** By column, what puts text of several ranges into one dictionary; null where no text came in one. */
    private final List<@Nullable DictionaryBuilder> dictionaries = new ArrayList<>();

    /** Writes {@code batch} over the block before it. */
    public void write(Batch batch) {
        begin(batch.rowCount(), batch.columnCount());
        for (Column column : batch.columns()) {
            putColumn(column);
        }
    }

    /** Writes the rows of all ranges, at least one, as one block over the block before it. */
    void write(List<RowRange> ranges) {
        Batch first = ranges.get(0).batch();
        int rowCount = 0;
        for (RowRange range : ranges) {
            rowCount += range.count();
        }
        begin(rowCount, first.columnCount());
        for (int c = 0; c < first.columnCount(); c++) {
            putColumn(c, ranges, rowCount);
        }
    }

    private void begin(int rowCount, int columnCount) {
        length = 0;
        putInt(BlockFormat.MAGIC);
        putInt(rowCount);
        putInt(columnCount);
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

    private void putColumn(int ordinal, List<RowRange> ranges, int rowCount) {
        if (ranges.stream().allMatch(range -> DictionaryBuilder.takes(range.column(ordinal)))) {
            putColumn(inOneDictionary(ordinal, ranges));
            return;
        }
        List<RowRange.Flat> flat = new ArrayList<>(ranges.size());
        boolean hasNulls = false;
        for (RowRange range : ranges) {
            flat.add(range.flat(ordinal));
            hasNulls |= range.column(ordinal).mayHaveNulls();
        }
        ColumnType type = ranges.get(0).column(ordinal).type();
        putHeader(BlockFormat.FLAT, type, hasNulls);
        if (hasNulls) {
            putBits(flat, rowCount, Column::validity);
        }
        switch (type.physical()) {
            case BITS -> putBits(flat, rowCount, column -> ((BooleanColumn) column).words());
            case BYTES -> putBytes(flat);
            default -> putNumbers(flat, type.physical());
        }
    }

    private Column inOneDictionary(int ordinal, List<RowRange> ranges) {
        while (dictionaries.size() <= ordinal) {
            dictionaries.add(null);
        }
        DictionaryBuilder builder = dictionaries.get(ordinal);
        if (builder == null) {
            builder = new DictionaryBuilder(ranges.get(0).column(ordinal).type(), Batch.TARGET_ROWS);
            dictionaries.set(ordinal, builder);
        }
        builder.reset();
        for (RowRange range : ranges) {
            builder.appendRange(range.column(ordinal), range.from(), range.count());
        }
        return builder.view();
    }

    private void putBits(List<RowRange.Flat> ranges, int rowCount, Function<Column, long @Nullable []> bits) {
        long[] words = new long[Bitmap.wordCount(rowCount)];
        int at = 0;
        for (RowRange.Flat range : ranges) {
            Bitmap.copy(bits.apply(range.column()), range.from(), words, at, range.count());
            at += range.count();
        }
        putLongs(words, 0, words.length);
    }

    private void putNumbers(List<RowRange.Flat> ranges, ColumnType.Physical physical) {
        if (physical == ColumnType.Physical.WIDE) {
            for (RowRange.Flat range : ranges) {
                putLongs(((WideColumn) range.column()).high(), range.from(), range.count());
            }
        }
        for (RowRange.Flat range : ranges) {
            Column column = range.column();
            switch (physical) {
                case INTS -> putInts(((IntColumn) column).values(), range.from(), range.count());
                case LONGS -> putLongs(((LongColumn) column).values(), range.from(), range.count());
                case FLOATS -> putFloats(((FloatColumn) column).values(), range.from(), range.count());
                case DOUBLES -> putDoubles(((DoubleColumn) column).values(), range.from(), range.count());
                case WIDE -> putLongs(((WideColumn) column).low(), range.from(), range.count());
                case BITS, BYTES -> throw new IllegalStateException("no numbers: " + physical);
            }
        }
    }

    private void putBytes(List<RowRange.Flat> ranges) {
        for (RowRange.Flat range : ranges) {
            putInts(((BytesColumn) range.column()).lengths(), range.from(), range.count());
        }
        int lengthAt = length;
        putInt(0);
        for (RowRange.Flat range : ranges) {
            putData((BytesColumn) range.column(), range.from(), range.count());
        }
        BlockFormat.INTS.set(bytes, lengthAt, length - lengthAt - Integer.BYTES);
    }

    private void putHeader(byte encoding, Column column) {
        putHeader(encoding, column.type(), column.mayHaveNulls());
    }

    private void putHeader(byte encoding, ColumnType type, boolean hasNulls) {
        ensure(3);
        bytes[length] = encoding;
        bytes[length + 1] = (byte) type.physical().ordinal();
        bytes[length + 2] = (byte) (hasNulls ? 1 : 0);
        length += 3;
    }

    private void putFlat(Column column) {
        putHeader(BlockFormat.FLAT, column);
        putValidity(column);
        int rows = column.rowCount();
        switch (column.type().physical()) {
            case BITS -> putLongs(((BooleanColumn) column).words(), 0, Bitmap.wordCount(rows));
            case INTS -> putInts(((IntColumn) column).values(), 0, rows);
            case LONGS -> putLongs(((LongColumn) column).values(), 0, rows);
            case FLOATS -> putFloats(((FloatColumn) column).values(), 0, rows);
            case DOUBLES -> putDoubles(((DoubleColumn) column).values(), 0, rows);
            case WIDE -> {
                putLongs(((WideColumn) column).high(), 0, rows);
                putLongs(((WideColumn) column).low(), 0, rows);
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
            putInts(ids, 0, rows);
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
        long encoded = ids + entries.totalLength() + 4L * entries.rowCount();
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
            putLongs(validity, 0, Bitmap.wordCount(column.rowCount()));
        }
    }

    private void putBytes(BytesColumn column) {
        int rows = column.rowCount();
        putInts(column.lengths(), 0, rows);
        putInt(Math.toIntExact(column.totalLength()));
        putData(column, 0, rows);
    }

    private void putData(BytesColumn column, int from, int count) {
        int[] starts = column.starts();
        int[] lengths = column.lengths();
        byte[] data = column.data();
        ensure(ByteBound.bytesOf(column, from, count));
        byte[] out = bytes;
        int position = length;
        int row = from;
        int end = from + count;
        while (row < end) {
            // rows that stand one after the other are copied at once
            int start = starts[row];
            int next = start;
            while (row < end && starts[row] == next) {
                next += lengths[row++];
            }
            System.arraycopy(data, start, out, position, next - start);
            position += next - start;
        }
        length = position;
    }

    private void putInt(int value) {
        ensure(4);
        BlockFormat.INTS.set(bytes, length, value);
        length += 4;
    }

    private void putInts(int[] values, int from, int count) {
        ensure(4L * count);
        buffer.position(length);
        buffer.asIntBuffer().put(values, from, count);
        length += 4 * count;
    }

    private void putLongs(long[] values, int from, int count) {
        ensure(8L * count);
        buffer.position(length);
        buffer.asLongBuffer().put(values, from, count);
        length += 8 * count;
    }

    private void putFloats(float[] values, int from, int count) {
        ensure(4L * count);
        buffer.position(length);
        buffer.asFloatBuffer().put(values, from, count);
        length += 4 * count;
    }

    private void putDoubles(double[] values, int from, int count) {
        ensure(8L * count);
        buffer.position(length);
        buffer.asDoubleBuffer().put(values, from, count);
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
