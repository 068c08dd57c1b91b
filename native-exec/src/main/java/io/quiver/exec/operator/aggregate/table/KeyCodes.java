/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import org.jspecify.annotations.Nullable;

/** Converts fixed-width values to longs and back, bit for bit. */
public final class KeyCodes {
    private KeyCodes() {}

    /** Returns how many longs hold a key: two for 128-bit values, one for others. For byte strings the long is a number. */
    public static int wordCount(ColumnType type) {
        return type.physical() == ColumnType.Physical.WIDE ? 2 : 1;
    }

    /** Writes the first or only word of each row of a flat column. Words of null rows are arbitrary. */
    public static void encode(Column flat, int rowCount, long[] out) {
        switch (flat.type().physical()) {
            case BITS -> {
                long[] words = ((BooleanColumn) flat).words();
                for (int i = 0; i < rowCount; i++) {
                    out[i] = words[i >> 6] >>> i & 1L;
                }
            }
            case INTS -> {
                int[] values = ((IntColumn) flat).values();
                for (int i = 0; i < rowCount; i++) {
                    out[i] = values[i];
                }
            }
            case LONGS -> System.arraycopy(((LongColumn) flat).values(), 0, out, 0, rowCount);
            case FLOATS -> {
                float[] values = ((FloatColumn) flat).values();
                for (int i = 0; i < rowCount; i++) {
                    out[i] = Float.floatToRawIntBits(values[i]);
                }
            }
            case DOUBLES -> {
                double[] values = ((DoubleColumn) flat).values();
                for (int i = 0; i < rowCount; i++) {
                    out[i] = Double.doubleToRawLongBits(values[i]);
                }
            }
            case WIDE -> System.arraycopy(((WideColumn) flat).high(), 0, out, 0, rowCount);
            case BYTES -> throw new IllegalArgumentException("bytes are not of fixed width");
        }
    }

    /**
     * Returns the flat column that {@link #encode} turned into {@code words}; {@code low} has the second words of 128-bit
     * values.
     */
    public static Column decode(ColumnType type, int rowCount, long[] words, long[] low, long @Nullable [] validity) {
        return switch (type.physical()) {
            case BITS -> {
                long[] bits = new long[(rowCount + 63) >> 6];
                for (int i = 0; i < rowCount; i++) {
                    bits[i >> 6] |= (words[i] & 1) << i;
                }
                yield new BooleanColumn(type, rowCount, bits, validity);
            }
            case INTS -> {
                int[] values = new int[rowCount];
                for (int i = 0; i < rowCount; i++) {
                    values[i] = (int) words[i];
                }
                yield new IntColumn(type, rowCount, values, validity);
            }
            case LONGS -> new LongColumn(type, rowCount, words, validity);
            case FLOATS -> {
                float[] values = new float[rowCount];
                for (int i = 0; i < rowCount; i++) {
                    values[i] = Float.intBitsToFloat((int) words[i]);
                }
                yield new FloatColumn(type, rowCount, values, validity);
            }
            case DOUBLES -> {
                double[] values = new double[rowCount];
                for (int i = 0; i < rowCount; i++) {
                    values[i] = Double.longBitsToDouble(words[i]);
                }
                yield new DoubleColumn(type, rowCount, values, validity);
            }
            case WIDE -> new WideColumn(type, rowCount, words, low, validity);
            case BYTES -> throw new IllegalArgumentException("bytes are not of fixed width");
        };
    }
}
