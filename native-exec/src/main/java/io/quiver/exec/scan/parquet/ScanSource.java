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

/** A column of a scan. Reads and passes over rows in step with the others. */
interface ScanSource {
    /** What reads the columns of the file that an entry of a plan is made of, or makes its constant. */
    static ScanSource of(ScanPlan.Entry entry, int capacity, PassThroughCodecs codecs) {
        if (entry.column() instanceof ScanColumn.Constant constant) {
            return new ConstantSource(constant);
        }
        return entry.column() instanceof ScanColumn.Nested nested
                ? new NestedSource(nested.root(), entry.plans(), capacity, codecs)
                : new FlatSource(entry.plans().get(0), entry.column().type(), capacity, codecs);
    }

    /** Whether every row is read, wanted or not, because Spark might fail on it. */
    boolean isReadInFull();

    ColumnType type();

    void startRowGroup(PageReadStore pages, @Nullable RowSpans spans) throws IOException;

    /** How many bytes the column has in a row group, before compression; 0 where its values are of fixed width. */
    long textBytes(BlockMetaData rowGroup);

    /** Leaves out the next {@code rows} rows; their pages are looked at no sooner than the next row that is wanted. */
    void skip(int rows);

    /** The next {@code rows} rows. */
    Column read(int rows) throws IOException;

    /** Of the next {@code rows} rows, the {@code count} ones that {@code selection} lists. */
    Column read(int rows, int[] selection, int count) throws IOException;

    /** Bytes of a column of the file in a row group, before compression. */
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
