/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.scan.parquet.decode.PassThroughCodecs;
import io.quiver.exec.scan.parquet.decode.RowSpans;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.io.IOException;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.jspecify.annotations.Nullable;

/** A column of a scan, which reads and skips rows in step with the other columns. */
interface ScanSource {
    /** Returns the reader of an entry of a plan: of columns of the file, of row indexes or of a constant. */
    static ScanSource of(ScanPlan.Entry entry, int capacity, PassThroughCodecs codecs) {
        if (entry.column() instanceof ScanColumn.Constant constant) {
            return new ConstantSource(constant);
        }
        if (entry.column() instanceof ScanColumn.OfRowIndex ofRowIndex) {
            return new RowIndexSource(ofRowIndex, capacity);
        }
        return entry.column() instanceof ScanColumn.Nested nested
                ? new NestedSource(nested.root(), entry.plans(), capacity, codecs)
                : new FlatSource(entry.plans().get(0), entry.column().type(), capacity, codecs);
    }

    /** Returns whether every row is read, wanted or not, because Spark might fail on it. */
    boolean isReadInFull();

    ColumnType type();

    void startRowGroup(PageReadStore pages, @Nullable RowSpans spans) throws IOException;

    /** Returns the bytes of the column in a row group, before compression; 0 for values of fixed width. */
    long textBytes(BlockMetaData rowGroup);

    /** Skips the next {@code rows} rows. Their pages are not touched before the next wanted row. */
    void skip(int rows);

    /** Reads the next {@code rows} rows. */
    Column read(int rows) throws IOException;

    /** Reads, of the next {@code rows} rows, the {@code count} ones that {@code selection} lists. */
    Column read(int rows, int[] selection, int count) throws IOException;

    /** Returns the bytes of a column of the file in a row group, before compression. */
    static long chunkBytes(BlockMetaData rowGroup, ParquetColumnPlan plan) {
        ColumnPath path = ColumnPath.get(plan.descriptor().getPath());
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
            if (chunk.getPath().equals(path)) {
                return Math.max(0, chunk.getTotalUncompressedSize());
            }
        }
        return 0;
    }
}
