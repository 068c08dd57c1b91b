/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.TestSession;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.explain.ExplainReport;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.rdd.RDD;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.columnar.CachedBatch;
import org.apache.spark.sql.columnar.CachedBatchSerializer;
import org.apache.spark.sql.columnar.SimpleMetricsCachedBatch;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.columnar.DefaultCachedBatchSerializer;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares cached tables with the original tables, and with what Spark's own serializer keeps of them. */
final class CacheSerializerTest {
    private static final String[] ALL_TYPES = {
        "id",
        "if(id % 7 = 0, null, id % 3 = 0) b",
        "if(id % 5 = 0, null, cast(id % 300 - 150 as smallint)) sh",
        "if(id % 9 = 0, null, cast(id % 200 - 100 as tinyint)) by",
        "if(id % 5 = 0, null, cast(id - 2000 as int)) i",
        "if(id % 4 = 0, null, id * 1000000007) l",
        "case id % 6 when 0 then null when 1 then float('NaN') when 2 then float('-0.0') else cast(id as float) end f",
        "case id % 8 when 0 then null when 1 then double('NaN') when 2 then double('-Infinity') else id / 3d end d",
        "if(id % 11 = 0, null, cast(id / 7 as decimal(12, 3))) de",
        "if(id % 11 = 0, null, cast(id as decimal(38, 10)) * -12345678901234567) wide",
        "if(id % 13 = 0, null, concat('text ', id % 100)) s",
        "if(id % 13 = 0, null, repeat('\\u00e4\\uD83D\\uDE00', cast(id % 5 as int))) u",
        "if(id % 3 = 0, null, cast(concat('b', id) as binary)) bin",
        "date_add(date'1970-01-01', cast(id as int)) da",
        "timestamp_seconds(id * 1000) ts",
        "cast(timestamp_seconds(id * 1000) as timestamp_ntz) ntz",
        "if(id % 4 = 0, null, named_struct('a', id, 'b', concat('x', id))) st",
        "if(id % 4 = 0, null, array(id, null, id + 1)) ar",
        "if(id % 4 = 0, null, map(concat('k', id % 3), id)) ma",
        "make_interval(0, cast(id % 12 as int)) ci",
        "make_ym_interval(cast(id % 50 as int), 1) ym",
        "make_dt_interval(cast(id % 50 as int), 1, 2, 3.5) dt",
        "concat('C', id % 10) collate utf8_lcase co",
        "parse_json(concat('{\"a\":', id, '}')) va",
        "null n"
    };

