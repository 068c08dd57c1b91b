/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.BytesColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.execution.RowToColumnConverter;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares nested vectors with the bytes that Spark's own projection makes of them row by row. */
class NestedVectorsTest {
    private static final int ROWS = 300;

    private final Random random = new Random(11);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "array<boolean>",
                "array<tinyint>",
                "array<smallint>",
                "array<int>",
                "array<bigint>",
                "array<float>",
                "array<double>",
                "array<decimal(7,2)>",
                "array<decimal(18,4)>",
                "array<string>",
                "array<binary>",
                "array<date>",
                "array<timestamp>",
                "array<timestamp_ntz>",
                "array<array<int>>",
                "array<array<string>>",
                "map<int,string>",
                "map<string,double>",
                "map<bigint,array<map<string,int>>>",
                "struct<a:int>",
                "struct<a:boolean,b:tinyint,c:smallint,d:int,e:bigint,f:float,g:double,h:decimal(9,1),i:string,j:binary,k:date>",
                "struct<a:struct<b:string,c:array<bigint>>,d:map<int,struct<e:float>>,f:string>",
                "array<struct<a:string,b:array<struct<c:tinyint>>>>"
            })
    void theBytesAreThoseOfSparksProjection(String ddl) {
        DataType type = DataType.fromDDL(ddl);
        assertThat(NestedVectors.of(type)).isNotNull();
        assertSameBytes(type);
    }

    /** Of more fields than one word has bits. */
    @ParameterizedTest
    @ValueSource(ints = {63, 64, 65, 130})
    void structsOfManyFields(int fields) {
        StructType type = new StructType();
        for (int i = 0; i < fields; i++) {
            type = type.add("f" + i, i % 3 == 0 ? "string" : i % 3 == 1 ? "int" : "array<short>");
        }
        assertSameBytes(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "array<decimal(30,2)>",
                "struct<a:interval>",
                "array<void>",
                "map<int,interval year to month>",
                "array<variant>",
                "struct<a:string collate UTF8_LCASE>"
            })
    void otherPartsAreCopiedRowByRow(String ddl) {
        assertThat(NestedVectors.of(DataType.fromDDL(ddl))).isNull();
    }

    private void assertSameBytes(DataType type) {
        for (double nulls : new double[] {0, 0.2, 1}) {
            WritableColumnVector vector = vector(type, nulls);
            BytesColumn actual =
                    (BytesColumn) new VectorReader(type).read(vector, ROWS).flat();

            Iterator<InternalRow> rows = new ColumnarBatch(new ColumnVector[] {vector}, ROWS).rowIterator();
            UnsafeProjection projection = UnsafeProjection.create(new DataType[] {type});
            for (int row = 0; row < ROWS; row++) {
                UnsafeRow expected = projection.apply(rows.next());
                assertThat(actual.isNull(row)).isEqualTo(expected.isNullAt(0));
                if (!expected.isNullAt(0)) {
                    assertThat(bytes(actual, row)).as("row %d", row).isEqualTo(bytes(expected));
                }
            }
        }
    }

    private static byte[] bytes(BytesColumn column, int row) {
        int start = column.starts()[row];
        return Arrays.copyOfRange(column.data(), start, start + column.lengths()[row]);
    }

    /** The bytes of a row's only field. */
    private static byte[] bytes(UnsafeRow row) {
        long place = row.getLong(0);
        byte[] out = new byte[(int) place];
        Platform.copyMemory(
                row.getBaseObject(), row.getBaseOffset() + (place >>> 32), out, Platform.BYTE_ARRAY_OFFSET, out.length);
        return out;
    }

    private WritableColumnVector vector(DataType type, double nulls) {
        StructType schema = new StructType(new StructField[] {StructField.apply("v", type, true, emptyMetadata())});
        WritableColumnVector[] vectors = OnHeapColumnVector.allocateColumns(ROWS, schema);
        RowToColumnConverter converter = new RowToColumnConverter(schema);
        for (int row = 0; row < ROWS; row++) {
            converter.convert(new GenericInternalRow(new Object[] {value(type, nulls)}), vectors);
        }
        return vectors[0];
    }

    private static org.apache.spark.sql.types.Metadata emptyMetadata() {
        return org.apache.spark.sql.types.Metadata.empty();
    }

    private @Nullable Object value(DataType type, double nulls) {
        return random.nextDouble() < nulls ? null : present(type, nulls);
    }

    private Object present(DataType type, double nulls) {
        if (type instanceof ArrayType array) {
            return new GenericArrayData(values(array.elementType(), random.nextInt(70), nulls));
        }
        if (type instanceof MapType map) {
            int count = random.nextInt(5);
            return new ArrayBasedMapData(
                    new GenericArrayData(values(map.keyType(), count, 0)),
                    new GenericArrayData(values(map.valueType(), count, nulls)));
        }
        if (type instanceof StructType struct) {
            return new GenericInternalRow(Arrays.stream(struct.fields())
                    .map(field -> value(field.dataType(), nulls))
                    .toArray());
        }
        if (type instanceof StringType) {
            return UTF8String.fromString("text é ".repeat(random.nextInt(4)) + random.nextInt(1000));
        }
        if (type instanceof BinaryType) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            return bytes;
        }
        if (type instanceof DecimalType decimal) {
            return Decimal.apply(random.nextInt(9_999_999), decimal.precision(), decimal.scale());
        }
        return number(type);
    }

    private Object number(DataType type) {
        if (type instanceof BooleanType) {
            return random.nextBoolean();
        }
        if (type instanceof ByteType) {
            return (byte) random.nextInt();
        }
        if (type instanceof ShortType) {
            return (short) random.nextInt();
        }
        if (type instanceof IntegerType || type instanceof DateType) {
            return random.nextInt();
        }
        if (type instanceof FloatType) {
            return random.nextInt(5) == 0 ? -0.0f : Float.intBitsToFloat(random.nextInt());
        }
        if (type instanceof DoubleType) {
            return random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian();
        }
        return random.nextLong();
    }

    private Object[] values(DataType type, int count, double nulls) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(value(type, nulls));
        }
        return values.toArray();
    }
}
