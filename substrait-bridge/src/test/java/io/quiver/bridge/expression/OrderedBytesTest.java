/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.TypeUtils$;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes compare as Spark compares the values, over values that are close to each other. */
class OrderedBytesTest {
    private static final int VALUE_COUNT = 60;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "array<int>",
                "array<boolean>",
                "array<tinyint>",
                "array<smallint>",
                "array<bigint>",
                "array<float>",
                "array<double>",
                "array<decimal(5,2)>",
                "array<decimal(38,10)>",
                "array<date>",
                "array<timestamp>",
                "array<timestamp_ntz>",
                "array<interval year to month>",
                "array<interval day to second>",
                "array<time(6)>",
                "array<string>",
                "array<binary>",
                "array<array<string>>",
                "array<struct<a:string,b:int>>",
                "struct<a:string>",
                "struct<a:double,b:binary,c:array<string>>",
                "struct<a:struct<x:int,y:string>,b:float>",
                "string collate UTF8_LCASE",
                "string collate UTF8_BINARY_RTRIM",
                "string collate UTF8_LCASE_RTRIM",
                "array<string collate UTF8_LCASE>",
                "struct<a:string collate UTF8_LCASE,b:string>"
            })
    void bytesCompareAsValuesDo(String ddl) {
        compare(ddl, Integer::signum);
    }

    private static void compare(String ddl, IntUnaryOperator seen) {
        DataType type = StructType.fromDDL("c " + ddl).apply(0).dataType();
        long seed = ddl.hashCode();
        Random random = new Random(seed);
        List<Object> values = new ArrayList<>();
        while (values.size() < VALUE_COUNT) {
            values.add(value(type, random));
        }
        OrderedBytes bytes = OrderedBytes.of(type);
        List<byte[]> encoded = values.stream().map(bytes::encode).toList();
        scala.math.Ordering<Object> order = TypeUtils$.MODULE$.getInterpretedOrdering(type);
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < values.size(); j++) {
                int actual = Arrays.compareUnsigned(encoded.get(i), encoded.get(j));
                assertThat(seen.applyAsInt(actual))
                        .as("%s: %s and %s, seed %d", ddl, values.get(i), values.get(j), seed)
                        .isEqualTo(seen.applyAsInt(order.compare(values.get(i), values.get(j))));
            }
        }
    }

    /** The order of ICU's collators is not always that of their keys. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "string collate UNICODE",
                "string collate UNICODE_CI",
                "string collate UNICODE_CI_AI",
                "string collate de_CI",
                "string collate tr_CI",
                "string collate UNICODE_CI_RTRIM",
                "struct<a:string collate UNICODE_CI,b:string collate UTF8_LCASE>"
            })
    void bytesAreTheSameWhereValuesAreEqual(String ddl) {
        compare(ddl, order -> order == 0 ? 0 : 1);
    }

    private static @Nullable Object nullable(DataType type, Random random) {
        return random.nextInt(5) == 0 ? null : value(type, random);
    }

    private static Object value(DataType type, Random random) {
        if (type instanceof ArrayType array) {
            Object[] elements = new Object[random.nextInt(4)];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = nullable(array.elementType(), random);
            }
            return new GenericArrayData(elements);
        }
        if (type instanceof StructType struct) {
            StructField[] fields = struct.fields();
            return new GenericInternalRow(Arrays.stream(fields)
                    .map(field -> nullable(field.dataType(), random))
                    .toArray());
        }
        if (type instanceof StringType) {
            String[] parts = {
                "", "a", "A", "b", "ä", "Ä", "ß", "ss", " ", "\u0000", "İ", "i", "\uD83D\uDE00", "Z", "é", "e"
            };
            return UTF8String.fromString(parts[random.nextInt(parts.length)] + parts[random.nextInt(parts.length)]);
        }
        if (type instanceof BinaryType) {
            byte[] bytes = new byte[random.nextInt(4)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = new byte[] {0, 1, -1, 127, -128}[random.nextInt(5)];
            }
            return bytes;
        }
        return number(type, random);
    }

    private static Object number(DataType type, Random random) {
        if (type instanceof DecimalType decimal) {
            BigInteger unscaled = new BigInteger(random.nextInt(decimal.precision() * 3), random)
                    .mod(BigInteger.TEN.pow(decimal.precision()));
            return Decimal.apply(
                    new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), decimal.scale()),
                    decimal.precision(),
                    decimal.scale());
        }
        if (type instanceof FloatType) {
            return new float[] {
                        0f,
                        -0f,
                        Float.NaN,
                        -Float.NaN,
                        1f,
                        -1f,
                        Float.MIN_VALUE,
                        Float.NEGATIVE_INFINITY,
                        Float.MAX_VALUE
                    }
                    [random.nextInt(9)];
        }
        if (type instanceof DoubleType) {
            return new double[] {
                        0,
                        -0.0,
                        Double.NaN,
                        Double.longBitsToDouble(-1),
                        1,
                        -1.5,
                        Double.MIN_VALUE,
                        -1e300,
                        Double.POSITIVE_INFINITY
                    }
                    [random.nextInt(9)];
        }
        if (type instanceof BooleanType) {
            return random.nextBoolean();
        }
        if (type instanceof ByteType) {
            return (byte) random.nextInt();
        }
        if (type instanceof ShortType) {
            return (short) random.nextInt();
        }
        boolean isInt = type instanceof IntegerType || type.defaultSize() == Integer.BYTES;
        long number = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(5) - 2;
        return isInt ? (Object) (int) number : (Object) number;
    }
}
