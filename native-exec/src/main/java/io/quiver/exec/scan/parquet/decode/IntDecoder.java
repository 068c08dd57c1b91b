/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import io.quiver.exec.error.Declined;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import org.apache.parquet.column.Encoding;

/** Decodes INT32 as bytes, shorts, ints and dates. */
public final class IntDecoder extends FixedWidthDecoder {
    private final int[] values;
    private final int firstExactDay;
    private int[] dictionary = new int[0];

    /** Declines dates before {@code firstExactDay}, because the file may use another calendar. */
    public IntDecoder(ColumnType type, int capacity, boolean optional, PassThroughCodecs codecs, int firstExactDay) {
        super(type, capacity, optional, codecs, 4);
        values = new int[capacity];
        this.firstExactDay = firstExactDay;
    }

    @Override
    boolean allows(Encoding encoding) {
        return encoding == Encoding.DELTA_BINARY_PACKED;
    }

    @Override
    void newDictionary(int count) {
        dictionary = new int[count];
    }

    @Override
    void plainDictionary(byte[] bytes, int count) {
        LittleEndian.getInts(bytes, 0, dictionary, 0, count);
    }

    @Override
    void plain(byte[] bytes, int position, int at, int count) {
        LittleEndian.getInts(bytes, position, values, at, count);
    }

    @Override
    void gather(int[] ids, int at, int count) {
        int[] from = dictionary;
        int[] out = values;
        for (int i = 0; i < count; i++) {
            out[at + i] = from[ids[i]];
        }
    }

    @Override
    void delta(long[] deltas, int from, int at, int count) {
        int[] out = values;
        for (int i = 0; i < count; i++) {
            out[at + i] = (int) deltas[from + i];
        }
    }

    @Override
    void finish(int at, int count) {
        switch (type.kind()) {
            case BYTE -> {
                for (int i = at; i < at + count; i++) {
                    values[i] = (byte) values[i];
                }
            }
            case SHORT -> {
                for (int i = at; i < at + count; i++) {
                    values[i] = (short) values[i];
                }
            }
            case DATE -> {
                if (firstExactDay != Integer.MIN_VALUE && min(values, at, count) < firstExactDay) {
                    throw Declined.batch();
                }
            }
            default -> {}
        }
    }

    private static int min(int[] values, int at, int count) {
        int min = Integer.MAX_VALUE;
        for (int i = at; i < at + count; i++) {
            min = Math.min(min, values[i]);
        }
        return min;
    }

    @Override
    void spread(int at, int rows, int count) {
        Spread.ints(values, validityWords(), at, rows, count);
    }

    @Override
    public IntColumn column() {
        return new IntColumn(type, rows(), values, validity());
    }
}
