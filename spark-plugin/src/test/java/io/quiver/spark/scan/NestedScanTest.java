/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.column.CarriedColumn;
import io.quiver.spark.compat.Scala;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Nested columns from Quiver's reader have the values of Spark's reader, to the byte of their unsafe rows. */
final class NestedScanTest {
    private static final List<String> SCHEMAS = List.of(
            "id LONG, a ARRAY<INT>, s STRUCT<x: INT, y: STRING>, m MAP<STRING, LONG>",
            "id LONG, a ARRAY<ARRAY<STRING>>, t STRING, s STRUCT<x: STRUCT<y: STRUCT<z: DOUBLE, w: ARRAY<SHORT>>>, v: DATE>",
            "id LONG, e ARRAY<STRUCT<k: STRING, v: ARRAY<STRUCT<p: INT, q: MAP<INT, STRING>>>, d: DECIMAL(9, 2)>>, b BOOLEAN",
            "id LONG, m MAP<STRING, ARRAY<MAP<INT, STRUCT<a: LONG, b: BOOLEAN>>>>, n STRUCT<d: DECIMAL(18, 3), e: ARRAY<DOUBLE>>");

    private static SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[1]")
                .appName("nested scan")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "PARQUET_1_0, false, 20000, true, snappy, 4096",
        "PARQUET_1_0, true, 20000, true, uncompressed, 100",
        "PARQUET_2_0, false, 200, false, zstd, 4096",
        "PARQUET_2_0, true, 200, true, gzip, 7",
        "PARQUET_1_0, false, 100, false, uncompressed, 1000"
    })
    void randomValuesAreThoseOfSparksReader(
            String version, boolean legacy, int pageRows, boolean dictionary, String codec, int batchRows) {
        spark.conf().set("spark.sql.parquet.writeLegacyFormat", legacy);
        spark.conf().set("spark.sql.parquet.columnarReaderBatchSize", batchRows);
        try {
            Random random = new Random(pageRows + batchRows);
            for (int i = 0; i < SCHEMAS.size(); i++) {
                StructType schema = StructType.fromDDL(SCHEMAS.get(i));
                String path = folder.resolve("s" + i).toString();
                spark.createDataFrame(rows(schema, 1200, random), schema)
                        .coalesce(1)
                        .write()
                        .option("parquet.writer.version", version)
                        .option("parquet.page.row.count.limit", pageRows)
                        .option("parquet.enable.dictionary", dictionary)
                        .option("parquet.block.size", i % 2 == 0 ? 40_000 : 1 << 24)
                        .option("compression", codec)
                        .parquet(path);
                Dataset<Row> data = spark.read().schema(schema).parquet(path);
                assertSame(data);
                assertSame(data.where("id BETWEEN 534 AND 590 OR id > 1150"));
                assertSame(data.select(schema.fieldNames()[1]));
            }
        } finally {
            spark.conf().unset("spark.sql.parquet.writeLegacyFormat");
            spark.conf().unset("spark.sql.parquet.columnarReaderBatchSize");
        }
    }

    /** Of a struct only the wanted fields are read, and of a struct's null nothing is left but that. */
    @Test
    void nestedFieldsArePruned() {
        StructType schema = StructType.fromDDL(SCHEMAS.get(1));
        String path = folder.resolve("pruned").toString();
        spark.createDataFrame(rows(schema, 500, new Random(1)), schema)
                .coalesce(1)
                .write()
                .parquet(path);
        Dataset<Row> data = spark.read().schema(schema).parquet(path);
        assertSame(data.select("s.x.y.z", "id"));
        assertSame(data.select("s.x.y.w"));
        assertSame(data.select("s.v"));
    }

    /** Collections of more elements than are decoded at once, and none at all. */
    @Test
    void longCollections() {
        String path = folder.resolve("long").toString();
        spark.sql(
                        "SELECT id, IF(id % 7 = 0, sequence(0, id * 40), NULL) a, IF(id % 3 = 0, map(), map(id, concat('v', id))) m, "
                                + "transform(sequence(1, 60), x -> struct(concat('name ', x * id) AS t, IF(x % 9 = 0, NULL, x) AS u)) e "
                                + "FROM range(0, 900, 1, 1)")
                .write()
                .parquet(path);
        assertSame(spark.read().parquet(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ARRAY<DECIMAL(30, 2)>", "a STRUCT<x: INT, more: STRING>"})
    void whatIsNotInTheFileAsItIsWantedIsLeftToSpark(String wanted) {
        String path = folder.resolve("other").toString();
        spark.sql(
                        wanted.startsWith("a ARRAY")
                                ? "SELECT ARRAY(CAST(id AS DECIMAL(30, 2))) a FROM range(10)"
                                : "SELECT STRUCT(CAST(id AS INT) AS x) a FROM range(10)")
                .write()
                .parquet(path);
        Dataset<Row> data = spark.read().schema(wanted).parquet(path);

        assertThat(values(batches(OwnScan.of(data)), OwnScan.of(data))).allMatch(row -> row.startsWith("-"));
        assertThat(withoutReader(values(batches(OwnScan.of(data)), OwnScan.of(data))))
                .isEqualTo(withoutReader(values(OwnScan.of(data).executeColumnar(), OwnScan.of(data))));
    }

    private static List<Row> rows(StructType schema, int count, Random random) {
        List<Row> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Object[] values = new Object[schema.length()];
            values[0] = (long) i;
            for (int f = 1; f < values.length; f++) {
                values[f] = value(schema.fields()[f].dataType(), random);
            }
            rows.add(RowFactory.create(values));
        }
        return rows;
    }

    private static @Nullable Object value(DataType type, Random random) {
        return random.nextInt(6) == 0 ? null : present(type, random);
    }

    private static Object present(DataType type, Random random) {
        if (type instanceof ArrayType array) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                elements.add(value(array.elementType(), random));
            }
            return elements.toArray();
        }
        if (type instanceof MapType map) {
            Map<Object, @Nullable Object> entries = new HashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                entries.put(present(map.keyType(), random), value(map.valueType(), random));
            }
            return entries;
        }
        if (type instanceof StructType struct) {
            return RowFactory.create(java.util.Arrays.stream(struct.fields())
                    .map(StructField::dataType)
                    .map(field -> value(field, random))
                    .toArray());
        }
        if (type instanceof DecimalType decimal) {
            return BigDecimal.valueOf(random.nextInt(1_000_000), decimal.scale());
        }
        if (type instanceof IntegerType) {
            return random.nextInt(50);
        }
        if (type instanceof LongType) {
            return random.nextLong();
        }
        if (type instanceof ShortType) {
            return (short) random.nextInt();
        }
        if (type instanceof DoubleType) {
            return random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian();
        }
        if (type instanceof BooleanType) {
            return random.nextBoolean();
        }
        if (type instanceof DateType) {
            return new Date(1_600_000_000_000L + random.nextInt(1000) * 86_400_000L);
        }
        assertThat(type).isInstanceOf(StringType.class);
        return random.nextBoolean() ? "few " + random.nextInt(5) : "many " + random.nextInt();
    }

    private static void assertSame(Dataset<Row> data) {
        List<String> stock = values(OwnScan.of(data).executeColumnar(), OwnScan.of(data));
        List<String> ours = values(batches(OwnScan.of(data)), OwnScan.of(data));
        assertThat(withoutReader(ours)).isEqualTo(withoutReader(stock));
        assertThat(ours).isNotEmpty().allMatch(row -> row.startsWith("+"));
    }

    private static List<String> withoutReader(List<String> rows) {
        return rows.stream().map(row -> row.substring(1)).toList();
    }

    private static RDD<ColumnarBatch> batches(FileSourceScanExec scan) {
        assertThat(ParquetScanRdd.refusal(scan).filter(reason -> !reason.contains("decimal(30,2)")))
                .isEmpty();
        return OwnScan.batches(scan);
    }

    private static List<String> values(RDD<ColumnarBatch> batches, FileSourceScanExec scan) {
        DataType[] types = Scala.<org.apache.spark.sql.catalyst.expressions.Attribute>list(scan.output()).stream()
                .map(attribute -> attribute.dataType())
                .toArray(DataType[]::new);
        RDD<String> rows = batches.mapPartitions(new UnsafeStrings(types), false, Scala.tag(String.class));
        return List.of((String[]) rows.collect());
    }

    /** The unsafe bytes of each row, behind whether the batch is ours. */
    private static final class UnsafeStrings extends AbstractFunction1<Iterator<ColumnarBatch>, Iterator<String>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private final DataType[] types;

        UnsafeStrings(DataType[] types) {
            this.types = types;
        }

        @Override
        public Iterator<String> apply(Iterator<ColumnarBatch> batches) {
            UnsafeProjection projection = UnsafeProjection.create(types);
            return new AbstractIterator<>() {
                private java.util.Iterator<InternalRow> rows =
                        List.<InternalRow>of().iterator();
                private String reader = "";

                @Override
                public boolean hasNext() {
                    while (!rows.hasNext() && batches.hasNext()) {
                        ColumnarBatch batch = batches.next();
                        reader = batch.numCols() > 0 && batch.column(0) instanceof CarriedColumn ? "+" : "-";
                        rows = batch.rowIterator();
                    }
                    return rows.hasNext();
                }

                @Override
                public String next() {
                    return hasNext() ? reader + projection.apply(rows.next()) : "";
                }
            };
        }
    }
}
