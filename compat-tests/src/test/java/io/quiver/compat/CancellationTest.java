/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Cancels queries that would run for hours, each while a different operator is at work: their tasks end soon and hold no memory.
 * This also holds without an interrupt of the thread, as Spark's own loops check whether their task was killed.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CancellationTest {
    private static final long MILLIS_BEFORE_CANCEL = 500;

    /** On a machine that has much else to do; the queries themselves take hours. */
    private static final long MILLIS_TO_END = 3_000;

    private static final Tasks TASKS = new Tasks();

    @TempDir
    static Path folder;

    private static SideBySide sides;

    @BeforeAll
    static void start() {
        sides = new SideBySide(Map.of(
                "spark.sql.adaptive.enabled", "false",
                "spark.sql.autoBroadcastJoinThreshold", "-1"));
        sides.quiver().sparkContext().addSparkListener(TASKS);
        String table = folder.resolve("t").toString();
        sides.stock()
                .range(0, 400_000, 1, 2)
                .selectExpr(
                        "id", "pmod(id * 1000003, 400000) AS v", "id % 1 AS one", "CAST(id % 77 AS DOUBLE) / 7 AS d")
                .write()
                .parquet(table);
        UDF1<Long, Long> slow = value -> {
            Thread.sleep(20);
            return value;
        };
        for (SparkSession session : new SparkSession[] {sides.stock(), sides.quiver()}) {
            session.read().parquet(table).createOrReplaceTempView("t");
            session.udf().register("slow", slow, DataTypes.LongType);
        }
    }

    @AfterAll
    static void stop() {
        if (sides != null) {
            sides.quiver().sparkContext().removeSparkListener(TASKS);
            sides.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            CartesianProduct     | SELECT * FROM t a CROSS JOIN t b WHERE (a.v * b.v) % 7 = 8
            BroadcastNestedLoop  | SELECT /*+ BROADCAST(b) */ * FROM t a LEFT JOIN t b ON (a.v * b.v) % 7 = 8
            ShuffledHashJoin     | SELECT * FROM t a JOIN t b ON a.one = b.one AND (a.v * b.v) % 7 = 8
            ShuffledHashJoin     | SELECT * FROM t a LEFT ANTI JOIN t b ON a.one = b.one AND (a.v * b.v) % 7 = 8
            Window               | SELECT sum(d) OVER (ORDER BY id ROWS BETWEEN 150000 PRECEDING AND 150000 FOLLOWING) FROM t
            Window               | SELECT percentile(v, 0.5) OVER (ORDER BY id ROWS BETWEEN 150000 PRECEDING AND 150000 FOLLOWING) FROM t
            Filter               | SELECT x FROM t LATERAL VIEW explode(sequence(0, 100000)) AS x WHERE x + v < 0
            Generate             | SELECT x FROM t LATERAL VIEW json_tuple(repeat('[', 10000), 'a') AS x WHERE slow(v) < 0
            HashAggregate        | SELECT v, x, count(*) FROM t LATERAL VIEW explode(sequence(0, 100000)) AS x GROUP BY v, x
            ObjectHashAggregate  | SELECT one, percentile(x, 0.5) FROM t LATERAL VIEW explode(sequence(0, 100000)) AS x GROUP BY one
            Sort                 | SELECT x, v FROM t LATERAL VIEW explode(sequence(0, 100000)) AS x SORT BY x DESC
            TakeOrdered          | SELECT x, v FROM t LATERAL VIEW explode(sequence(0, 100000)) AS x ORDER BY x DESC, v LIMIT 1000
            Exchange             | SELECT /*+ REPARTITION(50, x) */ x, v FROM t LATERAL VIEW explode(sequence(0, 100000)) AS x
            Project              | SELECT slow(v) FROM t
            """)
    void endsSoonAndHoldsNothing(String operator, String sql) throws Exception {
        Dataset<Row> query = sides.quiver().sql(sql);
        assertThat(SideBySide.report(query).accelerated()).anyMatch(name -> name.contains(operator));
        assertThat(cancelled(query, false)).as("milliseconds").isLessThan(MILLIS_TO_END);
        if (operator.equals("CartesianProduct") || operator.equals("Project")) {
            assertThat(cancelled(sides.quiver().sql(sql), true))
                    .as("milliseconds")
                    .isLessThan(MILLIS_TO_END);
        }
    }

    /** How many milliseconds after the query was cancelled its last task ended. */
    private static long cancelled(Dataset<Row> query, boolean interrupt) throws Exception {
        SparkContext context = query.sparkSession().sparkContext();
        CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> {
            context.setJobGroup("to be cancelled", "a test", interrupt);
            try {
                query.write().format("noop").mode("overwrite").save();
            } finally {
                context.clearJobGroup();
            }
        });
        while (TASKS.running.get() == 0 && !ended.isDone()) {
            Thread.sleep(10);
        }
        Thread.sleep(MILLIS_BEFORE_CANCEL);
        assertThat(ended).as("the query is at work").isNotDone();
        long start = System.nanoTime();
        context.cancelJobGroup("to be cancelled");
        assertThat(ended).failsWithin(1, TimeUnit.MINUTES);
        long millis = awaitNoTask(context, start);
        assertThat(SparkEnv.get().memoryManager().executionMemoryUsed())
                .as("bytes of execution memory held")
                .isZero();
        return millis;
    }

    private static long awaitNoTask(SparkContext context, long start) throws TimeoutException, InterruptedException {
        while (TASKS.running.get() > 0 && System.nanoTime() - start < TimeUnit.MINUTES.toNanos(1)) {
            Thread.sleep(5);
        }
        context.listenerBus().waitUntilEmpty();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static final class Tasks extends SparkListener {
        private final AtomicInteger running = new AtomicInteger();

        @Override
        public void onTaskStart(SparkListenerTaskStart start) {
            running.incrementAndGet();
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            running.decrementAndGet();
        }
    }
}
