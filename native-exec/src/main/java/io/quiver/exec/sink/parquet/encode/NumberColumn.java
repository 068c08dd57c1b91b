/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Arrays;

/** Reads numbers of any width as longs, floating-point numbers as their bits, and on request microseconds as milliseconds. */
final class NumberColumn {
    private static final long MICROS_PER_MILLI = 1000;

    private final boolean isMillis;
    private int[] entries = new int[0];

    NumberColumn(boolean isMillis) {
        this.isMillis = isMillis;
    }

    /** Reads the {@code count} values from row {@code from} on. */
    void read(Column column, int from, int count, long[] out) {
        if (column instanceof DictionaryColumn dictionary) {
            int[] picked = entries(count);
            System.arraycopy(dictionary.ids(), from, picked, 0, count);
            pick(dictionary.dictionary(), picked, count, out);
        } else if (column instanceof ConstantColumn constant) {
            fill(constant, count, out);
        } else {
            copy(column, from, count, out);
        }
        convert(out, count);
    }

    private static void copy(Column column, int from, int count, long[] out) {
        if (column instanceof LongColumn longs) {
            System.arraycopy(longs.values(), from, out, 0, count);
        } else if (column instanceof IntColumn ints) {
            int[] values = ints.values();
            for (int i = 0; i < count; i++) {
                out[i] = values[from + i];
            }
        } else if (column instanceof DoubleColumn doubles) {
            double[] values = doubles.values();
            for (int i = 0; i < count; i++) {
                out[i] = Double.doubleToRawLongBits(values[from + i]);
            }
        } else if (column instanceof FloatColumn floats) {
            float[] values = floats.values();
            for (int i = 0; i < count; i++) {
                out[i] = Float.floatToRawIntBits(values[from + i]);
            }
        } else {
            throw noNumbers(column);
        }
    }

    /** Reads the values of {@code rows[0..count)}. */
    void read(Column column, int[] rows, int count, long[] out) {
        if (column instanceof DictionaryColumn dictionary) {
            int[] ids = dictionary.ids();
            int[] picked = entries(count);
            for (int i = 0; i < count; i++) {
                picked[i] = ids[rows[i]];
            }
            pick(dictionary.dictionary(), picked, count, out);
        } else if (column instanceof ConstantColumn constant) {
            fill(constant, count, out);
        } else {
            pick(column, rows, count, out);
        }
        convert(out, count);
    }

    private static void pick(Column column, int[] rows, int count, long[] out) {
        if (column instanceof LongColumn longs) {
            long[] values = longs.values();
            for (int i = 0; i < count; i++) {
                out[i] = values[rows[i]];
            }
        } else if (column instanceof IntColumn ints) {
            int[] values = ints.values();
            for (int i = 0; i < count; i++) {
                out[i] = values[rows[i]];
            }
        } else if (column instanceof DoubleColumn doubles) {
            double[] values = doubles.values();
            for (int i = 0; i < count; i++) {
                out[i] = Double.doubleToRawLongBits(values[rows[i]]);
            }
        } else if (column instanceof FloatColumn floats) {
            float[] values = floats.values();
            for (int i = 0; i < count; i++) {
                out[i] = Float.floatToRawIntBits(values[rows[i]]);
            }
        } else {
            throw noNumbers(column);
        }
    }

    private static void fill(ConstantColumn constant, int count, long[] out) {
        pick(constant.value(), new int[1], 1, out);
        Arrays.fill(out, 0, count, out[0]);
    }

    private int[] entries(int count) {
        if (entries.length < count) {
            entries = new int[count];
        }
        return entries;
    }

    private void convert(long[] values, int count) {
        if (isMillis) {
            for (int i = 0; i < count; i++) {
                values[i] = Math.floorDiv(values[i], MICROS_PER_MILLI);
            }
        }
    }

    private static IllegalArgumentException noNumbers(Column column) {
        return new IllegalArgumentException("a column without numbers: " + column.type());
    }
}
