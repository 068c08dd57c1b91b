/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.UnsafeCollections;
import io.quiver.spark.column.UnsafeForm;
import io.quiver.spark.column.UnsafeSlots;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;

/**
 * Makes arrays that an aggregation collects, without null arrays or null elements, and their transport states: the bytes of an
 * unsafe row with one column. Source: Spark 4.1.3 {@code Collect.serialize}.
 */
public final class CollectedLists {
    private static final int SLOT_OFFSET = 8;

    private final ColumnType type;
    private final UnsafeCollections reader;

    /** The elements of states in order, and the row of each. */
    public record Elements(Column column, int[] rows) {}

    public CollectedLists(ArrayType type) {
        this.type = SparkTypes.columnType(type);
        this.reader = new UnsafeCollections(type, false, false);
    }

    /** Makes arrays of {@code lengths[i]} elements from {@code starts[i]} on. */
    public Column of(Column elements, int[] starts, int[] lengths) {
        return UnsafeForm.nested(type, List.of(elements), new UnsafeForm.Lists(starts, lengths, null, starts.length));
    }

    /** Makes states of such arrays. */
    public Column write(Column arrays) {
        int rowCount = arrays.rowCount();
        BytesColumn rows = UnsafeForm.bytes(UnsafeForm.nested(type, List.of(arrays), null, rowCount));
        return new BytesColumn(ColumnType.BINARY, rowCount, rows.data(), rows.starts(), rows.lengths(), null);
    }

    /** Reads the elements of states, which are flat; a null state has none. */
    public Elements read(Column states) {
        BytesColumn bytes = (BytesColumn) states;
        int rowCount = bytes.rowCount();
        int[] starts = new int[rowCount];
        int[] lengths = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            if (!bytes.isNull(row)) {
                long slot = UnsafeSlots.longAt(bytes.data(), bytes.starts()[row] + SLOT_OFFSET);
                starts[row] = bytes.starts()[row] + (int) (slot >>> 32);
                lengths[row] = (int) slot;
            }
        }
        BytesColumn arrays = new BytesColumn(type, rowCount, bytes.data(), starts, lengths, bytes.validity());
        int[] counts = reader.counts(arrays);
        int total = 0;
        for (int count : counts) {
            total = Math.addExact(total, count);
        }
        int[] rows = new int[total];
        int[] positions = new int[total];
        int next = 0;
        for (int row = 0; row < rowCount; row++) {
            for (int position = 0; position < counts[row]; position++) {
                rows[next] = row;
                positions[next++] = position;
            }
        }
        return new Elements(reader.elements(arrays, rows, positions, total).get(0), rows);
    }
}
