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
 * Writes one column of a row group, flat or part of a nested one, into pages of version 1. Pages end by their rows and by the
 * bytes of their values, as parquet-mr's do. As there, a null in a required column is left out of the values and has no level
 * of its own.
 */
public abstract class ColumnChunk implements FieldChunk {
    /**
     * Levels of nested entries take two bytes each until the page ends. The page size counts only bits for nulls and
     * booleans.
     */
    private static final int MAX_NESTED_ENTRIES = 1 << 18;

    private final ColumnDescriptor descriptor;
    private final PageWriter pages;
    private final ChunkBounds bounds;
    private final PresentRows present;
    private final EntryLevels entryLevels;
    /** One of the two fields above. */
    private final PageLevels levels;

    private int[] presentRows = new int[0];
    private int pageRows;

    ColumnChunk(ColumnDescriptor descriptor, PageWriter pages, ChunkBounds bounds) {
        this.descriptor = descriptor;
        this.pages = pages;
        this.bounds = bounds;
        present = new PresentRows(descriptor.getMaxDefinitionLevel() > 0);
        entryLevels = new EntryLevels(descriptor);
        levels = descriptor.getPath().length == 1 ? present : entryLevels;
    }

    final PrimitiveType type() {
        return descriptor.getPrimitiveType();
    }

    final ChunkBounds bounds() {
        return bounds;
    }

    /** Adds rows of a flat column. */
    @Override
    public final void write(Column column, int from, int to) throws IOException {
        int row = from;
        while (row < to) {
            int end = Math.min(to, row + bounds.pageRows() - pageRows);
            add(column, row, end);
            row = end;
            endPageIfFull();
        }
    }

    /** Adds the entries of {@code rowCount} whole records, at most {@link #roomRows()}. */
    public final void write(Column column, Entries entries, int rowCount) throws IOException {
        if (presentRows.length < entries.count()) {
            presentRows = new int[entries.count()];
        }
        int found = entryLevels.add(entries, column.validity(), presentRows);
        if (found > 0 && entryLevels.isRange()) {
            addRange(column, presentRows[0], found);
        } else if (found > 0) {
            addRows(column, presentRows, found);
        }
        pageRows += rowCount;
        if (levels.entryCount() >= MAX_NESTED_ENTRIES) {
            endPage();
        } else {
            endPageIfFull();
        }
    }

    /** Returns the number of records that still fit in the page; at least one. */
    public final int roomRows() {
        return bounds.pageRows() - pageRows;
    }

    private void endPageIfFull() throws IOException {
        if (pageRows >= bounds.pageRows()
                || levels.entryCount() >= bounds.pageEntries()
                || levels.sizeBytes() + rawBytes() >= bounds.pageBytes()) {
            endPage();
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

    /** Adds the {@code count} rows from {@code from} on. None is null. */
    abstract void addRange(Column column, int from, int count);

    /** Adds the rows {@code rows[0..count)}. None is null. */
    abstract void addRows(Column column, int[] rows, int count);

    /** Returns the bytes of the page's values without a dictionary. */
    abstract long rawBytes();

    /** Returns how many of these bytes are text, without lengths. */
    long textBytes() {
        return 0;
    }

    /** Adds the page's values to {@code statistics}. */
    abstract void countInto(Statistics<?> statistics);

    /** Returns the page's values. Afterwards {@link #encoding()} tells their encoding. */
    abstract BytesInput values();

    Encoding encoding() {
        return Encoding.PLAIN;
    }

    /** Starts the next page. */
    abstract void clearPage();

    /** Returns the dictionary of this chunk's pages, or null if there is none. */
    @Nullable
    DictionaryPage dictionary() {
        return null;
    }

    @Override
    public final long bufferedBytes() {
        return levels.sizeBytes() + rawBytes() + pages.getMemSize();
    }

    @Override
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
        statistics.incrementNumNulls(levels.nullCount());
        countInto(statistics);
        PageBytes bytes = new PageBytes();
        levels.writeLevels(bytes);
        BytesInput values = values();
        SizedPages.write(
                pages,
                descriptor,
                bytes.size() > 0 ? BytesInput.concat(bytes.input(), values) : values,
                levels,
                pageRows,
                statistics,
                textBytes(),
                encoding());
        clearPage();
        levels.clear();
        pageRows = 0;
    }
}
