/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.spark.TestSession;
import io.quiver.spark.config.QuiverConf;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** Writes row-based input with Spark's writer and with Quiver's, which takes only writes that are expected to pay. */
final class RowsWriteTest {
    private static final StructType SCHEMA = StructType.fromDDL(
            "id BIGINT NOT NULL, i INT, s STRING, d DECIMAL(12, 3), wide DECIMAL(30, 2), ts TIMESTAMP, b BINARY, f DOUBLE,"
                    + " list ARRAY<STRING>, st STRUCT<x: INT, y: MAP<STRING, BIGINT>>, none STRING");

    @TempDir
    static Path folder;

    private static SparkSession spark;
    private static LastWrite lastWrite;
    private static int count;

    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of("spark.quiver.offload", "auto"));
        lastWrite = LastWrite.of(spark);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static Row row(int id) {
        boolean isNull = id % 7 == 3;
        return RowFactory.create(
                (long) id,
                isNull ? null : id % 100,
                isNull ? null : "text \u00fc " + id % 50,
                id % 5 == 0 ? null : BigDecimal.valueOf(id * 1001L, 3),
                BigDecimal.valueOf(-id, 2)
                        .multiply(BigDecimal.valueOf(Long.MAX_VALUE))
                        .setScale(2),
                new Timestamp(id * 1_234_567L),
                new byte[] {(byte) id, 0, -1},
                id % 11 == 0 ? Double.NaN : id / 3.0,
                isNull ? null : new String[] {"a" + id, "b"},
                id % 3 == 0 ? null : RowFactory.create(id, CollectionConverters.asScala(Map.of("k", (long) id))),
                null);
    }

    private static JavaRDD<Row> rows(int rowCount) {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < rowCount; i++) {
            ids.add(i);
        }
        return JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(ids, 2)
                .map(RowsWriteTest::row);
    }

    private static void same(Dataset<Row> data, UnaryOperator<DataFrameWriter<Row>> how, boolean byOurs)
            throws IOException {
        Path stock = folder.resolve("stock" + count);
        Path ours = folder.resolve("ours" + count++);
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), "false");
        how.apply(data.write()).parquet(stock.toString());
        spark.conf().set(QuiverConf.PARQUET_WRITER_ENABLED.key(), "true");
        how.apply(data.write()).parquet(ours.toString());
        assertThat(lastWrite.take())
                .contains("WriteFiles")
                .matches(plan -> plan.contains("QuiverWriteFiles") == byOurs);
        assertThat(WrittenFolder.files(ours)).isEqualTo(WrittenFolder.files(stock));
        assertThat(WrittenFolder.footers(ours)).isEqualTo(WrittenFolder.footers(stock));
        spark.conf().set("spark.quiver.enabled", "false");
        assertThat(texts(ours)).isEqualTo(texts(stock));
        spark.conf().set("spark.quiver.enabled", "true");
    }

    private static List<String> texts(Path files) {
        return spark.read().parquet(files.toString()).orderBy("id").toJSON().collectAsList();
    }

    @Test
    void rowsOfAnRddAreTurnedIntoColumns() throws IOException {
        Dataset<Row> nested = spark.createDataFrame(rows(11_000), SCHEMA);
        Dataset<Row> data = nested.drop("list", "st");
        same(nested, writer -> writer, false);
        same(data, writer -> writer, true);
        same(data, writer -> writer.option("maxRecordsPerFile", "3000"), true);
        same(data.where("id < 500"), writer -> writer.partitionBy("i"), true);
        same(data.where("id % 2 = 0").selectExpr("id", "upper(s) AS s", "i + 1 AS i"), writer -> writer, true);
        same(data.where("id < 0"), writer -> writer, true);
    }

    @Test
    void rowsOfTheDriverAreTurnedIntoColumnsWhereThereAreMany() throws IOException {
        same(spark.createDataFrame(rows(12_000).collect(), SCHEMA).drop("list", "st"), writer -> writer, true);
        same(spark.createDataFrame(rows(50).collect(), SCHEMA), writer -> writer, false);
    }

    @Test
    void expressionsOfSparksAreWrittenByOurs() throws IOException {
        spark.udf().register("plain", (Long id) -> "made of " + id, org.apache.spark.sql.types.DataTypes.StringType);
        Dataset<Row> data = spark.createDataFrame(rows(11_000), SCHEMA).selectExpr("id", "plain(id) AS made");
        same(data, writer -> writer, true);
    }

    @Test
    void aRowThatFailsLeavesNothing() throws IOException {
        JavaRDD<Row> failing = rows(11_000).map(row -> {
            if (row.getLong(0) == 10_500) {
                throw new IllegalStateException("no such row");
            }
            return row;
        });
        Path target = folder.resolve("failed");
        assertThatThrownBy(() -> spark.createDataFrame(failing, SCHEMA).write().parquet(target.toString()))
                .hasStackTraceContaining("no such row");
        assertThat(WrittenFolder.files(target)).isEmpty();
    }
}
