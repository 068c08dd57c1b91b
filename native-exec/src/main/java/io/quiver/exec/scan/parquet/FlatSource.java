/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.scan.parquet.decode.ColumnDecoder;
import io.quiver.exec.scan.parquet.decode.PassThroughCodecs;
import io.quiver.exec.scan.parquet.decode.RowSpans;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.io.IOException;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.jspecify.annotations.Nullable;

/** Reads a flat column of the file with its decoder. */
final class FlatSource implements ScanSource {
    private static final int ROWS_PER_RUN = 40;

    private final ParquetColumnPlan plan;
    private final ColumnType type;
    private final ColumnDecoder decoder;
    /** Rows of this row group that are ruled out but have not been skipped yet. */
    private long rowsToSkip;

    FlatSource(ParquetColumnPlan plan, ColumnType type, int capacity, PassThroughCodecs codecs) {
        this.plan = plan;
        this.type = type;
        decoder = plan.newDecoder(capacity, codecs);
    }

    @Override
    public boolean isReadInFull() {
        return plan.mayDecline();
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public void startRowGroup(PageReadStore pages, @Nullable RowSpans spans) throws IOException {
        rowsToSkip = 0;
        decoder.startRowGroup(pages.getPageReader(plan.descriptor()), spans);
    }

    @Override
    public long textBytes(BlockMetaData rowGroup) {
        return type.physical() == ColumnType.Physical.BYTES ? ScanSource.chunkBytes(rowGroup, plan) : 0;
    }

    @Override
    public void skip(int rows) {
        rowsToSkip += rows;
    }

    @Override
    public Column read(int rows) throws IOException {
        begin();
        decoder.read(rows);
        return decoder.column();
    }

    private void begin() throws IOException {
        decoder.begin();
        decoder.skip(rowsToSkip);
        rowsToSkip = 0;
    }

    /**
     * Reads the wanted rows in runs if there are few runs, each of which costs about as much as forty adjacent rows.
     * Otherwise reads all rows and picks the wanted ones.
     */
    @Override
    public Column read(int rows, int[] selection, int count) throws IOException {
        if (count == rows) {
            return read(count);
        }
        if (runs(selection, count) > rows / ROWS_PER_RUN) {
            return read(rows).gather(selection, count);
        }
        begin();
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
