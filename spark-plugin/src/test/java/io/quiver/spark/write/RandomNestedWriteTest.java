/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.TestSession;
import io.quiver.spark.config.QuiverConf;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes random nested values of random types with Spark's writer and with Quiver's, and compares files and rows. Repeat with
 * {@code -Dnested.seed=17 -Dnested.seeds=1}.
 */
final class RandomNestedWriteTest {
    private static final DataType[] FLAT = {
        DataTypes.IntegerType,
        DataTypes.LongType,
        DataTypes.StringType,
        DataTypes.BooleanType,
        DataTypes.DoubleType,
        DataTypes.FloatType,
        DataTypes.ByteType,
        DataTypes.ShortType,
        DataTypes.DateType,
        DataTypes.TimestampType,
        DataTypes.TimestampNTZType,
        DataTypes.BinaryType,
        DataTypes.createDecimalType(7, 2),
        DataTypes.createDecimalType(18, 3),
        DataTypes.createDecimalType(38, 6)
    };

    @TempDir
    static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = TestSession.start(
                folder,
                Map.of(
                        "spark.quiver.offload", "always",
                        "spark.sql.datetime.java8API.enabled", "true",
                        "spark.sql.codegen.wholeStage", "false",
                        "spark.sql.codegen.factoryMode", "NO_CODEGEN"));
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void filesAndRowsAreTheSame() throws IOException {
        long first = Long.getLong("nested.seed", 1);
        for (long seed = first; seed < first + Long.getLong("nested.seeds", 2); seed++) {
            check(seed);
        }
    }

