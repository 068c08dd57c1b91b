/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.scan.parquet.decode.CorruptPageException;
import io.quiver.exec.scan.parquet.decode.RowSpans;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The source of a column that is computed from row indexes, which are those of Spark's {@code RowIndexGenerator} (4.1): a row
 * group's first row is in the footer, and the column index may have ruled out some of its rows.
 */
final class RowIndexSource implements ScanSource {
    private final ScanColumn.OfRowIndex column;
    private final long[] rowIndexes;
    private long rowGroupStart;
    private @Nullable RowSpans spans;
    private int span;
    /** In the row group. */
    private long nextRow;

    RowIndexSource(ScanColumn.OfRowIndex column, int capacity) {
        this.column = column;
        rowIndexes = new long[capacity];
    }

    @Override
    public boolean isReadInFull() {
        return false;
    }

    @Override
    public ColumnType type() {
        return column.type();
    }

    @Override
    public void startRowGroup(PageReadStore pages, @Nullable RowSpans spans) {
        rowGroupStart = pages.getRowIndexOffset()
                .orElseThrow(() -> new CorruptPageException("a row group without the index of its first row"));
        this.spans = spans;
        span = 0;
        nextRow = spans == null || spans.count() == 0 ? 0 : spans.first(0);
    }

    @Override
    public long textBytes(BlockMetaData rowGroup) {
        return 0;
    }

    @Override
    public void skip(int rows) {
        int left = rows;
        while (left > 0) {
            int run = runLength(left);
            pass(run);
            left -= run;
        }
    }

    @Override
    public Column read(int rows) {
        int done = 0;
        while (done < rows) {
            int run = runLength(rows - done);
            long first = rowGroupStart + nextRow;
            for (int i = 0; i < run; i++) {
                rowIndexes[done + i] = first + i;
            }
            pass(run);
            done += run;
        }
        return values(rows);
    }

    @Override
    public Column read(int rows, int[] selection, int count) {
        if (count == rows) {
            return read(rows);
        }
        int done = 0;
        int selected = 0;
        while (done < rows) {
            int run = runLength(rows - done);
            long first = rowGroupStart + nextRow - done;
            while (selected < count && selection[selected] < done + run) {
                rowIndexes[selected] = first + selection[selected];
                selected++;
            }
            pass(run);
            done += run;
        }
        return values(count);
    }

    private Column values(int count) {
        return column.function().of(new LongColumn(ColumnType.LONG, count, rowIndexes, null));
    }

    /** Returns how many of the next {@code rows} rows follow each other in the file. */
    private int runLength(int rows) {
        return spans == null ? rows : (int) Math.min(rows, spans.last(span) - nextRow + 1);
    }

    private void pass(int run) {
        nextRow += run;
        if (spans != null && nextRow > spans.last(span) && span + 1 < spans.count()) {
            nextRow = spans.first(++span);
        }
    }
}
