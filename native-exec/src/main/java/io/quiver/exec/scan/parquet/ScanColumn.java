/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.LongColumn;
import org.apache.parquet.column.ColumnDescriptor;
import org.jspecify.annotations.Nullable;

/** A requested column of a scan. */
public sealed interface ScanColumn {
    ColumnType type();

    /** A column of the file, read as {@code type}. */
    record FromFile(ColumnDescriptor descriptor, ColumnType type) implements ScanColumn {}

    /** A nested column of the file. */
    record Nested(NestedShape.Root root) implements ScanColumn {
        @Override
        public ColumnType type() {
            return root.shape().type();
        }
    }

    /** A column that is computed from where the rows stand in the file. */
    record OfRowIndex(RowIndexFunction function, ColumnType type) implements ScanColumn {
        /** The row indexes themselves. */
        public static OfRowIndex itself() {
            return new OfRowIndex(rowIndexes -> rowIndexes, ColumnType.LONG);
        }
    }

    /** Computes a column, row by row, from the rows' indexes in the file; the first row of a file has index 0. */
    interface RowIndexFunction {
        /** {@code rowIndexes} ascend, but not always by one, and are no batch's: its array is used again. */
        Column of(LongColumn rowIndexes);
    }

    /**
     * The same value in every row: a partition's value, or null for a column that the file does not have.
     *
     * @param value as {@link ConstantColumn#of} takes it
     */
    record Constant(@Nullable Object value, ColumnType type) implements ScanColumn {
        /** Returns the value in {@code rows} rows. */
        public ConstantColumn column(int rows) {
            return ConstantColumn.of(value, type, rows);
        }
    }
}
