/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.ArrayList;
import java.util.List;

/**
 * Bounds the bytes of batches, which their row count does not tell. Bytes count for each row that has them, shared or not: an
 * operator that copies the rows or computes new ones needs as many.
 */
public final class ByteBound {
    /** Most bytes of a batch of more than one row: four kilobytes a row at the row count that operators aim at. */
    public static final long MAX_BYTES = 16L << 20;

    private ByteBound() {}

    /** Whether a batch is within the bound. */
    public static boolean holds(Batch batch) {
        return batch.rowCount() <= 1 || atMost(batch) <= MAX_BYTES || bytesOf(batch) <= MAX_BYTES;
    }

    /** Cuts a batch into batches within the bound. Returns the batch itself where it is within. */
    public static List<Batch> cut(Batch batch) {
        if (holds(batch)) {
            return List.of(batch);
        }
        List<Batch> pieces = new ArrayList<>();
        int rowCount = batch.rowCount();
        for (int from = 0; from < rowCount; ) {
            int to = end(batch.columns(), from, rowCount);
            pieces.add(batch.slice(from, to));
            from = to;
        }
        return pieces;
    }

    /** Bytes of text, binary and opaque values in the rows of a column, or a bound above that where it is small. */
    public static long about(Column column) {
        long atMost = atMost(column);
        return atMost <= MAX_BYTES ? atMost : ColumnBuilder.bytesOf(column);
    }

    /** The sum of {@link #about(Column)} over all columns. */
    public static long about(Batch batch) {
        long bytes = 0;
        for (Column column : batch.columns()) {
            bytes += about(column);
        }
        return bytes;
    }

    /** Bytes of text, binary and opaque values in all rows. */
    public static long bytesOf(Batch batch) {
        long bytes = 0;
        for (Column column : batch.columns()) {
            bytes += ColumnBuilder.bytesOf(column);
        }
        return bytes;
    }

    /** Where the batch that begins at {@code from} ends. It has at least one row. */
    private static int end(List<Column> columns, int from, int rowCount) {
        long bytes = 0;
        int to = from;
        while (to < rowCount) {
            for (Column column : columns) {
                bytes += bytesOf(column, to);
            }
            if (bytes > MAX_BYTES && to > from) {
                return to;
            }
            to++;
        }
        return to;
    }

    /** Bytes of text, binary and opaque values in rows {@code [from, from + count)}. */
    public static long bytesOf(Column column, int from, int count) {
        if (column instanceof BytesColumn bytes) {
            int[] lengths = bytes.lengths();
            long total = 0;
            for (int row = from; row < from + count; row++) {
                total += lengths[row];
            }
            return total;
        }
        if (column.type().physical() != ColumnType.Physical.BYTES) {
            return 0;
        }
        long total = 0;
        for (int row = from; row < from + count; row++) {
            total += bytesOf(column, row);
        }
        return total;
    }

    /** Bytes of one row, 0 for values of fixed width. */
    public static int bytesOf(Column column, int row) {
        if (column instanceof BytesColumn bytes) {
            return bytes.lengths()[row];
        }
        if (column instanceof DictionaryColumn dictionary && dictionary.dictionary() instanceof BytesColumn entries) {
            return entries.lengths()[dictionary.ids()[row]];
        }
        if (column instanceof NestedColumn nested) {
            return nested.bytesOf(row);
        }
        return column instanceof ConstantColumn constant && constant.value() instanceof BytesColumn value
                ? value.lengths()[0]
                : 0;
    }

    /** A cheap upper bound: most batches are far below the limit. */
    private static long atMost(Batch batch) {
        long bytes = 0;
        for (Column column : batch.columns()) {
            bytes += atMost(column);
        }
        return bytes;
    }

    private static long atMost(Column column) {
        if (column instanceof DictionaryColumn dictionary && dictionary.dictionary() instanceof BytesColumn entries) {
            return (long) entries.maxLength() * column.rowCount();
        }
        return column instanceof NestedColumn nested ? nested.atMostBytesOfRows() : ColumnBuilder.bytesOf(column);
    }
}
