/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Copies columns into Arrow vectors, array by array: the layouts are the same. */
final class VectorFiller {
    private VectorFiller() {}

    /**
     * Fills a vector that {@link PlainVectors} accepts with one column of the slices.
     *
     * @param rowCount of all slices
     */
    static void fill(FieldVector vector, List<RowSlice> slices, int ordinal, int rowCount) {
        if (vector instanceof BaseVariableWidthVector texts) {
            fillTexts(texts, slices, ordinal, rowCount);
        } else {
            ((BaseFixedWidthVector) vector).allocateNew(rowCount);
            fillValues(vector.getDataBuffer(), slices, ordinal, rowCount);
        }
        setBits(vector.getValidityBuffer(), validity(slices, ordinal, rowCount), rowCount);
        vector.setValueCount(rowCount);
    }

    private static long[] validity(List<RowSlice> slices, int ordinal, int rowCount) {
        long[] words = Bitmap.zeros(rowCount);
        int at = 0;
        for (RowSlice slice : slices) {
            Bitmap.copy(slice.batch().column(ordinal).validity(), slice.from(), words, at, slice.count());
            at += slice.count();
        }
        return words;
    }

    /** Writes the first bits of the words, and not a byte more. */
    static void setBits(ArrowBuf buffer, long[] words, int bitCount) {
        int byteCount = (bitCount + 7) >>> 3;
        ByteBuffer bytes = view(buffer, byteCount);
        int whole = byteCount >>> 3;
        bytes.asLongBuffer().put(words, 0, whole);
        for (int i = whole << 3; i < byteCount; i++) {
            bytes.put(i, (byte) (words[whole] >>> (i << 3)));
        }
    }

    private static ByteBuffer view(ArrowBuf buffer, int byteCount) {
        return buffer.nioBuffer(0, byteCount).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void fillValues(ArrowBuf buffer, List<RowSlice> slices, int ordinal, int rowCount) {
        Column first = slices.get(0).batch().column(ordinal);
        if (first instanceof BooleanColumn) {
            long[] words = Bitmap.zeros(rowCount);
            int at = 0;
            for (RowSlice slice : slices) {
                BooleanColumn column = (BooleanColumn) slice.batch().column(ordinal);
                Bitmap.copy(column.words(), slice.from(), words, at, slice.count());
                at += slice.count();
            }
            setBits(buffer, words, rowCount);
            return;
        }
        ByteBuffer out = view(buffer, Math.multiplyExact(rowCount, width(first)));
        for (RowSlice slice : slices) {
            Column column = slice.batch().column(ordinal);
            append(out, column, slice.from(), slice.count());
        }
    }

    private static int width(Column column) {
        return switch (column.type().kind()) {
            case BYTE -> 1;
            case SHORT -> 2;
            case INT, DATE, FLOAT -> 4;
            case LONG, TIMESTAMP, TIMESTAMP_NTZ, DOUBLE -> 8;
            case DECIMAL -> 16;
            case BOOLEAN, STRING, BINARY, NULL, OPAQUE ->
                throw new IllegalStateException("no values of one width: " + column.type());
        };
    }

    private static void append(ByteBuffer out, Column column, int from, int count) {
        int start = out.position();
        if (column instanceof IntColumn ints) {
            appendInts(out, ints, from, count);
        } else if (column instanceof LongColumn longs && longs.type().isDecimal()) {
            appendDecimals(out, longs.values(), from, count);
        } else if (column instanceof LongColumn longs) {
            out.asLongBuffer().put(longs.values(), from, count);
        } else if (column instanceof FloatColumn floats) {
            out.asFloatBuffer().put(floats.values(), from, count);
        } else if (column instanceof DoubleColumn doubles) {
            out.asDoubleBuffer().put(doubles.values(), from, count);
        } else if (column instanceof WideColumn wide) {
            appendDecimals(out, wide, from, count);
        } else {
            throw new IllegalStateException("no values of one width: " + column.type());
        }
        out.position(start + count * width(column));
    }

    private static void appendInts(ByteBuffer out, IntColumn column, int from, int count) {
        switch (column.type().kind()) {
            case BYTE -> appendBytes(out, column.values(), from, count);
            case SHORT -> appendShorts(out, column.values(), from, count);
            default -> out.asIntBuffer().put(column.values(), from, count);
        }
    }

    private static void appendBytes(ByteBuffer out, int[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            out.put((byte) values[i]);
        }
    }

    private static void appendShorts(ByteBuffer out, int[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            out.putShort((short) values[i]);
        }
    }

    private static void appendDecimals(ByteBuffer out, long[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            out.putLong(values[i]);
            out.putLong(values[i] >> 63);
        }
    }

    private static void appendDecimals(ByteBuffer out, WideColumn column, int from, int count) {
        long[] high = column.high();
        long[] low = column.low();
        for (int i = from; i < from + count; i++) {
            out.putLong(low[i]);
            out.putLong(high[i]);
        }
    }

    private static void fillTexts(BaseVariableWidthVector vector, List<RowSlice> slices, int ordinal, int rowCount) {
        long byteCount = 0;
        for (RowSlice slice : slices) {
            byteCount += byteCount((BytesColumn) slice.batch().column(ordinal), slice.from(), slice.count());
        }
        vector.allocateNew(byteCount, rowCount);
        ByteBuffer offsets = view(vector.getOffsetBuffer(), Math.toIntExact(4L * (rowCount + 1)));
        ByteBuffer out = view(vector.getDataBuffer(), Math.toIntExact(byteCount));
        offsets.putInt(0);
        for (RowSlice slice : slices) {
            appendTexts(offsets, out, (BytesColumn) slice.batch().column(ordinal), slice.from(), slice.count());
        }
        vector.setLastSet(rowCount - 1);
    }

    static long byteCount(BytesColumn column, int from, int count) {
        int[] lengths = column.lengths();
        long bytes = 0;
        for (int i = from; i < from + count; i++) {
            bytes += lengths[i];
        }
        return bytes;
    }

    /** Copies contiguous texts at once. */
    private static void appendTexts(ByteBuffer offsets, ByteBuffer out, BytesColumn column, int from, int count) {
        int[] starts = column.starts();
        int[] lengths = column.lengths();
        byte[] data = column.data();
        int end = out.position();
        int runStart = 0;
        int runLength = 0;
        for (int i = from; i < from + count; i++) {
            int length = lengths[i];
            end += length;
            offsets.putInt(end);
            if (length == 0) {
                continue;
            }
            if (starts[i] == runStart + runLength) {
                runLength += length;
                continue;
            }
            out.put(data, runStart, runLength);
            runStart = starts[i];
            runLength = length;
        }
        out.put(data, runStart, runLength);
    }
}
