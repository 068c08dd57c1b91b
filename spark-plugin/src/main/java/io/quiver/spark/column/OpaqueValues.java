/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.spark.compat.SparkApi;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeMapData;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.CalendarIntervalType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.unsafe.types.VariantVal;

/**
 * Converts opaque values to and from bytes: arrays, maps and structs in Spark's unsafe form (UnsafeArrayData, UnsafeMapData,
 * UnsafeRow of Spark 4.1), intervals, times and variants in fixed little-endian layouts, collated strings as UTF-8.
 */
enum OpaqueValues {
    ARRAY {
        @Override
        byte[] encode(SpecializedGetters row, int ordinal, DataType type) {
            UnsafeArrayData array = (UnsafeArrayData) row.getArray(ordinal);
            return copy(array.getBaseObject(), array.getBaseOffset(), array.getSizeInBytes());
        }

        @Override
        void append(ColumnBuilder builder, SpecializedGetters row, int ordinal, DataType type) {
            UnsafeArrayData array = (UnsafeArrayData) row.getArray(ordinal);
            appendUnsafe(builder, array.getBaseObject(), array.getBaseOffset(), array.getSizeInBytes());
        }

        @Override
        Object decode(byte[] data, int start, int length, DataType type) {
            UnsafeArrayData array = new UnsafeArrayData();
            array.pointTo(data, Platform.BYTE_ARRAY_OFFSET + (long) start, length);
            return array;
        }
    },
    MAP {
        @Override
        byte[] encode(SpecializedGetters row, int ordinal, DataType type) {
            UnsafeMapData map = (UnsafeMapData) row.getMap(ordinal);
            return copy(map.getBaseObject(), map.getBaseOffset(), map.getSizeInBytes());
        }

        @Override
        void append(ColumnBuilder builder, SpecializedGetters row, int ordinal, DataType type) {
            UnsafeMapData map = (UnsafeMapData) row.getMap(ordinal);
            appendUnsafe(builder, map.getBaseObject(), map.getBaseOffset(), map.getSizeInBytes());
        }

        @Override
        Object decode(byte[] data, int start, int length, DataType type) {
            UnsafeMapData map = new UnsafeMapData();
            map.pointTo(data, Platform.BYTE_ARRAY_OFFSET + (long) start, length);
            return map;
        }
    },
    STRUCT {
        @Override
        byte[] encode(SpecializedGetters row, int ordinal, DataType type) {
            UnsafeRow struct = (UnsafeRow) row.getStruct(ordinal, ((StructType) type).size());
            return copy(struct.getBaseObject(), struct.getBaseOffset(), struct.getSizeInBytes());
        }

        @Override
        void append(ColumnBuilder builder, SpecializedGetters row, int ordinal, DataType type) {
            UnsafeRow struct = (UnsafeRow) row.getStruct(ordinal, ((StructType) type).size());
            appendUnsafe(builder, struct.getBaseObject(), struct.getBaseOffset(), struct.getSizeInBytes());
        }

        @Override
        Object decode(byte[] data, int start, int length, DataType type) {
            UnsafeRow struct = new UnsafeRow(((StructType) type).size());
            struct.pointTo(data, Platform.BYTE_ARRAY_OFFSET + (long) start, length);
            return struct;
        }
    },
    CALENDAR_INTERVAL {
        @Override
        byte[] encode(SpecializedGetters row, int ordinal, DataType type) {
            CalendarInterval interval = row.getInterval(ordinal);
            return buffer(16)
                    .putInt(interval.months)
                    .putInt(interval.days)
                    .putLong(interval.microseconds)
                    .array();
        }

        @Override
        Object decode(byte[] data, int start, int length, DataType type) {
            ByteBuffer in = view(data, start, length);
            return new CalendarInterval(in.getInt(), in.getInt(), in.getLong());
        }

        @Override
        void write(UnsafeRowWriter writer, int ordinal, byte[] data, int start, int length) {
            ByteBuffer in = view(data, start, length);
            writer.write(ordinal, new CalendarInterval(in.getInt(), in.getInt(), in.getLong()));
        }
    },
    VARIANT {
        @Override
        byte[] encode(SpecializedGetters row, int ordinal, DataType type) {
            VariantVal variant = row.getVariant(ordinal);
            byte[] value = variant.getValue();
            byte[] metadata = variant.getMetadata();
            return buffer(4 + value.length + metadata.length)
                    .putInt(value.length)
                    .put(value)
                    .put(metadata)
                    .array();
        }

        @Override
        Object decode(byte[] data, int start, int length, DataType type) {
            ByteBuffer in = view(data, start, length);
            byte[] value = new byte[in.getInt()];
            in.get(value);
            byte[] metadata = new byte[in.remaining()];
            in.get(metadata);
            return new VariantVal(value, metadata);
        }

        @Override
        void write(UnsafeRowWriter writer, int ordinal, byte[] data, int start, int length) {
            writer.write(
                    ordinal, (VariantVal) decode(data, start, length, org.apache.spark.sql.types.NullType$.MODULE$));
        }
    },
    /** Year-month intervals. */
    INT {
        @Override
        byte[] encode(SpecializedGetters row, int ordinal, DataType type) {
            return buffer(4).putInt(row.getInt(ordinal)).array();
        }

        @Override
        Object decode(byte[] data, int start, int length, DataType type) {
            return view(data, start, length).getInt();
        }

        @Override
        void write(UnsafeRowWriter writer, int ordinal, byte[] data, int start, int length) {
            writer.write(ordinal, view(data, start, length).getInt());
        }
    },
    /** Day-time intervals and times of day. */
    LONG {
        @Override
        byte[] encode(SpecializedGetters row, int ordinal, DataType type) {
            return buffer(8).putLong(row.getLong(ordinal)).array();
        }

        @Override
        Object decode(byte[] data, int start, int length, DataType type) {
            return view(data, start, length).getLong();
        }

        @Override
        void write(UnsafeRowWriter writer, int ordinal, byte[] data, int start, int length) {
            writer.write(ordinal, view(data, start, length).getLong());
        }
    },
    /** Strings with a collation, and every other type that is stored as a string. */
    TEXT {
        @Override
        byte[] encode(SpecializedGetters row, int ordinal, DataType type) {
            return row.getUTF8String(ordinal).getBytes();
        }

        @Override
        Object decode(byte[] data, int start, int length, DataType type) {
            return UTF8String.fromBytes(data, start, length);
        }
    };

