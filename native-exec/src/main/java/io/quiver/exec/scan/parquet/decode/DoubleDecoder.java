/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import org.apache.parquet.column.Encoding;

/**
 * Decodes DOUBLE unchanged.
 *
 * <p>SiblingClassesTest makes this file from siblings/FloatingDecoder.java.txt.
 */
public final class DoubleDecoder extends FixedWidthDecoder {
    private final double[] values;
    private double[] dictionary = new double[0];

    public DoubleDecoder(ColumnType type, int capacity, boolean optional, PassThroughCodecs codecs) {
        super(type, capacity, optional, codecs, 8);
        values = new double[capacity];
    }

    @Override
    boolean allows(Encoding encoding) {
        return false;
    }

    @Override
    void newDictionary(int count) {
        dictionary = new double[count];
    }

    @Override
    void plainDictionary(byte[] bytes, int count) {
        LittleEndian.getDoubles(bytes, 0, dictionary, 0, count);
    }

    @Override
    void plain(byte[] bytes, int position, int at, int count) {
        LittleEndian.getDoubles(bytes, position, values, at, count);
    }

    @Override
    void gather(int[] ids, int at, int count) {
        double[] from = dictionary;
        double[] out = values;
        for (int i = 0; i < count; i++) {
            out[at + i] = from[ids[i]];
        }
    }

    @Override
    void delta(long[] deltas, int from, int at, int count) {
        throw new IllegalStateException();
    }

    @Override
    void spread(int at, int rows, int count) {
        Spread.doubles(values, validityWords(), at, rows, count);
    }

    @Override
    public DoubleColumn column() {
        return new DoubleColumn(type, rows(), values, validity());
    }
}
