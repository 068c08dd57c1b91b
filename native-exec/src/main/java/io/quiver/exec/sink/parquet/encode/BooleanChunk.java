/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/** Writes booleans, eight per byte, the first in the lowest bit. */
final class BooleanChunk extends ColumnChunk {
    private final PageBytes plain = new PageBytes();
    /** Bits of the byte being filled. */
    private int pending;

    private int count;
    private int trueCount;

    BooleanChunk(ColumnDescriptor descriptor, PageWriter pages, ChunkBounds bounds) {
        super(descriptor, pages, bounds);
    }

    @Override
    void addRange(Column column, int from, int rowCount) {
        long[] words = words(column);
        for (int i = 0; i < rowCount; i++) {
            add(Bitmap.get(words, from + i));
        }
    }

    @Override
    void addRows(Column column, int[] rows, int rowCount) {
        long[] words = words(column);
        for (int i = 0; i < rowCount; i++) {
            add(Bitmap.get(words, rows[i]));
        }
    }

    private static long[] words(Column column) {
        return ((BooleanColumn) column.flat()).words();
    }

    private void add(boolean value) {
        int bit = value ? 1 : 0;
        pending |= bit << (count & 7);
        trueCount += bit;
        count++;
        if ((count & 7) == 0) {
            plain.putByte(pending);
            pending = 0;
        }
    }

    @Override
    long rawBytes() {
        return plain.size();
    }

    @Override
    void countInto(Statistics<?> statistics) {
        if (trueCount > 0) {
            statistics.updateStats(true);
        }
        if (trueCount < count) {
            statistics.updateStats(false);
        }
    }

    @Override
    BytesInput values() {
        if ((count & 7) != 0) {
            plain.putByte(pending);
        }
        return plain.input();
    }

    @Override
    void clearPage() {
        plain.clear();
        pending = 0;
        count = 0;
        trueCount = 0;
    }
}
