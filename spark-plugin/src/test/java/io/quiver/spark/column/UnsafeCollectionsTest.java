/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.operator.generate.UnnestGeneration;
import io.quiver.exec.operator.host.Generation;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.CollectionGenerator;
import org.apache.spark.sql.catalyst.expressions.Explode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.Inline;
import org.apache.spark.sql.catalyst.expressions.PosExplode;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** Elements taken from bytes are those that Spark's own generators make, for collections of every type. */
final class UnsafeCollectionsTest {
    private static final long SEED = 20_260_102L;

    private static final List<DataType> ELEMENTS = List.of(
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
            DataTypes.CalendarIntervalType,
            DataTypes.createYearMonthIntervalType(),
            DataTypes.createDayTimeIntervalType(),
            DataTypes.createDecimalType(9, 2),
            DataTypes.createDecimalType(18, 4),
            DataTypes.createDecimalType(38, 10),
            DataTypes.createArrayType(DataTypes.ShortType),
            DataTypes.createMapType(DataTypes.IntegerType, DataTypes.StringType),
            new StructType().add("x", DataTypes.ByteType).add("y", DataTypes.StringType));

    private final Random random = new Random(SEED);

    @Test
    void elementsOfArrays() {
        for (DataType element : ELEMENTS) {
            DataType array = DataTypes.createArrayType(element);
            check(new Explode(reference(array)));
            check(new PosExplode(reference(array)));
        }
    }

    @Test
    void entriesOfMaps() {
        for (DataType element : ELEMENTS) {
            if (element != DataTypes.NullType && !(element instanceof MapType)) {
                check(new Explode(reference(DataTypes.createMapType(element, DataTypes.StringType))));
            }
            check(new PosExplode(reference(DataTypes.createMapType(DataTypes.IntegerType, element))));
        }
    }

    @Test
    void fieldsOfStructs() {
        StructType struct = new StructType();
        for (int i = 0; i < ELEMENTS.size() * 4; i++) {
            struct = struct.add("f" + i, ELEMENTS.get(i % ELEMENTS.size()));
        }
        check(new Inline(reference(DataTypes.createArrayType(struct))));
        check(new Inline(reference(DataTypes.createArrayType(new StructType().add("one", DataTypes.ByteType)))));
    }

    private static Expression reference(DataType type) {
        return new BoundReference(0, type, true);
    }

    private void check(CollectionGenerator generator) {
        DataType type = generator.collectionType();
        for (int rowCount : new int[] {0, 1, 7, 65}) {
            List<InternalRow> rows = new ArrayList<>();
            for (int i = 0; i < rowCount; i++) {
                rows.add(new GenericInternalRow(new Object[] {value(type, 5)}));
            }
            Column bytes = new RowReader(new DataType[] {type})
                    .readAll(rows.iterator(), rowCount)
                    .column(0);
            Column nested = nested(type, bytes);
            Column behindOthers =
                    nested(type, bytes.gather(twice(rowCount), 2 * rowCount)).range(rowCount, rowCount);
            for (boolean outer : new boolean[] {false, true}) {
                List<String> expected = expected(generator, rows, outer);
                for (Column column : List.of(bytes, nested, behindOthers)) {
                    assertThat(made(generator, type, column, outer))
                            .as("seed %d, %s, outer %s, %s", SEED, generator, outer, column.getClass())
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static Column nested(DataType type, Column bytes) {
        return new UnsafeCollections(type, false, false).nested(bytes);
    }

    private static int[] twice(int rowCount) {
        int[] rows = new int[2 * rowCount];
        Arrays.setAll(rows, i -> i % rowCount);
        return rows;
    }

    /** Spark's, as the number of the row that they are made of and the bytes of unsafe rows. */
    private static List<String> expected(CollectionGenerator generator, List<InternalRow> rows, boolean outer) {
        StructField[] fields = generator.elementSchema().fields();
        UnsafeProjection projection = UnsafeProjection.create(types(fields));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int source = i;
            InternalRow row = rows.get(i);
            List<InternalRow> made = new ArrayList<>();
            CollectionConverters.asJava(generator.eval(row).iterator()).forEachRemaining(made::add);
            if (made.isEmpty() && outer) {
                made.add(new GenericInternalRow(fields.length));
            }
            made.forEach(one -> expected.add(text(source, projection.apply(one))));
        }
        return expected;
    }

    private static List<String> made(CollectionGenerator generator, DataType type, Column column, boolean outer) {
        DataType[] types = types(generator.elementSchema().fields());
        RowWriter writer = new RowWriter(types);
        Generation generation = new UnnestGeneration(
                new UnsafeCollections(type, generator.position(), generator.inline()), outer, true);
        generation.start(new Batch(List.of(column), column.rowCount()));
        List<String> made = new ArrayList<>();
        for (Generation.Rows next = generation.next(64); next != null; next = generation.next(64)) {
            Batch out = new Batch(next.columns(), next.rowCount());
            writer.reset(out);
            for (int i = 0; i < out.rowCount(); i++) {
                made.add(text(next.sources()[i], (UnsafeRow) writer.row(i)));
            }
        }
        return made;
    }

    private static String text(int source, UnsafeRow row) {
        return source + ": " + Arrays.toString(row.getBytes());
    }

    private static DataType[] types(StructField[] fields) {
        return Arrays.stream(fields).map(StructField::dataType).toArray(DataType[]::new);
    }

    private @Nullable Object value(DataType type, int nullOneIn) {
        if (nullOneIn > 0 && random.nextInt(nullOneIn) == 0) {
            return null;
        }
        if (type instanceof ArrayType array) {
            Object[] elements = new Object[random.nextInt(4) == 0 ? 0 : random.nextInt(70)];
            Arrays.setAll(elements, i -> value(array.elementType(), 4));
            return new GenericArrayData(elements);
        }
        if (type instanceof MapType map) {
            Object[] keys = new Object[random.nextInt(5)];
            Object[] values = new Object[keys.length];
            Arrays.setAll(keys, i -> value(map.keyType(), 0));
            Arrays.setAll(values, i -> value(map.valueType(), 4));
            return new ArrayBasedMapData(new GenericArrayData(keys), new GenericArrayData(values));
        }
        if (type instanceof StructType struct) {
            Object[] fields = new Object[struct.size()];
            Arrays.setAll(fields, i -> value(struct.fields()[i].dataType(), 4));
            return new GenericInternalRow(fields);
        }
        if (type instanceof DecimalType decimal) {
            BigInteger unscaled = new BigInteger(decimal.precision() * 3, random);
            return Decimal.apply(
                    new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), decimal.scale()),
                    decimal.precision(),
                    decimal.scale());
        }
        return switch (type.typeName()) {
            case "boolean" -> random.nextBoolean();
            case "byte" -> (byte) random.nextInt();
            case "short" -> (short) random.nextInt();
            case "integer", "date", "interval year to month" -> random.nextInt();
            case "long", "timestamp", "timestamp_ntz", "interval day to second" -> random.nextLong();
            case "float" -> random.nextFloat() - 0.5f;
            case "double" -> random.nextGaussian();
            case "string" -> UTF8String.fromString("ü".repeat(random.nextInt(12)));
            case "binary" -> new byte[random.nextInt(20)];
            case "interval" -> new CalendarInterval(random.nextInt(), random.nextInt(), random.nextLong());
            case "void" -> null;
            default -> throw new IllegalArgumentException(type.typeName());
        };
    }
}
