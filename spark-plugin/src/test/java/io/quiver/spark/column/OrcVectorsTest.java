/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.LongColumn;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.hadoop.hive.common.type.HiveDecimal;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.spark.sql.execution.datasources.orc.OrcAtomicColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns over the arrays of ORC's reader have the values that Spark's getters return. */
final class OrcVectorsTest {
    private static final DataType[] LONGS = {
        DataTypes.BooleanType,
        DataTypes.ByteType,
        DataTypes.ShortType,
        DataTypes.IntegerType,
        DataTypes.LongType,
        DataTypes.DateType,
        DataTypes.TimestampNTZType
    };

    private final Random random = new Random(20_260_102L);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 64, 65, 1023, 4096})
    void numbersAreTheSame(int rowCount) {
        for (DataType type : LONGS) {
            LongColumnVector vector = new LongColumnVector(4096);
            for (int i = 0; i < rowCount; i++) {
                vector.vector[i] =
                        type == DataTypes.DateType ? random.nextInt(3_000_000) - 1_500_000 : random.nextLong() >> 62;
                vector.vector[i] = type == DataTypes.BooleanType ? vector.vector[i] & 1 : vector.vector[i];
            }
            same(type, vector, rowCount);
        }
        DoubleColumnVector doubles = new DoubleColumnVector(4096);
        for (int i = 0; i < rowCount; i++) {
            doubles.vector[i] = i % 5 == 0 ? Double.NaN : i % 5 == 1 ? -0.0 : random.nextGaussian() * 1e40;
        }
        same(DataTypes.DoubleType, doubles, rowCount);
        same(DataTypes.FloatType, doubles, rowCount);
    }

    @Test
    void timestampsOfBothCalendarsAreTheSame() {
        TimestampColumnVector vector = new TimestampColumnVector(1000);
        for (int i = 0; i < 1000; i++) {
            vector.time[i] = (random.nextLong() >> 16) / 1000 * 1000;
            vector.nanos[i] = random.nextInt(1_000_000_000);
        }
        same(DataTypes.TimestampType, vector, 1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9,2", "18,0", "18,18", "12,4", "1,0", "38,10"})
    void decimalsThatFitAreTheSame(String shape) {
        String[] parts = shape.split(",");
        DecimalType type = DataTypes.createDecimalType(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        DecimalColumnVector vector = new DecimalColumnVector(1000, 38, 18);
        for (int i = 0; i < 1000; i++) {
            BigInteger unscaled = new BigInteger((1 + random.nextInt(type.precision())) * 3, random);
            BigDecimal value = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
            vector.vector[i].set(HiveDecimal.create(value));
        }
        same(type, vector, 1000);
    }

    @Test
    void decimalsThatAreRoundedOrTooLargeAreSparksAffair() {
        DecimalColumnVector vector = new DecimalColumnVector(3, 38, 18);
        vector.vector[0].set(HiveDecimal.create("1.25"));
        vector.vector[1].set(HiveDecimal.create("-0.05"));
        vector.vector[2].set(HiveDecimal.create("99999.9"));
        same(DataTypes.createDecimalType(6, 1), vector, 3);
        assertThatThrownBy(() -> read(DataTypes.createDecimalType(4, 1), vector, 3))
                .hasMessageContaining("NUMERIC_VALUE_OUT_OF_RANGE");
    }

    @Test
    void textsOfOneArrayAreLentAndOthersCopied() {
        BytesColumnVector vector = new BytesColumnVector(100);
        byte[] data = "some words of a dictionary".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 100; i++) {
            int start = random.nextInt(data.length);
            vector.setRef(i, data, start, random.nextInt(data.length - start + 1));
        }
        same(DataTypes.StringType, vector, 100);
        same(DataTypes.BinaryType, vector, 100);
        vector.noNulls = true;
        Arrays.fill(vector.isNull, false);
        assertThat(((BytesColumn) read(DataTypes.StringType, vector, 100).column(0)).data())
                .isSameAs(data);
        vector.setRef(50, "else".getBytes(StandardCharsets.UTF_8), 1, 2);
        same(DataTypes.StringType, vector, 100);
        Arrays.fill(vector.isNull, true);
        vector.noNulls = false;
        assertSame(DataTypes.StringType, vector, 100);
    }

    @Test
    void oneValueOrNullForAllRowsIsAConstant() {
        LongColumnVector vector = new LongColumnVector(100);
        vector.vector[0] = 7;
        vector.isRepeating = true;
        assertThat(assertSame(DataTypes.LongType, vector, 100).column(0)).isInstanceOf(ConstantColumn.class);
        vector.isNull[0] = true;
        vector.noNulls = false;
        assertSame(DataTypes.LongType, vector, 100);
        assertSame(DataTypes.LongType, vector, 0);
    }

    @Test
    void longsAreLent() {
        LongColumnVector vector = new LongColumnVector(100);
        assertThat(((LongColumn) read(DataTypes.LongType, vector, 100).column(0)).values())
                .isSameAs(vector.vector);
    }

    /** Without nulls, and then with some. */
    private void same(DataType type, ColumnVector vector, int rowCount) {
        vector.noNulls = true;
        Arrays.fill(vector.isNull, false);
        assertSame(type, vector, rowCount);
        for (int i = 0; i < rowCount; i++) {
            vector.isNull[i] = random.nextInt(4) == 0;
            vector.noNulls &= !vector.isNull[i];
        }
        assertSame(type, vector, rowCount);
    }

    private static Batch assertSame(DataType type, ColumnVector vector, int rowCount) {
        Batch batch = read(type, vector, rowCount);
        ColumnarBatch expected = spark(type, vector, rowCount);
        ColumnView view = new ColumnView(type, batch.column(0));
        for (int i = 0; i < rowCount; i++) {
            assertThat(view.isNullAt(i))
                    .as("row %d", i)
                    .isEqualTo(expected.column(0).isNullAt(i));
            if (!view.isNullAt(i)) {
                assertThat(value(type, view, i))
                        .as("row %d of %s", i, type)
                        .isEqualTo(value(type, expected.column(0), i));
            }
        }
        return batch;
    }

    private static Object value(DataType type, org.apache.spark.sql.vectorized.ColumnVector vector, int row) {
        if (type instanceof DecimalType decimal) {
            return vector.getDecimal(row, decimal.precision(), decimal.scale()).toJavaBigDecimal();
        }
        return switch (type.typeName()) {
            case "boolean" -> vector.getBoolean(row);
            case "byte" -> vector.getByte(row);
            case "short" -> vector.getShort(row);
            case "integer", "date" -> vector.getInt(row);
            case "long", "timestamp", "timestamp_ntz" -> vector.getLong(row);
            case "float" -> vector.getFloat(row);
            case "double" -> vector.getDouble(row);
            case "string" -> vector.getUTF8String(row).toString();
            default -> new BigInteger(1, vector.getBinary(row)) + " of " + vector.getBinary(row).length;
        };
    }

    private static Batch read(DataType type, ColumnVector vector, int rowCount) {
        return new SparkVectors(new DataType[] {type}).read(spark(type, vector, rowCount));
    }

    /** As Spark's reader has it. */
    private static ColumnarBatch spark(DataType type, ColumnVector vector, int rowCount) {
        try {
            Method wrap = Class.forName("org.apache.spark.sql.execution.datasources.orc.OrcColumnVectorUtils")
                    .getDeclaredMethod("toOrcColumnVector", DataType.class, ColumnVector.class);
            wrap.setAccessible(true);
            OrcAtomicColumnVector wrapper = (OrcAtomicColumnVector) wrap.invoke(null, type, vector);
            wrapper.setBatchSize(rowCount);
            return new ColumnarBatch(new org.apache.spark.sql.vectorized.ColumnVector[] {wrapper}, rowCount);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
