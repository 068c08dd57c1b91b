/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import org.jspecify.annotations.Nullable;

/**
 * A column of {@link #rowCount()} values of one type. Immutable once made, so columns share arrays freely. A column over a
 * scan's reused buffers is valid until the scan's next batch: a consumer that keeps its rows longer calls {@link #owned()}.
 *
 * <p>Flat classes hold one value per row in a primitive array of at least {@code rowCount} elements, starting at index 0; the
 * value of a null row is unspecified but always safe to compute with. {@link DictionaryColumn} and {@link ConstantColumn} are
 * encodings over a flat column, {@link NestedColumn} is one of opaque values; {@link #flat()} decodes.
 */
public abstract sealed class Column
        permits BooleanColumn,
                IntColumn,
                LongColumn,
                FloatColumn,
                DoubleColumn,
                WideColumn,
                BytesColumn,
                DictionaryColumn,
                ConstantColumn,
                NestedColumn {
    private final ColumnType type;
    private final int rowCount;
    private final long @Nullable [] validity;

    Column(ColumnType type, int rowCount, long @Nullable [] validity) {
        if (rowCount < 0) {
            throw new IllegalArgumentException("rowCount is negative: " + rowCount);
        }
        if (validity != null && validity.length < Bitmap.wordCount(rowCount)) {
            throw new IllegalArgumentException(
                    "validity has %d words, too few for %d rows".formatted(validity.length, rowCount));
        }
        this.type = type;
        this.rowCount = rowCount;
        this.validity = validity;
    }

    public final ColumnType type() {
        return type;
    }

    public final int rowCount() {
        return rowCount;
    }

    /** One bit per row, 1 = not null; null where no row is null. */
    public final long @Nullable [] validity() {
        return validity;
    }

    public final boolean isNull(int row) {
        return validity != null && !Bitmap.get(validity, row);
    }

    /** False only where it is certain that no row is null. */
    public final boolean mayHaveNulls() {
        return validity != null;
    }

    /** The same values as one of the flat classes; this column itself where it is flat already. */
    public Column flat() {
        return this;
    }

    /** The rows {@code rows[0..count)}, in that order; bytes and dictionaries are shared, not copied. */
    public abstract Column gather(int[] rows, int count);

    /** The rows {@code [from, from + count)}; bytes and dictionaries are shared, not copied. */
    public Column range(int from, int count) {
        if (from == 0) {
            return prefix(count);
        }
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = from + i;
        }
        return gather(rows, count);
    }

    /** The first {@code rowCount} rows, sharing the arrays. */
    public abstract Column prefix(int rowCount);

    /** The same values and type with another validity (null: no nulls), sharing the arrays. */
    public abstract Column withValidity(long @Nullable [] validity);

    /** The same arrays read as another type of the same {@link ColumnType#physical()}. */
    public abstract Column withType(ColumnType type);

    /** The same rows in arrays that no scan will overwrite, with only the bytes in use. */
    public abstract Column owned();

    /** Bytes of the arrays behind this column's rows. Shared arrays count in full. */
    public abstract long sizeBytes();

    final long validityBytes() {
        return validity == null ? 0 : 8L * validity.length;
    }

    final long @Nullable [] ownedValidity() {
        return validity == null ? null : java.util.Arrays.copyOf(validity, Bitmap.wordCount(rowCount));
    }

    static void checkPhysical(ColumnType type, ColumnType.Physical expected) {
        if (type.physical() != expected) {
            throw new IllegalArgumentException("type %s is not held in %s".formatted(type, expected));
        }
    }
}
