/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.scan.parquet.decode.RowSpans;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.jspecify.annotations.Nullable;

/** The source of a column that is not in the file. */
record ConstantSource(ScanColumn.Constant column) implements ScanSource {
    @Override
    public boolean isReadInFull() {
        return false;
    }

    @Override
    public ColumnType type() {
        return column.type();
    }

    @Override
    public void startRowGroup(PageReadStore pages, @Nullable RowSpans spans) {}

    @Override
    public long textBytes(BlockMetaData rowGroup) {
        return 0;
    }

    @Override
    public void skip(int rows) {}

    @Override
    public Column read(int rows) {
        return column.column(rows);
    }

    @Override
    public Column read(int rows, int[] selection, int count) {
        return read(count);
    }
}
