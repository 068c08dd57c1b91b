/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DictionaryColumn;
import java.util.Arrays;
import org.apache.parquet.column.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * Decodes BINARY and FIXED_LEN_BYTE_ARRAY as strings and binaries. If all pages of a batch use a dictionary, the batch stays
 * ids over it. Otherwise rows are views into the pages' bytes, and the bytes of dictionary values are copied beside the
 * pages.
 */
public class BytesDecoder extends ColumnDecoder {
    /** The length of each value; 0 if lengths differ. */
    private final int fixedLength;

    private final int[] rowIds;
    private final int[] starts;
    private final int[] lengths;
    private final DeltaReader deltas = new DeltaReader();
    private final PrefixedReader prefixed = new PrefixedReader();
    private @Nullable BytesColumn dictionary;
    private boolean flat;
    private Encoding encoding = Encoding.PLAIN;
    private int position;
    private int end;
    private int next;

    public BytesDecoder(ColumnType type, int capacity, boolean optional, PassThroughCodecs codecs, int fixedLength) {
        super(type, capacity, optional, codecs);
        this.fixedLength = fixedLength;
        rowIds = new int[capacity];
        starts = new int[capacity];
        lengths = new int[capacity];
    }

    @Override
    final boolean keepsPages() {
        return true;
    }

    @Override
    void dictionary(byte[] bytes, int size, int count) {
        CorruptPageException.checkBytes(count, 0, Integer.MAX_VALUE);
        int[] dictionaryStarts = new int[count];
        int[] dictionaryLengths = new int[count];
        plain(bytes, 0, size, dictionaryStarts, dictionaryLengths, 0, count);
        dictionary = new BytesColumn(ColumnType.BINARY, count, bytes, dictionaryStarts, dictionaryLengths, null);
        if (type.physical() == ColumnType.Physical.BYTES) {
            dictionary = dictionary.withType(type);
        }
    }

    @Override
    void noDictionary() {
        dictionary = null;
    }

    /** Returns the row group's dictionary. */
    final BytesColumn dictionary() {
        if (dictionary == null) {
            throw new CorruptPageException("a page of ids without a dictionary");
        }
        return dictionary;
    }

    @Override
    final void beginValues() {
        flat = false;
    }

