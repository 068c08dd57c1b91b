/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows converted to columns and back are the unsafe rows that Spark's own projection makes. */
final class RowConversionTest {
    private static final long SEED = 20_260_101L;

    private static final DataType STRUCT = new StructType()
            .add("a", DataTypes.IntegerType)
            .add("b", DataTypes.StringType)
            .add("c", DataTypes.createArrayType(DataTypes.LongType));

    private static final DataType[] TYPES = {
        DataTypes.BooleanType,
        DataTypes.ByteType,
        DataTypes.ShortType,
        DataTypes.IntegerType,
        DataTypes.LongType,
        DataTypes.FloatType,
        DataTypes.DoubleType,
        DataTypes.DateType,
        DataTypes.TimestampType,
        DataTypes.TimestampNTZType,
        DataTypes.StringType,
        DataTypes.BinaryType,
        DataTypes.NullType,
        DataTypes.createDecimalType(9, 2),
        DataTypes.createDecimalType(18, 0),
        DataTypes.createDecimalType(19, 4),
        DataTypes.createDecimalType(38, 10),
        DataTypes.CalendarIntervalType,
        DataTypes.createYearMonthIntervalType(),
        DataTypes.createDayTimeIntervalType(),
        DataTypes.createArrayType(DataTypes.StringType),
        DataTypes.createMapType(DataTypes.IntegerType, DataTypes.StringType),
        STRUCT
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 64, 65, 1023, 4096})
    void rowsComeBackAsTheyWere(int rowCount) {
        List<UnsafeRow> rows = rows(new Random(SEED + rowCount), rowCount);

        Batch batch = new RowReader(TYPES).read(rows.iterator(), Integer.MAX_VALUE);

        assertThat(batch.rowCount()).isEqualTo(rowCount);
        assertRows(batch, rows);
    }

    @Test
    void rowsOfJavaObjectsBecomeTheSameColumns() {
        Random random = new Random(SEED);
        List<InternalRow> objects = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            objects.add(randomRow(random));
        }
        UnsafeProjection projection = UnsafeProjection.create(TYPES);
        List<UnsafeRow> rows =
                objects.stream().map(row -> projection.apply(row).copy()).toList();

        assertRows(new RowReader(TYPES).read(objects.iterator(), 100), rows);
    }

    @Test
    void batchRowReadsWhatTheUnsafeRowHolds() {
        List<UnsafeRow> rows = rows(new Random(SEED), 200);
        Batch batch = new RowReader(TYPES).read(rows.iterator(), 200);
        BatchRow row = new BatchRow(TYPES);
        row.reset(batch);
        UnsafeProjection projection = UnsafeProjection.create(TYPES);

        for (int i = 0; i < 200; i++) {
            assertThat(projection.apply(row.at(i))).isEqualTo(rows.get(i));
            assertThat(projection.apply(row.copy())).isEqualTo(rows.get(i));
        }
    }

    @Test
    void sparkVectorsAreReadLikeRows() {
        List<UnsafeRow> rows = rows(new Random(SEED), 500);
        DataType[] flat = java.util.Arrays.copyOf(TYPES, 17);
        ColumnVector[] vectors = new ColumnVector[flat.length];
        for (int c = 0; c < flat.length; c++) {
            WritableColumnVector vector = new OnHeapColumnVector(500, flat[c]);
            for (int i = 0; i < 500; i++) {
                put(vector, i, rows.get(i), c, flat[c]);
            }
            vectors[c] = vector;
        }

        Batch batch = new SparkVectors(flat).read(new ColumnarBatch(vectors, 500));

        UnsafeProjection firstColumns = UnsafeProjection.create(flat);
        RowWriter writer = new RowWriter(flat);
        writer.reset(batch);
        for (int i = 0; i < 500; i++) {
            assertThat(writer.row(i)).isEqualTo(firstColumns.apply(rows.get(i)));
        }
    }

    private static void put(WritableColumnVector vector, int i, InternalRow row, int ordinal, DataType type) {
        if (row.isNullAt(ordinal)) {
            vector.putNull(i);
            return;
        }
        ColumnType columnType = SparkTypes.columnType(type);
        switch (columnType.kind()) {
            case BOOLEAN -> vector.putBoolean(i, row.getBoolean(ordinal));
            case BYTE -> vector.putByte(i, row.getByte(ordinal));
            case SHORT -> vector.putShort(i, row.getShort(ordinal));
            case INT, DATE -> vector.putInt(i, row.getInt(ordinal));
            case LONG, TIMESTAMP, TIMESTAMP_NTZ -> vector.putLong(i, row.getLong(ordinal));
            case FLOAT -> vector.putFloat(i, row.getFloat(ordinal));
            case DOUBLE -> vector.putDouble(i, row.getDouble(ordinal));
            case DECIMAL ->
                vector.putDecimal(
                        i, row.getDecimal(ordinal, columnType.precision(), columnType.scale()), columnType.precision());
            case STRING, BINARY -> vector.putByteArray(i, row.getBinary(ordinal));
            case NULL, OPAQUE -> throw new AssertionError(type);
        }
    }

    private static void assertRows(Batch batch, List<UnsafeRow> rows) {
        RowWriter writer = new RowWriter(TYPES);
        writer.reset(batch);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(writer.row(i)).as("row %d, seed %d", i, SEED).isEqualTo(rows.get(i));
        }
    }

    private static List<UnsafeRow> rows(Random random, int rowCount) {
        UnsafeProjection projection = UnsafeProjection.create(TYPES);
        List<UnsafeRow> rows = new ArrayList<>();
        for (int i = 0; i < rowCount; i++) {
            rows.add(projection.apply(randomRow(random)).copy());
        }
        return rows;
    }

    private static InternalRow randomRow(Random random) {
        Object[] values = new Object[TYPES.length];
        for (int i = 0; i < TYPES.length; i++) {
            values[i] = random.nextInt(5) == 0 ? null : randomValue(random, TYPES[i]);
        }
        return new GenericInternalRow(values);
    }

    private static Object randomValue(Random random, DataType type) {
        ColumnType columnType = SparkTypes.columnType(type);
        return switch (columnType.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case BYTE -> (byte) random.nextInt();
            case SHORT -> (short) random.nextInt();
            case INT, DATE -> random.nextInt();
            case LONG, TIMESTAMP, TIMESTAMP_NTZ -> random.nextLong();
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble();
            case DECIMAL -> randomDecimal(random, columnType);
            case STRING -> UTF8String.fromString("s\u00e9" + random.nextInt(1000));
            case BINARY -> BigInteger.valueOf(random.nextLong()).toByteArray();
            case NULL -> null;
            case OPAQUE -> randomNested(random, type);
        };
    }

    private static Decimal randomDecimal(Random random, ColumnType type) {
        BigInteger unscaled = new BigInteger(120, random).mod(BigInteger.TEN.pow(type.precision()));
        return Decimal.apply(
                new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale()),
                type.precision(),
                type.scale());
    }

    private static Object randomNested(Random random, DataType type) {
        UTF8String text = UTF8String.fromString("n" + random.nextInt(100));
        return switch (OpaqueValues.of(type)) {
            case ARRAY -> new GenericArrayData(new Object[] {text, null, text});
            case MAP -> ArrayBasedMapData.apply(new Object[] {random.nextInt(), 7}, new Object[] {text, null});
            case STRUCT ->
                new GenericInternalRow(
                        new Object[] {random.nextInt(), text, new GenericArrayData(new Object[] {random.nextLong()})});
            case CALENDAR_INTERVAL -> new CalendarInterval(random.nextInt(), random.nextInt(), random.nextLong());
            case INT -> random.nextInt();
            case LONG -> random.nextLong();
            case VARIANT, TEXT -> throw new AssertionError(type);
        };
    }
}
