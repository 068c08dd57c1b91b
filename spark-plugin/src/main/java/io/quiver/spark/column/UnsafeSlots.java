/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of one type from slots in Spark's unsafe rows and arrays into a column. Fixed-width values are copied. All others
 * become views of the same bytes, as their unsafe form is that of {@link OpaqueValues}. Source: UnsafeRow, UnsafeArrayData,
 * UnsafeWriter of Spark 4.1.
 */
public final class UnsafeSlots {
    /** Numbers in bytes, as Unsafe has them. */
    static final VarHandle SHORT = view(short[].class);

    static final VarHandle INT = view(int[].class);
    static final VarHandle LONG = view(long[].class);
    static final VarHandle FLOAT = view(float[].class);
    static final VarHandle DOUBLE = view(double[].class);

    private final byte[] data;
    private final int[] bases;
    private final int[] slots;
    private final int count;
    private final long @Nullable [] validity;

    /**
     * Reads the first {@code count} slots.
     *
     * @param bases start of the row or array in {@code data}; offsets are relative to it
     * @param slots where the value is, or its offset and size; 0 where it is null
     * @param validity which values are not null
     */
    UnsafeSlots(byte[] data, int[] bases, int[] slots, int count, long[] validity) {
        // The slots of nulls are read as well: there must be something to read.
        this.data = data.length < Long.BYTES ? new byte[Long.BYTES] : data;
        this.bases = bases;
        this.slots = slots;
        this.count = count;
        this.validity = Bitmap.all(validity, count) ? null : validity;
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.nativeOrder());
    }

    public static long longAt(byte[] data, int position) {
        return (long) LONG.get(data, position);
    }

    public Column column(DataType type) {
        ColumnType columnType = SparkTypes.columnType(type);
        return switch (columnType.kind()) {
            case NULL -> ConstantColumn.ofNull(columnType, count);
            case BOOLEAN -> booleans();
            case BYTE -> bytes(columnType);
            case SHORT -> shorts(columnType);
            case INT, DATE -> ints(columnType);
            case LONG, TIMESTAMP, TIMESTAMP_NTZ -> longs(columnType);
            case FLOAT -> floats(columnType);
            case DOUBLE -> doubles(columnType);
            case DECIMAL -> columnType.physical() == ColumnType.Physical.LONGS ? longs(columnType) : wide(columnType);
            case STRING, BINARY -> views(columnType);
            case OPAQUE -> opaque(columnType, OpaqueValues.of(type));
        };
    }

    private Column booleans() {
        long[] words = Bitmap.zeros(count);
        for (int i = 0; i < count; i++) {
            words[i >> 6] |= (long) (data[slots[i]] & 1) << i;
        }
        return new BooleanColumn(count, words, validity);
    }

    private Column bytes(ColumnType type) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = data[slots[i]];
        }
        return new IntColumn(type, count, values, validity);
    }

    private Column shorts(ColumnType type) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = (short) SHORT.get(data, slots[i]);
        }
        return new IntColumn(type, count, values, validity);
    }

    private Column ints(ColumnType type) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = (int) INT.get(data, slots[i]);
        }
        return new IntColumn(type, count, values, validity);
    }

    private Column longs(ColumnType type) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = (long) LONG.get(data, slots[i]);
        }
        return new LongColumn(type, count, values, validity);
    }

    private Column floats(ColumnType type) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) FLOAT.get(data, slots[i]);
        }
        return new FloatColumn(type, count, values, validity);
    }

    private Column doubles(ColumnType type) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = (double) DOUBLE.get(data, slots[i]);
        }
        return new DoubleColumn(type, count, values, validity);
    }

    /** Decimals of more than 18 digits are big-endian two's complement bytes. */
    private Column wide(ColumnType type) {
        long[] high = new long[count];
        long[] low = new long[count];
        for (int i = 0; i < count; i++) {
            if (Bitmap.isSet(validity, i)) {
                long place = (long) LONG.get(data, slots[i]);
                int start = bases[i] + (int) (place >>> 32);
                BigInteger value = new BigInteger(Arrays.copyOfRange(data, start, start + (int) place));
                high[i] = Wide.high(value);
                low[i] = Wide.low(value);
            }
        }
        return new WideColumn(type, count, high, low, validity);
    }

    private Column views(ColumnType type) {
        int[] starts = new int[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            if (Bitmap.isSet(validity, i)) {
                long place = (long) LONG.get(data, slots[i]);
                starts[i] = bases[i] + (int) (place >>> 32);
                lengths[i] = (int) place;
            }
        }
        return new BytesColumn(type, count, data, starts, lengths, validity);
    }

    private Column opaque(ColumnType type, OpaqueValues values) {
        return switch (values) {
            case INT -> inSlots(type, Integer.BYTES);
            case LONG -> inSlots(type, Long.BYTES);
            case ARRAY, MAP, STRUCT, CALENDAR_INTERVAL, VARIANT, TEXT -> views(type);
        };
    }

    private Column inSlots(ColumnType type, int width) {
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = Bitmap.isSet(validity, i) ? width : 0;
        }
        return new BytesColumn(type, count, data, slots, lengths, validity);
    }
}
