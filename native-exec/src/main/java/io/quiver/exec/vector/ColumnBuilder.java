/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds a flat column row by row, or from rows of other columns. Bytes are copied, so what it builds is
 * {@link Column#owned() owned}. Grows as needed; {@link #build()} hands the rows over and starts anew. One thread.
 */
public abstract sealed class ColumnBuilder
        permits BooleanColumnBuilder,
                IntColumnBuilder,
                LongColumnBuilder,
                FloatColumnBuilder,
                DoubleColumnBuilder,
                WideColumnBuilder,
                BytesColumnBuilder {
    private static final int MIN_CAPACITY = 16;

    /** After a build, a builder makes room for one batch, not for its previous row count. */
    private static final int MAX_INITIAL_CAPACITY = Batch.TARGET_ROWS;

    final ColumnType type;
    private long @Nullable [] validity;
    private int size;
    private int capacity;
    private int[] scratch = new int[0];
    private int[] ascending = new int[0];
    private final int[] oneRow = new int[1];

    ColumnBuilder(ColumnType type, int capacity) {
        this.type = type;
        this.capacity = Math.max(MIN_CAPACITY, capacity);
    }

    /** A builder with room for {@code capacity} rows to begin with. */
    public static ColumnBuilder create(ColumnType type, int capacity) {
        return switch (type.physical()) {
            case BITS -> new BooleanColumnBuilder(type, capacity);
            case INTS -> new IntColumnBuilder(type, capacity);
            case LONGS -> new LongColumnBuilder(type, capacity);
            case FLOATS -> new FloatColumnBuilder(type, capacity);
            case DOUBLES -> new DoubleColumnBuilder(type, capacity);
            case WIDE -> new WideColumnBuilder(type, capacity);
            case BYTES -> new BytesColumnBuilder(type, capacity);
        };
    }

    public final ColumnType type() {
        return type;
    }

    /** How many rows were appended since the start or the last {@link #build()}. */
    public final int rowCount() {
        return size;
    }

    /** Bytes of the arrays held now. */
    public final long sizeBytes() {
        return valueBytes() + (validity == null ? 0 : 8L * validity.length);
    }

    /** Bytes of text, binary and opaque values in the rows appended so far. */
    public long appendedBytes() {
        return 0;
    }

    /** Bytes of text, binary and opaque values that the rows of {@code source} would take; 0 where it is of fixed width. */
    public static long bytesOf(Column source) {
        if (source instanceof BytesColumn bytes) {
            return bytes.totalLength();
        }
        if (source instanceof DictionaryColumn dictionary && dictionary.dictionary() instanceof BytesColumn entries) {
            int[] lengths = entries.lengths();
            int[] ids = dictionary.ids();
            long total = 0;
            for (int i = 0; i < source.rowCount(); i++) {
                total += lengths[ids[i]];
            }
            return total;
        }
        if (source instanceof NestedColumn nested) {
            return nested.bytesOfRows();
        }
        if (source instanceof ConstantColumn constant && constant.value() instanceof BytesColumn value) {
            return value.totalLength() * source.rowCount();
        }
        return 0;
    }

    /** Approximate bytes of the arrays once {@code more} rows with {@code moreBytes} bytes have come. */
    public final long sizeBytesAfter(int more, long moreBytes) {
        long rows = (long) size + more;
        double growth = rows <= capacity ? 1 : (double) Math.max(rows, 2L * capacity) / capacity;
        return (long) (growth * (sizeBytes() - freeBytes())) + bytesAfter(moreBytes);
    }

    public final void appendNull() {
        int row = nextRow();
        long[] words = validity;
        if (words == null) {
            words = Bitmap.ones(capacity);
            validity = words;
        }
        Bitmap.clear(words, row);
        setNull(row);
    }

    public void appendBoolean(boolean value) {
        throw wrongType("boolean");
    }

    /** Bytes, shorts, ints and dates. */
    public void appendInt(int value) {
        throw wrongType("int");
    }

    /** Longs, timestamps and decimals of up to 18 digits (unscaled). */
    public void appendLong(long value) {
        throw wrongType("long");
    }

    public void appendFloat(float value) {
        throw wrongType("float");
    }

    public void appendDouble(double value) {
        throw wrongType("double");
    }

    /** Decimals of more than 18 digits: the unscaled 128-bit value. */
    public void appendWide(long high, long low) {
        throw wrongType("128-bit decimal");
    }

    /** Copies {@code length} bytes. */
    public void appendBytes(byte[] data, int offset, int length) {
        throw wrongType("bytes");
    }

    /** Appends one row of a column of the same type, in any encoding. */
    public final void append(Column source, int row) {
        oneRow[0] = row;
        appendRows(source, oneRow, 0, 1);
    }

    /** Appends the first {@code count} rows of a column of the same type, in any encoding. */
    public final void appendPrefix(Column source, int count) {
        if (ascending.length < count) {
            ascending = new int[Math.max(count, 64)];
            for (int i = 0; i < ascending.length; i++) {
                ascending[i] = i;
            }
        }
        appendRows(source, ascending, 0, count);
    }

    /** Appends {@code rows[from .. from + count)} of a column of the same type, in any encoding. */
    public final void appendRows(Column source, int[] rows, int from, int count) {
        ensureCapacity(size + count);
        appendValidity(source.validity(), rows, from, count);
        if (source instanceof DictionaryColumn dictionary) {
            int[] ids = dictionary.ids();
            int[] indices = scratch(count);
            for (int i = 0; i < count; i++) {
                indices[i] = ids[rows[from + i]];
            }
            setRows(size, dictionary.dictionary(), indices, 0, count);
        } else if (source instanceof ConstantColumn constant) {
            int[] indices = scratch(count);
            Arrays.fill(indices, 0, count, 0);
            setRows(size, constant.value(), indices, 0, count);
        } else {
            setRows(size, source.flat(), rows, from, count);
        }
        size += count;
    }

    /** The rows appended so far, as a column; the builder is empty again. */
    public final Column build() {
        Column column = toColumn(size, validity);
        capacity = Math.min(Math.max(MIN_CAPACITY, size), MAX_INITIAL_CAPACITY);
        size = 0;
        validity = null;
        allocate(capacity);
        return column;
    }

    /** The rows appended so far, sharing the builder's arrays: valid until the next append or {@link #reset()} and append. */
    public final Column view() {
        return toColumn(size, validity);
    }

    /** Forgets the rows appended so far and keeps the arrays. */
    public void reset() {
        size = 0;
        validity = null;
    }

    final int capacity() {
        return capacity;
    }

    /** The index of a new row, for which there is room. */
    final int nextRow() {
        int row = size;
        ensureCapacity(row + 1);
        size = row + 1;
        return row;
    }

    private void ensureCapacity(int rows) {
        if (rows > capacity) {
            capacity = Math.max(rows, Math.toIntExact(Math.min(2L * capacity, Integer.MAX_VALUE - 8)));
            grow(capacity);
            if (validity != null) {
                int words = validity.length;
                validity = Arrays.copyOf(validity, Bitmap.wordCount(capacity));
                Arrays.fill(validity, words, validity.length, -1L);
            }
        }
    }

    private void appendValidity(long @Nullable [] source, int[] rows, int from, int count) {
        if (source == null) {
            return;
        }
        long[] words = validity;
        if (words == null) {
            words = Bitmap.ones(capacity);
            validity = words;
        }
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            int to = size + i;
            long isNull = ~(source[row >> 6] >>> row) & 1L;
            words[to >> 6] &= ~(isNull << to);
        }
    }

    private int[] scratch(int count) {
        if (scratch.length < count) {
            scratch = new int[Math.max(count, 64)];
        }
        return scratch;
    }

    private UnsupportedOperationException wrongType(String value) {
        return new UnsupportedOperationException("a %s appended to a column of %s".formatted(value, type));
    }

    /** Makes a null row safe to compute with. */
    abstract void setNull(int row);

    /** Copies rows of a flat column to row {@code at} and after. */
    abstract void setRows(int at, Column flat, int[] rows, int from, int count);

    abstract void grow(int newCapacity);

    abstract void allocate(int newCapacity);

    abstract Column toColumn(int rowCount, long @Nullable [] validity);

    abstract long valueBytes();

    /** The part of {@link #valueBytes} that does not grow with the rows. */
    long freeBytes() {
        return 0;
    }

    /** The value of {@link #freeBytes} once {@code moreBytes} have come. */
    long bytesAfter(long moreBytes) {
        return 0;
    }
}
