/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import java.io.IOException;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.jspecify.annotations.Nullable;

/** A column of a scan: one of the file with its decoder, or a constant. Reads and passes over rows in step with the others. */
final class ScanSource {
    private static final int ROWS_PER_RUN = 40;

    private final ScanColumn column;
    private final @Nullable ParquetColumnPlan plan;
    private final @Nullable ColumnDecoder decoder;
    /** Rows of this row group, all ruled out, that were not passed over yet. */
    private long rowsToSkip;

    ScanSource(ScanColumn column, @Nullable ParquetColumnPlan plan, @Nullable ColumnDecoder decoder) {
        this.column = column;
        this.plan = plan;
        this.decoder = decoder;
    }

    /** Whether every row is read, wanted or not, because Spark might fail on it. */
    boolean isReadInFull() {
        return plan != null && plan.mayDecline();
    }

    ColumnType type() {
        return column.type();
    }

    void startRowGroup(PageReadStore pages, @Nullable RowSpans spans) throws IOException {
        rowsToSkip = 0;
        if (decoder != null && plan != null) {
            decoder.startRowGroup(pages.getPageReader(plan.descriptor()), spans);
        }
    }

    /** How many bytes the column has in a row group, before compression; 0 where its values are of fixed width. */
    long textBytes(BlockMetaData rowGroup) {
        if (plan == null || type().physical() != ColumnType.Physical.BYTES) {
            return 0;
        }
        ColumnPath path = ColumnPath.get(plan.descriptor().getPath());
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
            if (chunk.getPath().equals(path)) {
                return Math.max(0, chunk.getTotalUncompressedSize());
            }
        }
        return 0;
    }

    /** Leaves out the next {@code rows} rows; their pages are looked at no sooner than the next row that is wanted. */
    void skip(int rows) {
        rowsToSkip += rows;
    }

    /** The next {@code rows} rows. */
    Column read(int rows) throws IOException {
        if (decoder == null) {
            ScanColumn.Constant constant = (ScanColumn.Constant) column;
            return ConstantColumn.of(constant.value(), constant.type(), rows);
        }
        begin(decoder);
        decoder.read(rows);
        return decoder.column();
    }

    private void begin(ColumnDecoder decoder) throws IOException {
        decoder.begin();
        decoder.skip(rowsToSkip);
        rowsToSkip = 0;
    }

    /**
     * Of the next {@code rows} rows, the {@code count} ones that {@code selection} lists. Few runs of rows are read one by one,
     * each of which costs about as much as forty rows in a row; else all rows are read and the wanted ones picked.
     */
    Column read(int rows, int[] selection, int count) throws IOException {
        if (count == rows || decoder == null) {
            return read(count);
        }
        if (runs(selection, count) > rows / ROWS_PER_RUN) {
            return read(rows).gather(selection, count);
        }
        begin(decoder);
        int done = 0;
        for (int i = 0; i < count; ) {
            int first = selection[i];
            int length = 1;
            while (i + length < count && selection[i + length] == first + length) {
                length++;
            }
            decoder.skip(first - done);
            decoder.read(length);
            done = first + length;
            i += length;
        }
        decoder.skip(rows - done);
        return decoder.column();
    }

    private static int runs(int[] selection, int count) {
        int runs = 1;
        for (int i = 1; i < count; i++) {
            // 0 where the row follows the one before, else at least 1, of which the sign says so
            runs += (selection[i - 1] + 1 - selection[i]) >>> 31;
        }
        return runs;
    }
}
