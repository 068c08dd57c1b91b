/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import io.quiver.exec.vector.Column;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * One flat column of a row group on its way into pages of version 1. Pages end by their rows and by the bytes of their values, as
 * parquet-mr's do. A null in a column that must have none is left out of the values and has no level, as there.
 */
public abstract class ColumnChunk {
    private final ColumnDescriptor descriptor;
    private final PageWriter pages;
    private final ChunkBounds bounds;
    private final PresentRows present = new PresentRows();
    private int[] presentRows = new int[0];
    private int pageRows;

    ColumnChunk(ColumnDescriptor descriptor, PageWriter pages, ChunkBounds bounds) {
        this.descriptor = descriptor;
        this.pages = pages;
        this.bounds = bounds;
    }

    final PrimitiveType type() {
        return descriptor.getPrimitiveType();
    }

    final ChunkBounds bounds() {
        return bounds;
    }

    /** Adds the rows {@code [from, to)} of {@code column}. */
    public final void write(Column column, int from, int to) throws IOException {
        int row = from;
        while (row < to) {
            int end = Math.min(to, row + bounds.pageRows() - pageRows);
            add(column, row, end);
            row = end;
            if (pageRows >= bounds.pageRows() || present.sizeBytes() + rawBytes() >= bounds.pageBytes()) {
                endPage();
            }
        }
    }

    private void add(Column column, int from, int to) {
        int count = to - from;
        if (presentRows.length < count) {
            presentRows = new int[count];
        }
        int found = present.add(column.validity(), from, to, presentRows);
        if (found == count) {
            addRange(column, from, count);
        } else if (found > 0) {
            addRows(column, presentRows, found);
        }
        pageRows += count;
    }

    /** Adds the {@code count} rows from {@code from} on, none of which is null. */
    abstract void addRange(Column column, int from, int count);

    /** Adds the rows {@code rows[0..count)}, none of which is null. */
    abstract void addRows(Column column, int[] rows, int count);

    /** Bytes of the page's values without a dictionary. */
    abstract long rawBytes();

    /** Of those, bytes of text, without their lengths. */
    long textBytes() {
        return 0;
    }

    /** What the page's values come to, counted into {@code statistics}. */
    abstract void countInto(Statistics<?> statistics);

    /** The page's values. {@link #encoding()} says afterwards how they are written. */
    abstract BytesInput values();

    Encoding encoding() {
        return Encoding.PLAIN;
    }

    /** Begins the next page. */
    abstract void clearPage();

    /** The values to which the pages of this chunk refer by number; null where there are none. */
    @Nullable
    DictionaryPage dictionary() {
        return null;
    }

    /** Bytes gathered, those of finished pages among them. */
    public final long bufferedBytes() {
        return present.sizeBytes() + rawBytes() + pages.getMemSize();
    }

    /** Ends the last page, and hands on the dictionary. */
    public final void finish() throws IOException {
        if (pageRows > 0) {
            endPage();
        }
        DictionaryPage dictionary = dictionary();
        if (dictionary != null) {
            pages.writeDictionaryPage(dictionary);
        }
    }

    private void endPage() throws IOException {
        Statistics<?> statistics = Statistics.createStats(type());
        statistics.incrementNumNulls(present.nullCount());
        countInto(statistics);
        boolean hasLevels = descriptor.getMaxDefinitionLevel() > 0;
        PageBytes levels = new PageBytes();
        if (hasLevels) {
            present.writeLevels(levels);
        }
        BytesInput values = values();
        SizedPages.write(
                pages,
                type(),
                hasLevels ? BytesInput.concat(levels.input(), values) : values,
                pageRows,
                statistics,
                textBytes(),
                hasLevels ? Encoding.RLE : Encoding.BIT_PACKED,
                encoding());
        clearPage();
        present.clear();
        pageRows = 0;
    }
}
