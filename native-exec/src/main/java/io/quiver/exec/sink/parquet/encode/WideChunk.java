/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.WideColumn;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/**
 * Writes decimals of more than 18 digits: big-endian, in as many bytes as the precision needs, always plain in pages of
 * version 1.
 */
final class WideChunk extends ColumnChunk {
    private final int width;
    private final PageBytes plain = new PageBytes();
    private boolean hasValue;
    private long minHigh;
    private long minLow;
    private long maxHigh;
    private long maxLow;

    WideChunk(ColumnDescriptor descriptor, PageWriter pages, ChunkBounds bounds) {
        super(descriptor, pages, bounds);
        width = descriptor.getPrimitiveType().getTypeLength();
    }

    @Override
    void addRange(Column column, int from, int count) {
        WideColumn wide = (WideColumn) column.flat();
        for (int row = from; row < from + count; row++) {
            add(wide.high()[row], wide.low()[row]);
        }
    }

    @Override
    void addRows(Column column, int[] rows, int count) {
        WideColumn wide = (WideColumn) column.flat();
        for (int i = 0; i < count; i++) {
            add(wide.high()[rows[i]], wide.low()[rows[i]]);
        }
    }

    private void add(long high, long low) {
        put(high, low, plain);
        if (!hasValue || isLess(high, low, minHigh, minLow)) {
            minHigh = high;
            minLow = low;
        }
        if (!hasValue || isLess(maxHigh, maxLow, high, low)) {
            maxHigh = high;
            maxLow = low;
        }
        hasValue = true;
    }

    private static boolean isLess(long high, long low, long otherHigh, long otherLow) {
        return high < otherHigh || high == otherHigh && Long.compareUnsigned(low, otherLow) < 0;
    }

    private void put(long high, long low, PageBytes out) {
        int at = out.reserve(width);
        byte[] data = out.data();
        for (int i = 0; i < width; i++) {
            int shift = width - 1 - i << 3;
            data[at + i] = (byte) (shift >= Long.SIZE ? high >> shift - Long.SIZE : low >>> shift);
        }
    }

    @Override
    long rawBytes() {
        return plain.size();
    }

    @Override
    void countInto(Statistics<?> statistics) {
        if (hasValue) {
            statistics.updateStats(binary(minHigh, minLow));
            statistics.updateStats(binary(maxHigh, maxLow));
        }
    }

    private Binary binary(long high, long low) {
        PageBytes bytes = new PageBytes();
        put(high, low, bytes);
        return Binary.fromConstantByteArray(bytes.data(), 0, width);
    }

    @Override
    BytesInput values() {
        return plain.input();
    }

    @Override
    void clearPage() {
        plain.clear();
        hasValue = false;
    }
}
