/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A task that runs many partitions, as below {@code coalesce}, releases what a partition needed once its rows are out. */
class CoalescedTasksTest {
    private static final int PARTITIONS = 24;
    private static final long ROWS = 240_000;

    /** The rows of all partitions have some 50 MB. */
    private static final long MAX_LEFT_BYTES = 20L << 20;

    @TempDir
    static Path folder;

    private static SideBySide sides;

    @BeforeAll
    static void start() {
        sides = new SideBySide(Map.of(
                "spark.sql.adaptive.enabled", "false",
                "spark.sql.autoBroadcastJoinThreshold", "-1",
                "spark.sql.files.maxPartitionBytes", "2m",
                "spark.sql.shuffle.partitions", Integer.toString(PARTITIONS)));
        String table = folder.resolve("t").toString();
        sides.stock()
                .range(0, ROWS, 1, PARTITIONS)
                .selectExpr("id", "pmod(id * 1000003, " + ROWS + ") AS k", "repeat(md5(CAST(id AS STRING)), 6) AS s")
                .write()
                .parquet(table);
        for (SparkSession session : new SparkSession[] {sides.stock(), sides.quiver()}) {
            session.read().parquet(table).createOrReplaceTempView("t");
        }
    }

    @AfterAll
    static void stop() {
        if (sides != null) {
            sides.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Sort                 | SELECT * FROM t ORDER BY k
            HashAggregate        | SELECT s, count(*) FROM t GROUP BY s
            ObjectHashAggregate  | SELECT k % 5000, collect_list(s) FROM t GROUP BY k % 5000
            ShuffledHashJoin     | SELECT a.s, b.s FROM t a JOIN t b ON a.id = b.k
            Window               | SELECT s, count(*) OVER (PARTITION BY k % 20000) FROM t
            """)
    void nothingIsLeftOfAPartitionWhoseRowsAreOut(String operator, String sql) {
        Dataset<Row> query = sides.quiver().sql(sql).coalesce(1);
        assertThat(SideBySide.report(query).accelerated()).anyMatch(name -> name.contains(operator));
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(query.sparkSession().sparkContext());
        LongAccumulator left = context.sc().longAccumulator();
        LongAccumulator held = context.sc().longAccumulator();
        query.queryExecution().toRdd().toJavaRDD().foreachPartition(rows -> {
            long before = usedHeap();
            while (rows.hasNext()) {
                rows.next();
            }
            left.add(usedHeap() - before);
            held.add(SparkEnv.get().memoryManager().executionMemoryUsed());
        });
        assertThat(left.count()).as("tasks").isEqualTo(1);
        assertThat(held.sum()).as("bytes of execution memory").isZero();
        assertThat(left.sum()).as("bytes of heap").isLessThan(MAX_LEFT_BYTES);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Each partition has filters of its own: those of one say nothing about another's rows. */
    @Test
    void rowsAreThoseOfStockSpark() {
        String sql = "SELECT a.id, b.k FROM (SELECT * FROM t WHERE k % 3 = 1 AND length(s) > 5) a"
                + " JOIN (SELECT * FROM t WHERE id % 2 = 0) b ON a.id = b.k";
        Outcome stock = Outcome.of(() -> sides.stock().sql(sql).coalesce(1).orderBy("id"));
        Dataset<Row> query = sides.quiver().sql(sql).coalesce(1).orderBy("id");
        assertThat(Outcome.of(() -> query)).isEqualTo(stock);
        assertThat(SideBySide.report(query).isAccelerated()).isTrue();
    }
}