    private static SparkSession spark;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of("spark.sql.codegen.maxFields", "60"));
        String path = folder.resolve("numbers").toString();
        spark.range(0, 9000, 1, 3)
                .selectExpr("id", "id % 50 k", "concat('n', id % 70) s")
                .write()
                .parquet(path);
        spark.read().parquet(path).createOrReplaceTempView("numbers");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @AfterEach
    void backToDefaults() {
        spark.catalog().clearCache();
        for (String key : List.of(
                "spark.quiver.enabled",
                "spark.quiver.offload",
                "spark.sql.adaptive.enabled",
                "spark.sql.inMemoryColumnarStorage.batchSize",
                "spark.sql.inMemoryColumnarStorage.compressed",
                "spark.sql.inMemoryColumnarStorage.enableVectorizedReader")) {
            spark.conf().unset(key);
        }
    }

    private static Dataset<Row> allTypes() {
        return spark.range(0, 9000, 1, 3).selectExpr(ALL_TYPES);
    }

    /** The rows of every combination of who caches and who reads, and how, are those of the table. */
    @Test
    void everyTypeComesBackAsItWas() {
        List<String> expected = rows(allTypes());
        for (String columns : List.of("true", "false")) {
            spark.conf().set("spark.sql.inMemoryColumnarStorage.enableVectorizedReader", columns);
            for (String adaptive : List.of("true", "false")) {
                spark.conf().set("spark.sql.adaptive.enabled", adaptive);
                for (String enabled : List.of("true", "false")) {
                    spark.conf().set("spark.quiver.enabled", enabled);
                    Dataset<Row> cached = allTypes().persist(StorageLevel.MEMORY_ONLY());
                    assertThat(rows(cached))
                            .as("%s %s %s", columns, adaptive, enabled)
                            .isEqualTo(expected);
                    assertThat(rows(cached.filter("l > 5000 or st.a = 3")))
                            .isEqualTo(rows(allTypes().filter("l > 5000 or st.a = 3")));
                    assertThat(cached.count()).isEqualTo(9000);
                    cached.unpersist(true);
                }
            }
        }
    }

    @Test
    void storageLevelsAndBatchSizesKeepEveryRow() {
        List<String> expected = rows(allTypes());
        for (StorageLevel level :
                List.of(StorageLevel.MEMORY_ONLY_SER(), StorageLevel.DISK_ONLY(), StorageLevel.MEMORY_AND_DISK())) {
            for (String size : List.of("1000", "7", "100000")) {
                spark.conf().set("spark.sql.inMemoryColumnarStorage.batchSize", size);
                spark.conf().set("spark.sql.inMemoryColumnarStorage.compressed", String.valueOf(size.equals("7")));
                Dataset<Row> cached = allTypes().persist(level);
                assertThat(rows(cached)).isEqualTo(expected);
                assertThat(rows(cached)).isEqualTo(expected);
                cached.unpersist(true);
            }
        }
    }

    @Test
    void statisticsAreSparks() {
        for (String offload : List.of("auto", "always")) {
            spark.conf().set("spark.quiver.offload", offload);
            SparkPlan plan = allTypes().coalesce(1).queryExecution().executedPlan();
            List<String> ours = statistics(new CacheSerializer(), plan);

            assertThat(ours).hasSize(9).isEqualTo(statistics(new DefaultCachedBatchSerializer(), plan));
        }
    }

    private static List<String> statistics(CachedBatchSerializer serializer, SparkPlan plan) {
        SQLConf conf = SQLConf.get().clone();
        conf.setConfString("spark.sql.inMemoryColumnarStorage.batchSize", "1000");
        RDD<CachedBatch> cached = serializer.convertInternalRowToCachedBatch(
                plan.execute(), plan.output(), StorageLevel.MEMORY_ONLY(), conf);
        return Arrays.stream((CachedBatch[]) cached.collect())
                .map(batch ->
                        batch.numRows() + " " + batch.sizeInBytes() + " " + ((SimpleMetricsCachedBatch) batch).stats())
                .toList();
    }

    @Test
    void batchesThatHaveNoSuchRowAreNotRead() {
        Dataset<Row> cached = spark.sql("SELECT * FROM numbers").persist(StorageLevel.MEMORY_ONLY());
        cached.count();
        Dataset<Row> found = cached.filter("id = 4500");

        assertThat(found.collectAsList()).hasSize(1);
        SparkPlan scan = scan(found);
        long rows = ((org.apache.spark.sql.execution.metric.SQLMetric)
                        scan.metrics().apply("numOutputRows"))
                .value();
        assertThat(rows).isBetween(1L, 5000L);
    }

    @Test
    void quiverReadsWhatIsCachedInColumns() {
        Dataset<Row> cached = spark.sql("SELECT * FROM numbers").persist(StorageLevel.MEMORY_ONLY());
        Dataset<Row> query = cached.groupBy("s").count();

        assertThat(rows(query)).isEqualTo(rows(spark.sql("SELECT s, count(*) AS count FROM numbers GROUP BY s")));
        query.collectAsList();
        SparkPlan plan = query.queryExecution().executedPlan();
        assertThat(ExplainReport.of(plan).stayed()).isEmpty();
        InMemoryTableScanExec scan = (InMemoryTableScanExec) scan(query);
        assertThat(scan.supportsColumnar()).isTrue();
        assertThat(scan.relation().cacheBuilder().supportsColumnarInput()).isTrue();
    }

    @Test
    void wideTablesAreReadAsRows() {
        String[] columns = new String[80];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = "id + " + i + " c" + i;
        }
        Dataset<Row> table = spark.range(0, 500, 1, 2).selectExpr(columns);
        List<String> expected = rows(table);

        assertThat(rows(table.persist(StorageLevel.MEMORY_ONLY()))).isEqualTo(expected);
    }

    @Test
    void kryoTakesThem() {
        SparkPlan plan = spark.sql("SELECT * FROM numbers").queryExecution().executedPlan();
        CachedBatch batch = ((CachedBatch[]) new CacheSerializer()
                        .convertInternalRowToCachedBatch(
                                plan.execute(), plan.output(), StorageLevel.MEMORY_ONLY_SER(), SQLConf.get())
                        .take(1))
                [0];
        SerializerInstance kryo = new KryoSerializer(SparkEnv.get().conf()).newInstance();
        CachedBatch sent =
                kryo.deserialize(kryo.serialize(batch, Scala.tag(CachedBatch.class)), Scala.tag(CachedBatch.class));

        assertThat(sent.numRows()).isEqualTo(batch.numRows());
        assertThat(sent.sizeInBytes()).isEqualTo(batch.sizeInBytes());
        InternalRow statistics = ((CachedColumns) sent).stats();
        assertThat(statistics).isEqualTo(((CachedColumns) batch).stats());
    }

    private static SparkPlan scan(Dataset<Row> frame) {
        SparkPlan plan = frame.queryExecution().executedPlan();
        while (!Scala.list(plan.children()).isEmpty()
                || plan instanceof org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec
                || plan instanceof org.apache.spark.sql.execution.adaptive.QueryStageExec) {
            if (plan instanceof org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec adaptive) {
                plan = adaptive.executedPlan();
            } else if (plan instanceof org.apache.spark.sql.execution.adaptive.QueryStageExec stage) {
                plan = stage.plan();
            } else {
                plan = plan.children().head();
            }
        }
        return plan;
    }

    private static List<String> rows(Dataset<Row> frame) {
        return frame.selectExpr("to_json(struct(*), map('ignoreNullFields', 'false')) j").collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }
}