    private void check(long seed) throws IOException {
        Random random = new Random(seed);
        StructType schema = schema(random);
        int count = new int[] {1, 3, 60, 400, 2000}[random.nextInt(5)];
        List<Row> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add((Row) value(schema, random));
        }
        String told = "-Dnested.seed=%d: %d rows of %s".formatted(seed, count, schema.catalogString());
        String codec = new String[] {"snappy", "zstd", "none"}[random.nextInt(3)];
        boolean isLegacy = random.nextInt(4) == 0;
        boolean fillsPages = random.nextInt(3) == 0;
        spark.conf().set("spark.sql.parquet.writeLegacyFormat", isLegacy);
        Path given = folder.resolve("given" + seed);
        spark.conf().set("spark.quiver.enabled", "false");
        Dataset<Row> source = spark.createDataFrame(rows, schema).coalesce(1);
        write(source, given, codec, fillsPages);
        List<Row> expected = source.collectAsList();
        spark.conf().set("spark.quiver.enabled", "true");
        Dataset<Row> read = spark.read().schema(schema).parquet(given.toString());
        assertThat(text(read.collectAsList())).as("read %s", told).isEqualTo(text(expected));
        Path stock = folder.resolve("stock" + seed);
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), "false");
        write(read, stock, codec, fillsPages);
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), "true");
        Path ours = folder.resolve("ours" + seed);
        write(read, ours, codec, fillsPages);
        Path bytes = folder.resolve("bytes" + seed);
        write(read.repartition(1), bytes, codec, fillsPages);
        if (!fillsPages) {
            assertThat(WrittenFolder.footers(ours)).as("files %s", told).isEqualTo(WrittenFolder.footers(stock));
        }
        spark.conf().set("spark.quiver.enabled", "false");
        assertThat(rows(ours)).as("rows %s", told).isEqualTo(text(expected));
        assertThat(rows(bytes)).as("rows from bytes %s", told).containsExactlyInAnyOrderElementsOf(text(expected));
    }

    private static void write(Dataset<Row> data, Path target, String codec, boolean fillsPages) {
        data.write()
                .option("compression", codec)
                .option("parquet.page.size", fillsPages ? "2000" : "8388608")
                .option("parquet.dictionary.page.size", fillsPages ? "3000" : "1048576")
                .option("parquet.block.size", fillsPages ? "60000" : "134217728")
                .parquet(target.toString());
    }

    private static List<String> rows(Path files) {
        return text(spark.read().parquet(files.toString()).collectAsList());
    }

    private static List<String> text(List<Row> rows) {
        return rows.stream().map(RandomNestedWriteTest::text).toList();
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Row row) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                parts.add(text(row.get(i)));
            }
            return parts.toString();
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            List<String> parts = new ArrayList<>();
            map.foreach(entry -> parts.add(text(entry._1()) + "=" + text(entry._2())));
            parts.sort(null);
            return parts.toString();
        }
        if (value instanceof scala.collection.Seq<?> list) {
            List<String> parts = new ArrayList<>();
            list.foreach(element -> parts.add(text(element)));
            return parts.toString();
        }
        return value instanceof byte[] bytes ? new BigInteger(1, bytes) + "b" + bytes.length : String.valueOf(value);
    }

    private static StructType schema(Random random) {
        List<StructField> fields = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            fields.add(DataTypes.createStructField("c" + i, type(random, 1 + random.nextInt(4)), true));
        }
        return DataTypes.createStructType(fields);
    }

    private static DataType type(Random random, int depth) {
        int kind = depth == 0 ? 0 : 1 + random.nextInt(3);
        return switch (kind) {
            case 0 -> FLAT[random.nextInt(FLAT.length)];
            case 1 -> DataTypes.createArrayType(type(random, random.nextInt(depth)), random.nextInt(4) > 0);
            case 2 ->
                DataTypes.createMapType(
                        FLAT[random.nextInt(3)], type(random, random.nextInt(depth)), random.nextInt(4) > 0);
            default -> {
                List<StructField> fields = new ArrayList<>();
                int count = 1 + random.nextInt(3);
                for (int i = 0; i < count; i++) {
                    fields.add(DataTypes.createStructField(
                            "f" + i, type(random, random.nextInt(depth)), random.nextInt(4) > 0));
                }
                yield DataTypes.createStructType(fields);
            }
        };
    }

    private static @Nullable Object maybe(DataType type, boolean isNullable, Random random) {
        return isNullable && random.nextInt(5) == 0 ? null : value(type, random);
    }

    private static Object value(DataType type, Random random) {
        if (type instanceof StructType struct) {
            Object[] values = new Object[struct.length()];
            for (int i = 0; i < values.length; i++) {
                StructField field = struct.fields()[i];
                values[i] = maybe(field.dataType(), field.nullable(), random);
            }
            return RowFactory.create(values);
        }
        if (type instanceof ArrayType array) {
            List<Object> elements = new ArrayList<>();
            for (int i = length(random); i > 0; i--) {
                elements.add(maybe(array.elementType(), array.containsNull(), random));
            }
            return elements;
        }
        if (type instanceof MapType map) {
            Map<Object, Object> entries = new HashMap<>();
            for (int i = length(random); i > 0; i--) {
                entries.put(value(map.keyType(), random), maybe(map.valueType(), map.valueContainsNull(), random));
            }
            return entries;
        }
        return flat(type, random);
    }

    private static int length(Random random) {
        return random.nextInt(40) == 0 ? random.nextInt(60) : random.nextInt(4);
    }

    private static Object flat(DataType type, Random random) {
        boolean isFew = random.nextBoolean();
        long number = isFew ? random.nextInt(5) : random.nextLong();
        if (type instanceof DecimalType decimal) {
            return new BigDecimal(BigInteger.valueOf(number % 1_000_000), decimal.scale());
        }
        return switch (type.typeName()) {
            case "integer" -> (int) number;
            case "long" -> number;
            case "string" -> isFew ? "text " + number : "\u00fc" + number;
            case "boolean" -> (number & 1) == 0;
            case "double" -> isFew ? new double[] {0.0, -0.0, Double.NaN, 1.5, -2}[(int) number] : random.nextDouble();
            case "float" -> isFew ? new float[] {0f, -0f, Float.NaN, 1.5f, -2}[(int) number] : random.nextFloat();
            case "byte" -> (byte) number;
            case "short" -> (short) number;
            case "date" -> LocalDate.ofEpochDay(number % 30_000);
            case "timestamp" -> Instant.ofEpochSecond(number % 2_000_000_000L, random.nextInt(1_000_000) * 1000L);
            case "timestamp_ntz" -> LocalDateTime.ofEpochSecond(number % 2_000_000_000L, 0, ZoneOffset.UTC);
            case "binary" -> BigInteger.valueOf(number).toByteArray();
            default -> throw new IllegalArgumentException(type.typeName());
        };
    }
}
