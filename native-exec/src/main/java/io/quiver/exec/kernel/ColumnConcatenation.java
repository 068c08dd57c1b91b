/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts columns of one type end to end into one flat column with arrays of exactly the size needed. */
public final class ColumnConcatenation {
    private ColumnConcatenation() {}

    /**
     * The rows of {@code pieces} one after the other; owned.
     *
     * @throws ArithmeticException where the bytes do not fit in one array
     */
    public static Column concatenate(ColumnType type, List<Column> pieces) {
        int rowCount = 0;
        for (Column piece : pieces) {
            rowCount = Math.addExact(rowCount, piece.rowCount());
        }
        long[] validity = validity(pieces, rowCount);
        return switch (type.physical()) {
            case BITS -> bits(type, pieces, rowCount, validity);
            case INTS -> {
                int[] out = new int[rowCount];
                int at = 0;
                for (Column piece : pieces) {
                    System.arraycopy(((IntColumn) piece.flat()).values(), 0, out, at, piece.rowCount());
                    at += piece.rowCount();
                }
                yield new IntColumn(type, rowCount, out, validity);
            }
            case LONGS -> {
                long[] out = new long[rowCount];
                int at = 0;
                for (Column piece : pieces) {
                    System.arraycopy(((LongColumn) piece.flat()).values(), 0, out, at, piece.rowCount());
                    at += piece.rowCount();
                }
                yield new LongColumn(type, rowCount, out, validity);
            }
            case FLOATS -> {
                float[] out = new float[rowCount];
                int at = 0;
                for (Column piece : pieces) {
                    System.arraycopy(((FloatColumn) piece.flat()).values(), 0, out, at, piece.rowCount());
                    at += piece.rowCount();
                }
                yield new FloatColumn(type, rowCount, out, validity);
            }
            case DOUBLES -> {
                double[] out = new double[rowCount];
                int at = 0;
                for (Column piece : pieces) {
                    System.arraycopy(((DoubleColumn) piece.flat()).values(), 0, out, at, piece.rowCount());
                    at += piece.rowCount();
                }
                yield new DoubleColumn(type, rowCount, out, validity);
            }
            case WIDE -> {
                long[] high = new long[rowCount];
                long[] low = new long[rowCount];
                int at = 0;
                for (Column piece : pieces) {
                    WideColumn wide = (WideColumn) piece.flat();
                    System.arraycopy(wide.high(), 0, high, at, piece.rowCount());
                    System.arraycopy(wide.low(), 0, low, at, piece.rowCount());
                    at += piece.rowCount();
                }
                yield new WideColumn(type, rowCount, high, low, validity);
            }
            case BYTES -> bytes(type, pieces, rowCount, validity);
        };
    }

    private static long @Nullable [] validity(List<Column> pieces, int rowCount) {
        boolean anyNulls = false;
        for (Column piece : pieces) {
            anyNulls |= piece.mayHaveNulls();
        }
        if (!anyNulls) {
            return null;
        }
        long[] out = Bitmap.zeros(rowCount);
        int at = 0;
        for (Column piece : pieces) {
            appendBits(piece.validity(), piece.rowCount(), out, at);
            at += piece.rowCount();
        }
        return out;
    }

    private static BooleanColumn bits(ColumnType type, List<Column> pieces, int rowCount, long @Nullable [] validity) {
        long[] out = Bitmap.zeros(rowCount);
        int at = 0;
        for (Column piece : pieces) {
            appendBits(((BooleanColumn) piece.flat()).words(), piece.rowCount(), out, at);
            at += piece.rowCount();
        }
        return new BooleanColumn(type, rowCount, out, validity);
    }

    /** Copies the first {@code count} bits (null: ones) to bit {@code at} and after. {@code out} has zeros there. */
    private static void appendBits(long @Nullable [] words, int count, long[] out, int at) {
        int shift = at & 63;
        int wordCount = Bitmap.wordCount(count);
        for (int w = 0; w < wordCount; w++) {
            long word = words == null ? -1L : words[w];
            if (w == wordCount - 1) {
                word &= Bitmap.lastWordMask(count);
            }
            int to = (at >> 6) + w;
            out[to] |= word << shift;
            if (shift != 0 && to + 1 < out.length) {
                out[to + 1] |= word >>> (64 - shift);
            }
        }
    }

    private static BytesColumn bytes(ColumnType type, List<Column> pieces, int rowCount, long @Nullable [] validity) {
        long total = 0;
        for (Column piece : pieces) {
            total += bytesInUse((BytesColumn) piece.flat());
        }
        byte[] data = new byte[Math.toIntExact(total)];
        int[] starts = new int[rowCount];
        int[] lengths = new int[rowCount];
        int at = 0;
        int position = 0;
        for (Column piece : pieces) {
            BytesColumn bytes = (BytesColumn) piece.flat();
            byte[] from = bytes.data();
            int[] fromStarts = bytes.starts();
            int[] fromLengths = bytes.lengths();
            for (int i = 0; i < piece.rowCount(); i++) {
                int length = fromLengths[i];
                System.arraycopy(from, fromStarts[i], data, position, length);
                starts[at] = position;
                lengths[at++] = length;
                position += length;
            }
        }
        return new BytesColumn(type, rowCount, data, starts, lengths, validity);
    }

    /** How many bytes the rows of a column point at. */
    public static long bytesInUse(BytesColumn column) {
        int[] lengths = column.lengths();
        long total = 0;
        for (int i = 0; i < column.rowCount(); i++) {
            total += lengths[i];
        }
        return total;
    }
}
