/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

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
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.jspecify.annotations.Nullable;

/** Copies Arrow vectors into columns, array by array. */
final class VectorColumns {
    private VectorColumns() {}

    /** Reads the rows {@code [from, from + count)} of a vector that {@link PlainVectors} accepts for the type. */
    static Column read(ColumnType type, ArrowColumnVector vector, int from, int count) {
        FieldVector values = (FieldVector) vector.getValueVector();
        long @Nullable [] validity = validity(values, from, count);
        return switch (type.physical()) {
            case BITS -> new BooleanColumn(count, bits(values.getDataBuffer(), from, count), validity);
            case INTS -> new IntColumn(type, count, ints(type, values.getDataBuffer(), from, count), validity);
            case LONGS -> longs(type, vector, values.getDataBuffer(), from, count, validity);
            case FLOATS -> {
                float[] out = new float[count];
                view(values.getDataBuffer(), 4L * from, 4L * count)
                        .asFloatBuffer()
                        .get(out);
                yield new FloatColumn(type, count, out, validity);
            }
            case DOUBLES -> {
                double[] out = new double[count];
                view(values.getDataBuffer(), 8L * from, 8L * count)
                        .asDoubleBuffer()
                        .get(out);
                yield new DoubleColumn(type, count, out, validity);
            }
            case WIDE -> wide(type, vector, values.getDataBuffer(), from, count, validity);
            case BYTES -> texts(type, (BaseVariableWidthVector) values, from, count, validity);
        };
    }

    private static ByteBuffer view(ArrowBuf buffer, long from, long byteCount) {
        return buffer.nioBuffer(from, Math.toIntExact(byteCount)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long @Nullable [] validity(FieldVector vector, int from, int count) {
        return vector.getNullCount() == 0 ? null : bits(vector.getValidityBuffer(), from, count);
    }

    /** Reads {@code count} bits from any position on. */
    static long[] bits(ArrowBuf buffer, int from, int count) {
        long[] out = Bitmap.zeros(count);
        if (count == 0) {
            return out;
        }
        int firstByte = from >>> 3;
        int byteCount = ((from + count + 7) >>> 3) - firstByte;
        byte[] bytes = new byte[byteCount];
        buffer.getBytes(firstByte, bytes);
        long[] words = new long[(byteCount + 7) >>> 3];
        for (int i = 0; i < byteCount; i++) {
            words[i >>> 3] |= (bytes[i] & 0xffL) << (i << 3);
        }
        Bitmap.copy(words, from & 7, out, 0, count);
        return out;
    }

    private static int[] ints(ColumnType type, ArrowBuf buffer, int from, int count) {
        int[] out = new int[count];
        switch (type.kind()) {
            case BYTE -> {
                ByteBuffer in = view(buffer, from, count);
                for (int i = 0; i < count; i++) {
                    out[i] = in.get(i);
                }
            }
            case SHORT -> {
                ByteBuffer in = view(buffer, 2L * from, 2L * count);
                for (int i = 0; i < count; i++) {
                    out[i] = in.getShort(2 * i);
                }
            }
            default -> view(buffer, 4L * from, 4L * count).asIntBuffer().get(out);
        }
        return out;
    }

    private static Column longs(
            ColumnType type,
            ArrowColumnVector vector,
            ArrowBuf buffer,
            int from,
            int count,
            long @Nullable [] validity) {
        long[] out = new long[count];
        if (!type.isDecimal()) {
            view(buffer, 8L * from, 8L * count).asLongBuffer().get(out);
            return new LongColumn(type, count, out, validity);
        }
        long limit = BigInteger.TEN.pow(type.precision()).longValueExact();
        ByteBuffer in = view(buffer, 16L * from, 16L * count);
        for (int i = 0; i < count; i++) {
            if (!Bitmap.isSet(validity, i)) {
                continue;
            }
            out[i] = in.getLong(16 * i);
            if (in.getLong(16 * i + 8) != out[i] >> 63 || out[i] <= -limit || out[i] >= limit) {
                throw beyond(vector, type, from + i);
            }
        }
        return new LongColumn(type, count, out, validity);
    }

    private static Column wide(
            ColumnType type,
            ArrowColumnVector vector,
            ArrowBuf buffer,
            int from,
            int count,
            long @Nullable [] validity) {
        long[] high = new long[count];
        long[] low = new long[count];
        BigInteger limit = BigInteger.TEN.pow(type.precision());
        // values below this have fewer digits, whatever their lower half is
        long surelyWithin = limit.shiftRight(64).longValueExact();
        ByteBuffer in = view(buffer, 16L * from, 16L * count);
        for (int i = 0; i < count; i++) {
            if (!Bitmap.isSet(validity, i)) {
                continue;
            }
            low[i] = in.getLong(16 * i);
            high[i] = in.getLong(16 * i + 8);
            if ((high[i] >= surelyWithin || high[i] <= -surelyWithin)
                    && unscaled(high[i], low[i]).abs().compareTo(limit) >= 0) {
                throw beyond(vector, type, from + i);
            }
        }
        return new WideColumn(type, count, high, low, validity);
    }

    private static BigInteger unscaled(long high, long low) {
        byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        return new BigInteger(bytes);
    }

    /** The error that Spark raises for a decimal with too many digits. */
    private static RuntimeException beyond(ArrowColumnVector vector, ColumnType type, int row) {
        vector.getDecimal(row, type.precision(), type.scale());
        return new IllegalStateException("a decimal has more digits than " + type);
    }

    private static Column texts(
            ColumnType type, BaseVariableWidthVector vector, int from, int count, long @Nullable [] validity) {
        int[] starts = new int[count];
        int[] lengths = new int[count];
        if (count == 0) {
            return new BytesColumn(type, 0, new byte[0], starts, lengths, validity);
        }
        int[] offsets = new int[count + 1];
        view(vector.getOffsetBuffer(), 4L * from, 4L * (count + 1))
                .asIntBuffer()
                .get(offsets);
        int first = offsets[0];
        for (int i = 0; i < count; i++) {
            starts[i] = offsets[i] - first;
            lengths[i] = Bitmap.isSet(validity, i) ? offsets[i + 1] - offsets[i] : 0;
        }
        byte[] data = new byte[offsets[count] - first];
        vector.getDataBuffer().getBytes(first, data);
        return new BytesColumn(type, count, data, starts, lengths, validity);
    }
}
