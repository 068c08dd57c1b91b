/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a value in bytes exactly as Spark's code made it: decimals keep their precision and scale, whatever their type says.
 * Only the process that wrote the bytes, or one of the same version, reads them.
 */
final class RawValue {
    private static final int NULL = 0;
    private static final int DECIMAL = 1;
    private static final int ARRAY = 2;
    private static final int STRUCT = 3;
    private static final int OTHER = 4;

    private RawValue() {}

    static byte[] bytes(Object value, DataType type) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(value, type, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static @Nullable Object of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(@Nullable Object value, DataType type, DataOutputStream out) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Decimal decimal) {
            out.writeByte(DECIMAL);
            write(decimal, out);
        } else if (value instanceof ArrayData array && type instanceof ArrayType arrays) {
            out.writeByte(ARRAY);
            out.writeInt(array.numElements());
            for (int i = 0; i < array.numElements(); i++) {
                Object element = array.isNullAt(i) ? null : array.get(i, arrays.elementType());
                write(element, arrays.elementType(), out);
            }
        } else if (value instanceof InternalRow row && type instanceof StructType struct) {
            out.writeByte(STRUCT);
            StructField[] fields = struct.fields();
            out.writeInt(fields.length);
            for (int i = 0; i < fields.length; i++) {
                DataType field = fields[i].dataType();
                write(row.isNullAt(i) ? null : row.get(i, field), field, out);
            }
        } else {
            out.writeByte(OTHER);
            writeObject(value, out);
        }
    }

    private static void write(Decimal decimal, DataOutputStream out) throws IOException {
        out.writeInt(decimal.precision());
        out.writeInt(decimal.scale());
        byte[] unscaled = decimal.toJavaBigDecimal().unscaledValue().toByteArray();
        out.writeInt(unscaled.length);
        out.write(unscaled);
    }

    private static void writeObject(Object value, DataOutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(value);
        }
        out.writeInt(bytes.size());
        bytes.writeTo(out);
    }

    private static @Nullable Object read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case NULL -> null;
            case DECIMAL -> {
                int precision = in.readInt();
                int scale = in.readInt();
                BigInteger unscaled = new BigInteger(in.readNBytes(in.readInt()));
                yield Decimal.apply(new BigDecimal(unscaled, scale), precision, scale);
            }
            case ARRAY -> new GenericArrayData(objects(in));
            case STRUCT -> new GenericInternalRow(objects(in));
            case OTHER -> object(in.readNBytes(in.readInt()));
            default -> throw new IllegalStateException("no raw value of kind " + kind);
        };
    }

    private static @Nullable Object[] objects(DataInputStream in) throws IOException {
        @Nullable Object[] values = new @Nullable Object[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(in);
        }
        return values;
    }

    private static Object object(byte[] bytes) throws IOException {
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return objects.readObject();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