    @Override
    @SuppressWarnings("deprecation") // PLAIN_DICTIONARY is what old writers say
    final void startValues(Encoding encoding, int position, int end, int rows) {
        this.position = position;
        this.end = end;
        next = 0;
        switch (encoding) {
            case PLAIN -> this.encoding = encoding;
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
                dictionary();
                this.encoding = Encoding.RLE_DICTIONARY;
                startIds(position, end);
            }
            case DELTA_LENGTH_BYTE_ARRAY -> {
                this.encoding = encoding;
                this.position = deltas.read(buffer.bytes(), position, end, rows);
            }
            case DELTA_BYTE_ARRAY -> {
                int size = prefixed.start(buffer.bytes(), position, end, rows);
                int start = placeBesidePage(size);
                prefixed.expand(buffer.bytes(), start);
                if (fixedLength > 0) {
                    prefixed.checkLength(fixedLength);
                    startPlain(start, size);
                    return;
                }
                this.encoding = encoding;
                this.position = start;
                this.end = start + size;
            }
            case BYTE_STREAM_SPLIT -> {
                if (fixedLength == 0) {
                    throw new CorruptPageException("bytes in " + encoding);
                }
                int size = end - position;
                startPlain(joinStreams(position, end, fixedLength), size);
            }
            default -> throw new CorruptPageException("bytes in " + encoding);
        }
    }

    private void startPlain(int start, int size) {
        encoding = Encoding.PLAIN;
        position = start;
        end = start + size;
    }

    @Override
    final void decode(int at, int count) {
        if (encoding == Encoding.RLE_DICTIONARY) {
            ids.read(rowIds, at, count);
            checkIds(rowIds, at, count, dictionary().rowCount());
            if (flat) {
                copyFromDictionary(at, count);
            }
            return;
        }
        if (!flat) {
            flatten(at);
        }
        switch (encoding) {
            case PLAIN -> position = plain(buffer.bytes(), position, end, starts, lengths, at, count);
            case DELTA_LENGTH_BYTE_ARRAY -> {
                checkCount(count, deltas.count());
                for (int i = 0; i < count; i++) {
                    view(at + i, (int) deltas.values()[next + i]);
                }
                next += count;
            }
            default -> {
                checkCount(count, prefixed.count());
                for (int i = 0; i < count; i++) {
                    view(at + i, prefixed.length(next + i));
                }
                next += count;
            }
        }
    }

    private void view(int row, int length) {
        if (length < 0 || length > end - position) {
            throw new CorruptPageException("%d bytes needed, %d left".formatted(length, end - position));
        }
        starts[row] = position;
        lengths[row] = length;
        position += length;
    }

    private static void checkIds(int[] ids, int at, int count, int limit) {
        int max = -1;
        for (int i = at; i < at + count; i++) {
            max = Math.max(max, ids[i]);
        }
        if (max >= limit) {
            throw new CorruptPageException("id %d in a dictionary of %d".formatted(max, limit));
        }
    }

    private void checkCount(int count, int pageCount) {
        if (count > pageCount - next) {
            throw new CorruptPageException("page has %d values only".formatted(pageCount));
        }
    }

    /** Makes views of {@code count} values in PLAIN encoding and returns the position where they end. */
    private int plain(byte[] bytes, int position, int end, int[] starts, int[] lengths, int at, int count) {
        if (fixedLength > 0) {
            CorruptPageException.checkBytes((long) count * fixedLength, position, end);
            for (int i = at; i < at + count; i++, position += fixedLength) {
                starts[i] = position;
                lengths[i] = fixedLength;
            }
            return position;
        }
        int from = position;
        for (int i = at; i < at + count; i++) {
            if (from > end - 4) {
                throw new CorruptPageException("page ends within a length");
            }
            int length = LittleEndian.getInt(bytes, from);
            from += 4;
            if (length < 0 || length > end - from) {
                throw new CorruptPageException("%d bytes needed, %d left".formatted(length, end - from));
            }
            starts[i] = from;
            lengths[i] = length;
            from += length;
        }
        return from;
    }

    @Override
    final void skipValues(int count) {
        switch (encoding) {
            case RLE_DICTIONARY -> ids.skip(count);
            case PLAIN -> skipPlain(count);
            default -> {
                boolean isPrefixed = encoding == Encoding.DELTA_BYTE_ARRAY;
                checkCount(count, isPrefixed ? prefixed.count() : deltas.count());
                for (int i = 0; i < count; i++, next++) {
                    int length = isPrefixed ? prefixed.length(next) : (int) deltas.values()[next];
                    CorruptPageException.checkBytes(length, position, end);
                    position += length;
                }
            }
        }
    }

    private void skipPlain(int count) {
        for (int i = 0; i < count; i++) {
            int length = fixedLength;
            if (length == 0) {
                CorruptPageException.checkBytes(4, position, end);
                length = LittleEndian.getInt(buffer.bytes(), position);
                position += 4;
            }
            CorruptPageException.checkBytes(length, position, end);
            position += length;
        }
    }

    /** Turns the {@code rows} rows of ids so far into views, because a page without a dictionary follows. */
    private void flatten(int rows) {
        flat = true;
        if (rows > 0) {
            copyFromDictionary(0, rows);
            clearNullLengths(0, rows);
        }
    }

    private void copyFromDictionary(int at, int count) {
        BytesColumn from = dictionary();
        long total = 0;
        for (int i = at; i < at + count; i++) {
            total += from.lengths()[rowIds[i]];
        }
        int to = placeBesidePage(Math.toIntExact(total));
        byte[] bytes = buffer.bytes();
        for (int i = at; i < at + count; i++) {
            int id = rowIds[i];
            int length = from.lengths()[id];
            System.arraycopy(from.data(), from.starts()[id], bytes, to, length);
            starts[i] = to;
            lengths[i] = length;
            to += length;
        }
    }

    @Override
    final void spread(int at, int rows, int count) {
        if (flat) {
            Spread.ints(starts, validityWords(), at, rows, count);
            Spread.ints(lengths, validityWords(), at, rows, count);
            clearNullLengths(at, rows);
            return;
        }
        Spread.ints(rowIds, validityWords(), at, rows, count);
    }

    private void clearNullLengths(int at, int rows) {
        if (!isOptional()) {
            return;
        }
        long[] validity = validityWords();
        for (int i = at; i < at + rows; i++) {
            lengths[i] &= -(int) (validity[i >> 6] >>> i & 1L);
        }
    }

    @Override
    public Column column() {
        if (isDictionary()) {
            return new DictionaryColumn(rows(), rowIds, dictionary(), validity());
        }
        return views();
    }

    /** Returns the batch's rows as views if it is not ids. The views of a wide decimal are binaries. */
    final BytesColumn views() {
        if (!flat) {
            // nulls only, and no page that has a value
            Arrays.fill(starts, 0, rows(), 0);
            Arrays.fill(lengths, 0, rows(), 0);
        }
        ColumnType bytesType = type.physical() == ColumnType.Physical.BYTES ? type : ColumnType.BINARY;
        return new BytesColumn(bytesType, rows(), buffer.bytes(), starts, lengths, validity());
    }

    /** Returns whether the batch is ids. A batch of nulls alone may have no dictionary. */
    final boolean isDictionary() {
        return !flat && rows() > 0 && dictionary != null && dictionary.rowCount() > 0;
    }

    final int[] rowIds() {
        return rowIds;
    }
}
