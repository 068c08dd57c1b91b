/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.sort;

import io.quiver.exec.kernel.FloatingOrder;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A sort column as a sequence of words per row. The words compare, one after the other and as signed longs, as the values do: a
 * word for null where there are nulls; then one for numbers, two for 128-bit ones, and for byte strings one for each eight
 * bytes and one for the length.
 */
final class SortWords {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final SortColumn key;
    private final Column column;
    private final int nullWords;
    private final int wordCount;

    SortWords(SortColumn key) {
        this.key = key;
        this.column = key.column();
        this.nullWords = column.mayHaveNulls() ? 1 : 0;
        this.wordCount = nullWords
                + switch (column.type().physical()) {
                    case BITS, INTS, LONGS, FLOATS, DOUBLES -> 1;
                    case WIDE -> 2;
                    case BYTES -> (maxLength((BytesColumn) column) + 7) / 8 + 1;
                };
    }

    private static int maxLength(BytesColumn column) {
        int max = 0;
        for (int i = 0; i < column.rowCount(); i++) {
            max = Math.max(max, column.lengths()[i]);
        }
        return max;
    }

    int wordCount() {
        return wordCount;
    }

    /** The first word from {@code word} on that may differ among the rows; the length, once the bytes of all rows have ended. */
    int skipEqual(int word, int[] rows, int from, int count) {
        int valueWord = word - nullWords;
        if (valueWord < 1 || !(column instanceof BytesColumn bytes)) {
            return word;
        }
        int[] lengths = bytes.lengths();
        for (int i = 0; i < count; i++) {
            if (lengths[rows[from + i]] > 8 * valueWord) {
                return word;
            }
        }
        return wordCount - 1;
    }

    /** Writes word {@code word} of {@code rows[from .. from + count)} to {@code out[0..count)}. */
    void load(int word, int[] rows, int from, int count, long[] out) {
        if (word < nullWords) {
            loadNulls(rows, from, count, out);
            return;
        }
        loadValues(word - nullWords, rows, from, count, out);
        if (!key.ascending()) {
            for (int i = 0; i < count; i++) {
                out[i] = ~out[i];
            }
        }
        long[] validity = column.validity();
        if (validity != null) {
            for (int i = 0; i < count; i++) {
                int row = rows[from + i];
                out[i] &= -(validity[row >> 6] >>> row & 1L);
            }
        }
    }

    private void loadNulls(int[] rows, int from, int count, long[] out) {
        long[] validity = column.validity();
        long flip = key.nullsFirst() ? 0 : 1;
        for (int i = 0; i < count; i++) {
            out[i] = (Bitmap.isSet(validity, rows[from + i]) ? 1 : 0) ^ flip;
        }
    }

    private void loadValues(int word, int[] rows, int from, int count, long[] out) {
        switch (column.type().physical()) {
            case BITS -> {
                long[] words = ((BooleanColumn) column).words();
                for (int i = 0; i < count; i++) {
                    int row = rows[from + i];
                    out[i] = words[row >> 6] >>> row & 1L;
                }
            }
            case INTS -> {
                int[] values = ((IntColumn) column).values();
                for (int i = 0; i < count; i++) {
                    out[i] = values[rows[from + i]];
                }
            }
            case LONGS -> gather(((LongColumn) column).values(), rows, from, count, out);
            case FLOATS -> {
                float[] values = ((FloatColumn) column).values();
                for (int i = 0; i < count; i++) {
                    out[i] = FloatingOrder.key(values[rows[from + i]]);
                }
            }
            case DOUBLES -> {
                double[] values = ((DoubleColumn) column).values();
                for (int i = 0; i < count; i++) {
                    out[i] = FloatingOrder.key(values[rows[from + i]]);
                }
            }
            case WIDE -> loadWide((WideColumn) column, word, rows, from, count, out);
            case BYTES -> loadBytes((BytesColumn) column, word, rows, from, count, out);
        }
    }

    private static void gather(long[] values, int[] rows, int from, int count, long[] out) {
        for (int i = 0; i < count; i++) {
            out[i] = values[rows[from + i]];
        }
    }

    private static void loadWide(WideColumn column, int word, int[] rows, int from, int count, long[] out) {
        gather(word == 0 ? column.high() : column.low(), rows, from, count, out);
        if (word == 1) {
            for (int i = 0; i < count; i++) {
                out[i] ^= Long.MIN_VALUE; // unsigned order
            }
        }
    }

    private void loadBytes(BytesColumn column, int word, int[] rows, int from, int count, long[] out) {
        boolean isLength = word == wordCount - nullWords - 1;
        int[] starts = column.starts();
        int[] lengths = column.lengths();
        byte[] data = column.data();
        int offset = 8 * word;
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            out[i] = isLength
                    ? lengths[row]
                    : bigEndian(data, starts[row] + offset, lengths[row] - offset) ^ Long.MIN_VALUE;
        }
    }

    /** The first eight of {@code length} bytes, zeros where there are fewer; {@code length} may be negative. */
    private static long bigEndian(byte[] data, int start, int length) {
        if (length <= 0) {
            return 0;
        }
        if (start <= data.length - 8) {
            long word = (long) LONGS.get(data, start);
            return length >= 8 ? word : word & -1L << 64 - 8 * length;
        }
        long word = 0;
        for (int i = 0; i < 8; i++) {
            word = word << 8 | (i < length ? data[start + i] & 0xFF : 0);
        }
        return word;
    }
}
