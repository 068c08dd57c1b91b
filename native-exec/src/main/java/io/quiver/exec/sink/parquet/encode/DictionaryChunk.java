/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.jspecify.annotations.Nullable;

/**
 * A chunk that begins with a dictionary. It changes to plain values when the dictionary gets too large or does not pay in the
 * first page. Source: FallbackValuesWriter and DictionaryValuesWriter of parquet-mr 1.16.
 */
abstract class DictionaryChunk extends ColumnChunk {
    private final PageIds ids = new PageIds();
    private final PageBytes plain = new PageBytes();
    private boolean usesDictionary;
    private boolean firstPage = true;
    /** The part of the dictionary that the written pages refer to. */
    private int usedSize;

    private long rawBytes;

    DictionaryChunk(ColumnDescriptor descriptor, PageWriter pages, ChunkBounds bounds, boolean usesDictionary) {
        super(descriptor, pages, bounds);
        this.usesDictionary = usesDictionary;
    }

    /** Returns the number of values in the dictionary. */
    abstract int dictionarySize();

    /** Returns the bytes of the dictionary when written. */
    abstract long dictionaryBytes();

    /** Writes value {@code id} of the dictionary. */
    abstract void putEntry(int id, PageBytes out);

    /** Drops the dictionary, which no page refers to. */
    abstract void dropDictionary();

    final boolean usesDictionary() {
        return usesDictionary;
    }

    /** Returns the destination of plain values. */
    final PageBytes plain() {
        return plain;
    }

    /** Adds values by their dictionary ids. */
    final void addIds(int[] numbers, int count) {
        ids.add(numbers, count);
        if (dictionaryBytes() > bounds().dictionaryBytes()) {
            fallBack();
        }
    }

    final void addRawBytes(long bytes) {
        rawBytes += bytes;
    }

    @Override
    final long rawBytes() {
        return rawBytes;
    }

    private void fallBack() {
        usesDictionary = false;
        int[] numbers = ids.ids();
        for (int i = 0; i < ids.count(); i++) {
            putEntry(numbers[i], plain);
        }
        ids.clear();
        if (usedSize == 0) {
            dropDictionary();
        }
    }

    @Override
    final BytesInput values() {
        if (usesDictionary) {
            PageBytes encoded = ids.encoded(dictionarySize());
            if (!firstPage || encoded.size() + dictionaryBytes() < rawBytes) {
                usedSize = dictionarySize();
                return encoded.input();
            }
            fallBack();
        }
        return plain.input();
    }

    @Override
    final Encoding encoding() {
        return usesDictionary ? Encoding.PLAIN_DICTIONARY : Encoding.PLAIN;
    }

    @Override
    void clearPage() {
        ids.clear();
        plain.clear();
        rawBytes = 0;
        firstPage = false;
    }

    @Override
    final @Nullable DictionaryPage dictionary() {
        if (usedSize == 0) {
            return null;
        }
        PageBytes entries = new PageBytes();
        for (int id = 0; id < usedSize; id++) {
            putEntry(id, entries);
        }
        return new DictionaryPage(entries.input(), usedSize, Encoding.PLAIN_DICTIONARY);
    }
}
