/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.column.RowWriter;
import io.quiver.spark.column.SparkTypes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.razorvine.pickle.Unpickler;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.execution.python.BatchEvalPythonExec;
import org.apache.spark.sql.execution.python.EvaluatePython;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** Quiver's pickles have the content of Spark's, and Python's pickles are read with the values that Spark finds. */
final class PickleTest {
    private static final DataType[] SENT = {
        DataTypes.BooleanType,
        DataTypes.ByteType,
        DataTypes.ShortType,
        DataTypes.IntegerType,
        DataTypes.LongType,
        DataTypes.FloatType,
        DataTypes.DoubleType,
        DataTypes.StringType,
        DataTypes.NullType,
        DataTypes.createDecimalType(9, 2),
        DataTypes.createDecimalType(38, 10)
    };

    private static final DataType[] GIVEN = {
        DataTypes.BooleanType,
        DataTypes.ByteType,
        DataTypes.ShortType,
        DataTypes.IntegerType,
        DataTypes.LongType,
        DataTypes.FloatType,
        DataTypes.DoubleType,
        DataTypes.StringType,
        DataTypes.DateType,
        DataTypes.TimestampType,
        DataTypes.BinaryType
    };

    private final Random random = new Random(20_260_103L);

    @BeforeAll
    static void registerPicklers() {
        EvaluatePython.registerPicklers();
    }

    @Test
    void whatIsSentIsWhatSparkSends() throws IOException {
        for (int width = 0; width <= SENT.length; width++) {
            DataType[] types = Arrays.copyOfRange(SENT, SENT.length - width, SENT.length);
            assertThat(RowPickler.covers(types)).isTrue();
            for (int rowCount : new int[] {1, 2, 3, 4, 100}) {
                List<InternalRow> rows = new ArrayList<>();
                for (int i = 0; i < rowCount; i++) {
                    rows.add(row(types));
                }
                same(types, rows);
            }
        }
    }

    private void same(DataType[] types, List<InternalRow> rows) throws IOException {
        StructType schema = new StructType();
        for (DataType type : types) {
            schema = schema.add("_" + schema.length(), type);
        }
        byte[] expected = BatchEvalPythonExec.getInputIterator(
                        CollectionConverters.asScala(rows.iterator()), schema, rows.size(), true)
                .next();
        Batch batch = new RowReader(types).readAll(rows.iterator(), rows.size());
        RowPickler pickler = new RowPickler(types);
        pickler.reset(batch);
        for (int i = 0; i < rows.size(); i++) {
            pickler.add(i);
        }
        assertThat(text(new Unpickler().loads(pickler.take()))).isEqualTo(text(new Unpickler().loads(expected)));
    }

    private static String text(Object value) {
        if (value instanceof Object[] tuple) {
            return Arrays.stream(tuple).map(PickleTest::text).toList().toString();
        }
        return value == null ? "None" : (value instanceof Number ? "" : value.getClass()) + ":" + value;
    }

    @Test
    void datesAndNestedValuesAreSparksAffair() {
        for (DataType type : List.of(
                DataTypes.DateType,
                DataTypes.TimestampType,
                DataTypes.BinaryType,
                DataTypes.createArrayType(DataTypes.LongType),
                new StructType().add("a", "int"))) {
            assertThat(RowPickler.covers(new DataType[] {DataTypes.LongType, type}))
                    .isFalse();
        }
    }

    private InternalRow row(DataType[] types) {
        Object[] values = new Object[types.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(4) == 0 ? null : value(types[i]);
        }
        return new GenericInternalRow(values);
    }

    private Object value(DataType type) {
        long number = random.nextLong() >> random.nextInt(64);
        return switch (type.catalogString()) {
            case "boolean" -> (number & 1) == 0;
            case "tinyint" -> (byte) number;
            case "smallint" -> (short) number;
            case "int" -> (int) number;
            case "bigint" -> number;
            case "float" -> Float.intBitsToFloat((int) number);
            case "double" -> Double.longBitsToDouble(number);
            case "string" -> text();
            case "void" -> null;
            case "decimal(9,2)" -> Decimal.apply(BigDecimal.valueOf(number % 1_000_000_000, 2), 9, 2);
            default -> Decimal.apply(BigDecimal.valueOf(number, 10), 38, 10);
        };
    }

    private UTF8String text() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return switch (random.nextInt(3)) {
            case 0 -> UTF8String.fromBytes(bytes);
            case 1 -> UTF8String.fromString("\u00fc\ud83d\ude00 ".repeat(random.nextInt(200)));
            default -> UTF8String.fromString("plain " + random.nextInt(1000));
        };
    }

    /** Pickles of lists that CPython made, of protocols 5, 4 and 2, read as columns of every type. */
    @Test
    void whatComesBackIsWhatSparkFinds() throws IOException {
        int plain = 0;
        for (String line : Files.readAllLines(Path.of("src/test/resources/pickles.txt"), StandardCharsets.US_ASCII)) {
            byte[] pickle = HexFormat.of().parseHex(line);
            List<?> values = (List<?>) new Unpickler().loads(pickle);
            int width = values.isEmpty() || !(values.get(0) instanceof Object[] tuple) ? 1 : tuple.length;
            if (width > 1) {
                plain += compare(pickle, values, Arrays.copyOf(tupleTypes(), width));
                continue;
            }
            for (DataType type : GIVEN) {
                plain += compare(pickle, values, new DataType[] {type});
            }
        }
        assertThat(plain).isGreaterThan(60);
    }

    private static DataType[] tupleTypes() {
        return new DataType[] {DataTypes.LongType, DataTypes.StringType, DataTypes.DoubleType, DataTypes.BooleanType};
    }

    /** Returns 1 where the pickle is plain. */
    private static int compare(byte[] pickle, List<?> values, DataType[] types) {
        List<ColumnType> columnTypes = SparkTypes.columnTypes(List.of(types));
        ScalarPickle scalars =
                new ScalarPickle(columnTypes.stream().map(ColumnType::kind).toArray(ColumnType.Kind[]::new));
        int rowCount = scalars.scan(pickle);
        if (rowCount < 0) {
            return 0;
        }
        assertThat(rowCount).isEqualTo(values.size());
        ColumnBuilder[] builders =
                columnTypes.stream().map(type -> ColumnBuilder.create(type, 1)).toArray(ColumnBuilder[]::new);
        scalars.appendTo(builders);
        List<Column> columns = new ArrayList<>();
        for (ColumnBuilder builder : builders) {
            columns.add(builder.build());
        }
        RowWriter writer = new RowWriter(types);
        writer.reset(new Batch(columns, rowCount));
        for (int i = 0; i < rowCount; i++) {
            for (int c = 0; c < types.length; c++) {
                Object value = types.length == 1 ? values.get(i) : ((Object[]) values.get(i))[c];
                assertThat(String.valueOf(writer.row(i).get(c, types[c])))
                        .as("%s of row %d in %s", types[c], i, values)
                        .isEqualTo(String.valueOf(
                                EvaluatePython.makeFromJava(types[c]).apply(value)));
            }
        }
        return 1;
    }
}
