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
 * One column of a row group on its way into pages of version 1: a flat one, or a part of a nested one. Pages end by their rows and
 * by the bytes of their values, as parquet-mr's do. A null in a column that must have none is left out of the values and has no level
 * of its own, as there.
 */
public abstract class ColumnChunk implements FieldChunk {
    /** Their levels are held in bytes, two for each, until the page ends: nulls and booleans take bits of its size alone. */
    private static final int MAX_NESTED_ENTRIES = 1 << 18;

    private final ColumnDescriptor descriptor;
    private final PageWriter pages;
    private final ChunkBounds bounds;
    private final PresentRows present;
    private final EntryLevels entryLevels;
    /** One of the two. */
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

    /** Adds the entries of {@code rowCount} whole records, of which the page has room for {@link #roomRows()}. */
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

    /** How many records the page has room for; at least one. */
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
