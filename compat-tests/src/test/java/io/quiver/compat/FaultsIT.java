/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.FetchFailed;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tasks that fail, a killed executor, lost shuffle blocks, a task overtaken by its speculative copy: the rows are those of stock
 * Spark, and no executor holds memory afterwards. Executors are separate processes. Spark runs a speculative task only on another
 * host, so the two workers use two names of the local host.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FaultsIT {
    /** The condition takes a column of each side that is no key: it can only be above the join. */
    private static final String JOIN_AND_AGGREGATE =
            """
            SELECT d.name, count(*) AS facts, sum(f.amount) AS amount, max(f.id) AS latest
            FROM facts f JOIN dims d ON f.key = d.key
            WHERE strike('%s', '%s', f.id, CAST(length(d.name) AS BIGINT))
            GROUP BY d.name""";

    private static final String TO_WRITE =
            """
            SELECT id, amount, array(key, NULL) AS list, named_struct('x', id, 'y', array(amount)) AS st
            FROM facts WHERE CASE WHEN id %% 5000 < 4200 THEN true ELSE strike('%s', '%s', id, key) END""";

    @TempDir
    static Path tables;

    private static TwoWorkers workers;
    private static SparkSession stock;
    private static SparkSession quiver;
    private static Outcome onStock;
    private static final Events EVENTS = new Events();

    @TempDir
    Path markers;

    @BeforeAll
    static void startCluster() {
        workers = TwoWorkers.start(tables.resolve("work").toString());
        SparkSession root = SparkSession.builder()
                .master(workers.master())
                .appName("faults")
                .config("spark.plugins", "io.quiver.spark.QuiverPlugin")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.executor.memory", "512m")
                .config("spark.local.dir", tables.resolve("local").toString())
                .config("spark.executor.extraClassPath", TwoWorkers.classPath())
                // Short lives: compiling for long ones would take most of the time.
                .config("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
                // Without a Spark distribution the class path above is all that an executor has.
                .config("spark.executorEnv.SPARK_TESTING", "1")
                .config("spark.executorEnv.SPARK_SCALA_VERSION", "2.13")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.sql.adaptive.coalescePartitions.enabled", "false")
                .config("spark.sql.autoBroadcastJoinThreshold", "-1")
                .config("spark.shuffle.io.retryWait", "100ms")
                .config("spark.unsafe.exceptionOnMemoryLeak", "true")
                .config("spark.speculation", "true")
                .config("spark.speculation.interval", "100ms")
                .config("spark.speculation.quantile", "0.5")
                .config("spark.speculation.multiplier", "2")
                .config("spark.speculation.minTaskRuntime", "3s")
                .getOrCreate();
        root.sparkContext().addSparkListener(EVENTS);
        stock = session(root, false);
        quiver = session(root, true);
        writeTables();
        onStock = Outcome.of(() -> stock.sql(JOIN_AND_AGGREGATE.formatted("none", "")));
        assertThat(onStock).isInstanceOf(Outcome.Rows.class);
    }

    @AfterAll
    static void stopCluster() {
        if (stock != null) {
            stock.sparkContext().stop();
        }
        if (workers != null) {
            workers.close();
        }
    }

    @Test
    void taskThatFailsTwiceIsRunAgain() throws TimeoutException {
        int before = EVENTS.failedTasks.get();
        endsAsOnStock("fail twice");
        assertThat(EVENTS.failedTasks.get() - before).isGreaterThanOrEqualTo(2);
    }

    @Test
    void executorKilledInAJoinLosesNothing() throws TimeoutException {
        int before = EVENTS.removedExecutors.get();
        endsAsOnStock("kill executor");
        assertThat(EVENTS.removedExecutors.get() - before).isEqualTo(1);
    }

    @Test
    void shuffleBlocksThatAreLostAreMadeAgain() throws TimeoutException {
        int before = EVENTS.failedFetches.get();
        endsAsOnStock("lose blocks");
        assertThat(EVENTS.failedFetches.get() - before).isGreaterThanOrEqualTo(1);
    }

    @Test
    void speculativeCopyOvertakesASlowTask() throws TimeoutException {
        int before = EVENTS.speculativeSuccesses.get();
        endsAsOnStock("be slow");
        assertThat(EVENTS.speculativeSuccesses.get() - before).isGreaterThanOrEqualTo(1);
    }

    @Test
    void taskThatFailsTwiceIsRunAgainInAWrite() throws Exception {
        int before = EVENTS.failedTasks.get();
        writesAsStock("fail twice");
        assertThat(EVENTS.failedTasks.get() - before).isGreaterThanOrEqualTo(2);
    }

    @Test
    void executorKilledInAWriteLeavesNoFiles() throws Exception {
        int before = EVENTS.removedExecutors.get();
        writesAsStock("kill executor");
        assertThat(EVENTS.removedExecutors.get() - before).isEqualTo(1);
    }

    @Test
    void speculativeCopyOvertakesASlowTaskInAWrite() throws Exception {
        int before = EVENTS.speculativeSuccesses.get();
        writesAsStock("be slow");
        assertThat(EVENTS.speculativeSuccesses.get() - before).isGreaterThanOrEqualTo(1);
    }

    /** One task of the write is struck in the middle of its rows, some files of which are ended. */
    private void writesAsStock(String fault) throws Exception {
        Path expected = markers.resolve("expected");
        Path written = markers.resolve("written");
        write(stock.sql(TO_WRITE.formatted("none", "")), expected);
        write(quiver.sql(TO_WRITE.formatted(fault, markers)), written);
        assertNothingHeldOnExecutors();
        assertThat(names(written)).isEqualTo(names(expected));
        assertThat(rows(written)).isEqualTo(rows(expected));
        stock.sparkContext().listenerBus().waitUntilEmpty();
    }

    private static void write(Dataset<Row> rows, Path target) {
        rows.write().option("maxRecordsPerFile", "400").parquet(target.toString());
    }

    /** Files and folders, by the parts of their names that are not made by chance. */
    private static List<String> names(Path target) throws IOException {
        try (Stream<Path> paths = Files.walk(target)) {
            return paths.map(path -> target.relativize(path).toString())
                    .map(name -> name.replaceAll("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ""))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> rows(Path files) {
        return stock.read().parquet(files.toString()).orderBy("id").toJSON().collectAsList();
    }

    private void endsAsOnStock(String fault) throws TimeoutException {
        Dataset<Row> struck = quiver.sql(JOIN_AND_AGGREGATE.formatted(fault, markers));
        assertThat(Outcome.of(() -> struck)).isEqualTo(onStock);
        PlanReport report = SideBySide.report(struck);
        assertThat(report.accelerated()).anyMatch(operator -> operator.contains("ShuffledHashJoin"));
        assertThat(report.accelerated()).anyMatch(operator -> operator.contains("HashAggregate"));
        assertNothingHeldOnExecutors();
        stock.sparkContext().listenerBus().waitUntilEmpty();
    }

    /** The loser of a race between two copies of a task may still be ending. */
    private static void assertNothingHeldOnExecutors() {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(stock.sparkContext());
        List<Long> held = List.of(-1L);
        for (int attempt = 0; attempt < 50 && !held.stream().allMatch(bytes -> bytes == 0); attempt++) {
            held = context.parallelize(Collections.nCopies(8, 0), 8)
                    .map(any -> SparkEnv.get().memoryManager().executionMemoryUsed())
                    .collect();
        }
        assertThat(held).as("bytes of execution memory held on executors").containsOnly(0L);
    }

    private static SparkSession session(SparkSession root, boolean enabled) {
        SparkSession session = root.newSession();
        session.conf().set("spark.quiver.enabled", Boolean.toString(enabled));
        session.conf().set("spark.quiver.offload", "always");
        session.conf().set("spark.quiver.keyFilters.minRows", "0");
        session.conf().set("spark.quiver.planning.strict", "true");
        session.udf().register("strike", new Fault(), DataTypes.BooleanType);
        return session;
    }

    private static void writeTables() {
        String facts = tables.resolve("facts").toString();
        String dims = tables.resolve("dims").toString();
        stock.range(0, 20_000, 1, 4)
                .selectExpr("id", "id % 300 AS key", "CAST(id % 97 AS DECIMAL(12, 2)) AS amount")
                .write()
                .parquet(facts);
        stock.range(0, 250, 1, 2)
                .selectExpr("id AS key", "concat('name ', id % 40) AS name")
                .write()
                .parquet(dims);
        for (SparkSession session : List.of(stock, quiver)) {
            session.read().parquet(facts).createOrReplaceTempView("facts");
            session.read().parquet(dims).createOrReplaceTempView("dims");
        }
    }

    /** Counts what went wrong, so that a test proves that its fault came. */
    private static final class Events extends SparkListener {
        private final AtomicInteger failedTasks = new AtomicInteger();
        private final AtomicInteger failedFetches = new AtomicInteger();
        private final AtomicInteger removedExecutors = new AtomicInteger();
        private final AtomicInteger speculativeSuccesses = new AtomicInteger();

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            if (end.taskInfo().failed()) {
                failedTasks.incrementAndGet();
            }
            if (end.reason() instanceof FetchFailed) {
                failedFetches.incrementAndGet();
            }
            if (end.taskInfo().speculative() && end.taskInfo().successful()) {
                speculativeSuccesses.incrementAndGet();
            }
        }

        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
            removedExecutors.incrementAndGet();
        }
    }
}
