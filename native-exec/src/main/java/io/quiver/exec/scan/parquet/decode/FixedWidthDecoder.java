/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import io.quiver.exec.vector.ColumnType;
import org.apache.parquet.column.Encoding;

/** Decodes a column of values of one width. It handles the encodings; subclasses hold the arrays. */
abstract class FixedWidthDecoder extends ColumnDecoder {
    private final int width;
    private final int[] scratch;
    private final DeltaReader deltas = new DeltaReader();
    private final PrefixedReader prefixed = new PrefixedReader();
    private Encoding encoding = Encoding.PLAIN;
    private boolean hasDictionary;
    private int position;
    private int end;
    /** The number of the page's deltas already read; then their total number. */
    private int next;

    private int valueCount;

    FixedWidthDecoder(ColumnType type, int capacity, boolean optional, PassThroughCodecs codecs, int width) {
        super(type, capacity, optional, codecs);
        this.width = width;
        scratch = new int[capacity];
    }

    @Override
    final void dictionary(byte[] bytes, int size, int count) {
        CorruptPageException.checkBytes((long) count * width, 0, size);
        newDictionary(count);
        plainDictionary(bytes, count);
        hasDictionary = true;
    }

    @Override
    final void noDictionary() {
        hasDictionary = false;
    }

    @Override
    void beginValues() {}

    @Override
    @SuppressWarnings("deprecation") // PLAIN_DICTIONARY is what old writers say
    final void startValues(Encoding encoding, int position, int end, int rows) {
        this.position = position;
        this.end = end;
        next = 0;
        switch (encoding) {
            case PLAIN -> this.encoding = Encoding.PLAIN;
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
                if (!hasDictionary) {
                    throw new CorruptPageException("a page of ids without a dictionary");
                }
                this.encoding = Encoding.RLE_DICTIONARY;
                startIds(position, end);
            }
            case DELTA_BINARY_PACKED -> {
                checkEncoding(encoding);
                this.encoding = encoding;
                deltas.read(buffer.bytes(), position, end, rows);
                valueCount = deltas.count();
            }
            case BYTE_STREAM_SPLIT -> {
                int values = (end - position) / width;
                startPlain(joinStreams(position, end, width), values);
            }
            case DELTA_BYTE_ARRAY -> {
                checkEncoding(encoding);
                int size = prefixed.start(buffer.bytes(), position, end, rows);
                prefixed.checkLength(width);
                int start = placeBesidePage(size);
                prefixed.expand(buffer.bytes(), start);
                startPlain(start, prefixed.count());
            }
            default -> throw new CorruptPageException("values in " + encoding);
        }
    }

    private void startPlain(int start, int values) {
        encoding = Encoding.PLAIN;
        position = start;
        end = start + values * width;
    }

    private void checkEncoding(Encoding encoding) {
        if (!allows(encoding)) {
            throw new CorruptPageException("%s in %s".formatted(type, encoding));
        }
    }

    @Override
    final void decode(int at, int count) {
        switch (encoding) {
            case PLAIN -> {
                CorruptPageException.checkBytes((long) count * width, position, end);
                plain(buffer.bytes(), position, at, count);
                position += count * width;
            }
            case RLE_DICTIONARY -> {
                ids.read(scratch, 0, count);
                gather(scratch, at, count);
            }
            case DELTA_BINARY_PACKED -> {
                checkCount(count);
                delta(deltas.values(), next, at, count);
                next += count;
            }
            default -> throw new IllegalStateException();
        }
        finish(at, count);
    }

    private void checkCount(int count) {
        if (count > valueCount - next) {
            throw new CorruptPageException("page has %d values only".formatted(valueCount));
        }
    }

    @Override
    final void skipValues(int count) {
        switch (encoding) {
            case PLAIN -> {
                CorruptPageException.checkBytes((long) count * width, position, end);
                position += count * width;
            }
            case RLE_DICTIONARY -> ids.skip(count);
            default -> {
                checkCount(count);
                next += count;
            }
        }
    }

    /** Returns whether values may have an encoding that not every type allows. */
    abstract boolean allows(Encoding encoding);

    /** Allocates a dictionary of exactly {@code count} values, so that a wrong id is out of bounds. */
    abstract void newDictionary(int count);

    /** Reads the dictionary. */
    abstract void plainDictionary(byte[] bytes, int count);

    abstract void plain(byte[] bytes, int position, int at, int count);

    abstract void gather(int[] ids, int at, int count);

    abstract void delta(long[] values, int from, int at, int count);

    /** Checks the {@code count} values read to {@code at}: converts them in place, or declines. */
    void finish(int at, int count) {}
}
