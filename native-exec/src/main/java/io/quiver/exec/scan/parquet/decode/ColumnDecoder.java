/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Reads one flat column: walks its pages, finds the nulls, and lets its subclass turn values into arrays. The arrays are
 * reused for the next batch. With {@link #nestedLevels} it reads a leaf of a nested column, and its rows are entries.
 *
 * <p>For each batch: {@link #begin()}, any number of {@link #read} and {@link #skip}, {@link #column}.
 */
public abstract class ColumnDecoder {
    public final ColumnType type;
    public final int capacity;
    final PageBuffer buffer = new PageBuffer();
    final HybridReader ids = new HybridReader();
    private final boolean optional;
    private final PassThroughCodecs codecs;
    private final LevelReader levels = new LevelReader();
    private final long[] validity;
    private byte[] levelBytes = new byte[0];
    private @Nullable NestedLevels nested;
    private @Nullable PageReader pages;
    private @Nullable RowSpans spans;
    private int span;
    private @Nullable DataPage unopened;
    private CompressionCodecName unopenedCodec = CompressionCodecName.UNCOMPRESSED;
    private int unopenedSize;
    private int pageStart;
    private int pageEnd;
    private int pageRows;
    /** The next row, counted from the row group's first. */
    private long row;
    /** The first row of the current page, -1 if the file does not say. */
    private long pageFirstRow;

    private int rows;
    private int nulls;

    ColumnDecoder(ColumnType type, int capacity, boolean optional, PassThroughCodecs codecs) {
        this.type = type;
        this.capacity = capacity;
        this.optional = optional;
        this.codecs = codecs;
        validity = optional ? new long[Bitmap.wordCount(capacity)] : new long[0];
    }

    /** Makes the decoder of an optional column read the entries of a leaf of a nested column. */
    public final void nestedLevels(NestedLevels levels) {
        nested = levels;
    }

    /** Opens the page of the next entry and returns the number of entries left in it. */
    public final int entriesInPage() throws IOException {
        long entries = nextRows();
        openPage();
        return (int) entries;
    }

    /** Returns the first record of the page of the next entry, -1 if the file does not say. */
    public final long pageFirstRow() {
        return pageFirstRow;
    }

    /** Starts another row group. A null {@code spans} means that all its rows are read. */
    public final void startRowGroup(PageReader pages, @Nullable RowSpans spans) throws IOException {
        this.pages = pages;
        this.spans = spans;
        span = 0;
        unopened = null;
        pageRows = 0;
        row = 0;
        codecs.expectPage();
        DictionaryPage page = pages.readDictionaryPage();
        if (page == null) {
            noDictionary();
            return;
        }
        @SuppressWarnings("deprecation") // the name that old writers use
        boolean plain = page.getEncoding() == Encoding.PLAIN || page.getEncoding() == Encoding.PLAIN_DICTIONARY;
        if (!plain) {
            throw new CorruptPageException("a dictionary in " + page.getEncoding());
        }
        CompressionCodecName codec = codecs.codec();
        int size = codecs.wasCompressed()
                ? codecs.uncompressedSize()
                : Math.toIntExact(page.getBytes().size());
        codecs.checkSize(codec, page.getBytes(), size);
        byte[] bytes = new byte[Math.addExact(size, LittleEndian.PADDING)];
        codecs.decompress(codec, page.getBytes(), bytes, 0, size);
        dictionary(bytes, size, page.getDictionarySize());
    }

    /** Starts a batch. */
    public final void begin() {
        rows = 0;
        nulls = 0;
        Arrays.fill(validity, 0);
        if (unopened == null && pageRows > 0) {
            buffer.keepOnly(pageStart, pageEnd);
        } else {
            buffer.keepOnly(0, 0);
        }
        beginValues();
    }

    /** Appends the next {@code count} rows to the batch. */
    public final void read(int count) throws IOException {
        while (count > 0) {
            int step = (int) Math.min(count, nextRows());
            openPage();
            int values = step;
            if (optional) {
                values = nested == null ? levels.read(validity, rows, step) : nested.read(validity, rows, step);
            }
            decode(rows, values);
            if (values < step) {
                spread(rows, step, values);
                nulls += step - values;
            }
            rows += step;
            count -= step;
            advance(step);
        }
    }

    /** Skips the next {@code count} rows. Pages without a wanted row are not decompressed. */
    public final void skip(long count) throws IOException {
        while (count > 0) {
            int step = (int) Math.min(count, nextRows());
            skipInPage(step);
            count -= step;
        }
    }

    /** Moves to the next wanted row and returns how many rows from it on are in its page and span. */
    private long nextRows() throws IOException {
        while (true) {
            if (pageRows == 0) {
                nextPage();
                continue;
            }
            if (spans == null) {
                return pageRows;
            }
            while (span < spans.count() && spans.last(span) < row) {
                span++;
            }
            if (span == spans.count()) {
                throw new CorruptPageException("no more rows at row " + row);
            }
            if (spans.first(span) <= row) {
                return Math.min(pageRows, spans.last(span) - row + 1);
            }
            skipInPage((int) Math.min(pageRows, spans.first(span) - row));
        }
    }

    private void skipInPage(int count) throws IOException {
        if (unopened == null || count < pageRows) {
            openPage();
            skipValues(skipLevels(count));
        }
        advance(count);
    }

    /** Skips levels and returns the number of values they stand for. */
    private int skipLevels(int count) {
        if (nested != null) {
            return nested.skip(count);
        }
        return optional ? levels.skip(count) : count;
    }

    private void advance(int count) {
        row += count;
        pageRows -= count;
        if (pageRows == 0) {
            unopened = null;
        }
    }

    private void nextPage() {
        if (pages == null) {
            throw new IllegalStateException("no row group");
        }
        codecs.expectPage();
        DataPage page = pages.readPage();
        if (page == null) {
            throw new CorruptPageException("no more pages at row " + row);
        }
        unopened = page;
        unopenedCodec = codecs.codec();
        unopenedSize = codecs.wasCompressed() ? codecs.uncompressedSize() : -1;
        pageRows = page.getValueCount();
        pageFirstRow = page.getFirstRowIndex().orElse(-1L);
        row = pageFirstRow < 0 ? row : pageFirstRow;
    }

    private void openPage() throws IOException {
        if (unopened == null) {
            return;
        }
        DataPage page = unopened;
        unopened = null;
        if (page instanceof DataPageV1 first) {
            int values = load(first.getBytes());
            if (nested != null) {
                values = nestedLevels(nested, first, values);
            } else if (optional) {
                int length = levelsLength(first.getDlEncoding(), values);
                levels.reset(buffer.bytes(), values + 4, values + 4 + length);
                values += 4 + length;
            }
            startValues(first.getValueEncoding(), values, pageEnd, pageRows);
            return;
        }
        DataPageV2 second = (DataPageV2) page;
        if (nested != null) {
            nested.startPage(pageRows);
            int length = loadLevels(second.getRepetitionLevels());
            nested.readRepetition(levelBytes, 0, length);
            length = loadLevels(second.getDefinitionLevels());
            nested.readDefinition(levelBytes, 0, length);
        } else if (optional) {
            int length = loadLevels(second.getDefinitionLevels());
            levels.reset(levelBytes, 0, length);
        }
        int values = load(second.getData());
        startValues(second.getDataEncoding(), values, pageEnd, pageRows);
    }

    /** Reads the levels of a page of the first format and returns the position of its values. */
    private int nestedLevels(NestedLevels nested, DataPageV1 page, int position) {
        nested.startPage(pageRows);
        int at = position;
        if (nested.isRepeated()) {
            int length = levelsLength(page.getRlEncoding(), at);
            nested.readRepetition(buffer.bytes(), at + 4, at + 4 + length);
            at += 4 + length;
        }
        if (nested.isOptional()) {
            int length = levelsLength(page.getDlEncoding(), at);
            nested.readDefinition(buffer.bytes(), at + 4, at + 4 + length);
            at += 4 + length;
        }
        return at;
    }

    private int levelsLength(Encoding encoding, int position) {
        if (encoding != Encoding.RLE) {
            throw new CorruptPageException("levels in " + encoding);
        }
        CorruptPageException.checkBytes(4, position, pageEnd);
        int length = LittleEndian.getInt(buffer.bytes(), position);
        CorruptPageException.checkBytes(length, position + 4, pageEnd);
        return length;
    }

    /**
     * Loads the levels of a page of the second format, which stand before the compressed part. Returns their number of bytes.
     */
    private int loadLevels(BytesInput bytes) throws IOException {
        int length = Math.toIntExact(bytes.size());
        if (levelBytes.length < length + LittleEndian.PADDING) {
            levelBytes = new byte[length + length / 4 + LittleEndian.PADDING];
        }
        codecs.decompress(CompressionCodecName.UNCOMPRESSED, bytes, levelBytes, 0, length);
        return length;
    }

    private int load(BytesInput bytes) throws IOException {
        if (!keepsPages()) {
            buffer.keepOnly(0, 0);
        }
        int size = unopenedSize >= 0 ? unopenedSize : Math.toIntExact(bytes.size());
        codecs.checkSize(unopenedCodec, bytes, size);
        pageStart = buffer.place(size);
        pageEnd = pageStart + size;
        codecs.decompress(unopenedCodec, bytes, buffer.bytes(), pageStart, size);
        return pageStart;
    }

    /** Returns whether the batch refers to its pages' bytes until the next batch begins. */
    boolean keepsPages() {
        return false;
    }

    /** Places {@code size} bytes beside the page that live as long as the page does. */
    final int placeBesidePage(int size) {
        int start = buffer.place(size);
        pageStart = Math.min(pageStart, start);
        pageEnd = Math.max(pageEnd, start + size);
        return start;
    }

    /** Joins the bytes of BYTE_STREAM_SPLIT values as in PLAIN and returns the position where they start. */
    final int joinStreams(int position, int end, int width) {
        int count = (end - position) / width;
        int to = placeBesidePage(count * width);
        byte[] bytes = buffer.bytes();
        for (int b = 0; b < width; b++) {
            int from = position + b * count;
            int at = to + b;
            for (int i = 0; i < count; i++, at += width) {
                bytes[at] = bytes[from + i];
            }
        }
        return to;
    }

    /**
     * Returns the validity of the batch's rows, or null if no row is null. The words are reused, so a snapshot needs a copy.
     */
    final long @Nullable [] validity() {
        return nulls == 0 ? null : validity;
    }

    /** Returns the words behind {@link #validity()}, correct for the rows read so far. */
    final long[] validityWords() {
        return validity;
    }

    final boolean isOptional() {
        return optional;
    }

    final int rows() {
        return rows;
    }

    /** Starts a sequence of dictionary ids in the form of a data page. */
    final void startIds(int position, int end) {
        if (position == end) {
            // a page without values has no bit width
            ids.reset(buffer.bytes(), position, end, 1);
            return;
        }
        ids.reset(buffer.bytes(), position + 1, end, buffer.bytes()[position] & 0xff);
    }

    /** Takes the row group's dictionary: {@code count} values in PLAIN encoding, in an array that the decoder may keep. */
    abstract void dictionary(byte[] bytes, int size, int count);

    /** Learns that the row group has no dictionary. */
    abstract void noDictionary();

    /** Forgets the values of the last batch. */
    abstract void beginValues();

    /** Starts another page, whose values are in {@code buffer[position..end)}. Some of the {@code rows} rows may be null. */
    abstract void startValues(Encoding encoding, int position, int end, int rows);

    /** Reads {@code count} values to adjacent rows of the batch, from {@code at} on. */
    abstract void decode(int at, int count);

    abstract void skipValues(int count);

    /** Moves {@code count} values from the start of the {@code rows} rows at {@code at} to the rows that are not null. */
    abstract void spread(int at, int rows, int count);

    /** Returns the batch's rows. */
    public abstract Column column();
}
