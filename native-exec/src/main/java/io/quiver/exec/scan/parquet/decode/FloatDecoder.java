/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.FloatColumn;
import org.apache.parquet.column.Encoding;

/**
 * Decodes FLOAT unchanged.
 *
 * <p>SiblingClassesTest makes this file from siblings/FloatingDecoder.java.txt.
 */
public final class FloatDecoder extends FixedWidthDecoder {
    private final float[] values;
    private float[] dictionary = new float[0];

    public FloatDecoder(ColumnType type, int capacity, boolean optional, PassThroughCodecs codecs) {
        super(type, capacity, optional, codecs, 4);
        values = new float[capacity];
    }

    @Override
    boolean allows(Encoding encoding) {
        return false;
    }

    @Override
    void newDictionary(int count) {
        dictionary = new float[count];
    }

    @Override
    void plainDictionary(byte[] bytes, int count) {
        LittleEndian.getFloats(bytes, 0, dictionary, 0, count);
    }

    @Override
    void plain(byte[] bytes, int position, int at, int count) {
        LittleEndian.getFloats(bytes, position, values, at, count);
    }

    @Override
    void gather(int[] ids, int at, int count) {
        float[] from = dictionary;
        float[] out = values;
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
        Spread.floats(values, validityWords(), at, rows, count);
    }

    @Override
    public FloatColumn column() {
        return new FloatColumn(type, rows(), values, validity());
    }
}