    /** Encodes a value that is not null. Nested values must be in unsafe form: project rows that are not. */
    abstract byte[] encode(SpecializedGetters row, int ordinal, DataType type);

    /** Appends the bytes that {@link #encode} gives. */
    void append(ColumnBuilder builder, SpecializedGetters row, int ordinal, DataType type) {
        byte[] bytes = encode(row, ordinal, type);
        builder.appendBytes(bytes, 0, bytes.length);
    }

    /** Decodes a value into the form that Spark's code expects, pointing into {@code data}. */
    abstract Object decode(byte[] data, int start, int length, DataType type);

    /** Writes the value into an unsafe row; unsafe forms are copied as they are. */
    void write(UnsafeRowWriter writer, int ordinal, byte[] data, int start, int length) {
        writer.write(ordinal, data, start, length);
    }

    /** Whether {@link #encode} needs its row to be an UnsafeRow. */
    boolean needsUnsafeRow() {
        return this == ARRAY || this == MAP || this == STRUCT;
    }

    static OpaqueValues of(DataType type) {
        if (type instanceof UserDefinedType<?> userDefined) {
            return of(userDefined.sqlType());
        }
        if (type instanceof ArrayType) {
            return ARRAY;
        }
        if (type instanceof MapType) {
            return MAP;
        }
        if (type instanceof StructType) {
            return STRUCT;
        }
        if (type instanceof CalendarIntervalType) {
            return CALENDAR_INTERVAL;
        }
        if (type instanceof VariantType) {
            return VARIANT;
        }
        if (type instanceof YearMonthIntervalType) {
            return INT;
        }
        if (type instanceof DayTimeIntervalType
                || SparkApi.get().timePrecision(type).isPresent()) {
            return LONG;
        }
        if (type instanceof StringType) {
            return TEXT;
        }
        throw new IllegalArgumentException("no opaque form for type " + type.catalogString());
    }

    /** The type that {@link #encode} and {@link #decode} use: user-defined types map to their underlying type. */
    static DataType storage(DataType type) {
        return type instanceof UserDefinedType<?> userDefined ? storage(userDefined.sqlType()) : type;
    }

    static void appendUnsafe(ColumnBuilder builder, Object base, long offset, int length) {
        if (base instanceof byte[] bytes) {
            builder.appendBytes(bytes, (int) (offset - Platform.BYTE_ARRAY_OFFSET), length);
            return;
        }
        builder.appendBytes(copy(base, offset, length), 0, length);
    }

    private static byte[] copy(Object base, long offset, int length) {
        byte[] out = new byte[length];
        Platform.copyMemory(base, offset, out, Platform.BYTE_ARRAY_OFFSET, length);
        return out;
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer view(byte[] data, int start, int length) {
        return ByteBuffer.wrap(data, start, length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
