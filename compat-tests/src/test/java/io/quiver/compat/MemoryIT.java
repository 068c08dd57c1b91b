/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkEnv;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs operators with far more state than Spark's memory can hold, with Quiver off and on, in one process: both spill and return
 * the same rows. The bytes on disk, the heap in use and the time are printed side by side.
 *
 * <p>{@code -Dmemory.rows=5000000 -Dmemory.fraction=0.1} means five million groups and rows of a window's one partition, and ten
 * million build rows and rows to sort, in a tenth of the heap.
 */
class MemoryIT {
    private static final long ROWS = Long.getLong("memory.rows", 100_000);
    private static final String FRACTION = System.getProperty("memory.fraction", "0.005");

    /** Pages so small that the memory of a task has room for some. */
    private static final String PAGE = System.getProperty("memory.page", "256k");

    @TempDir
    static Path folder;

    private static SparkSession stock;
    private static SparkSession quiver;
    private static final Usage USAGE = new Usage();
    private static final HeapPeak HEAP = new HeapPeak();

    @BeforeAll
    static void start() {
        SparkSession root = SparkSession.builder()
                .master("local[2]")
                .appName("memory")
                .config("spark.plugins", "io.quiver.spark.QuiverPlugin")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.memory.fraction", FRACTION)
                .config("spark.buffer.pageSize", PAGE)
                .config("spark.local.dir", folder.resolve("local").toString())
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.autoBroadcastJoinThreshold", "-1")
                .config("spark.unsafe.exceptionOnMemoryLeak", "true")
                .getOrCreate();
        root.sparkContext().addSparkListener(USAGE);
        stock = session(root, false);
        quiver = session(root, true);
        writeTables();
    }

    @AfterAll
    static void stop() {
        if (stock != null) {
            stock.sparkContext().stop();
        }
    }

    @Test
    void aggregateByManyGroups() throws TimeoutException {
        endsAsOnStock("SELECT k, count(*), sum(v), avg(d), min(s) FROM facts GROUP BY k", false);
    }

    @Test
    void distinctRows() throws TimeoutException {
        endsAsOnStock("SELECT DISTINCT k, s FROM facts", false);
    }

    @Test
    void joinWithALargeBuildSide() throws TimeoutException {
        endsAsOnStock("SELECT f.id, f.s, d.v FROM facts f JOIN facts d ON f.id = d.id", false);
    }

    @Test
    void outerJoinOfTwoLargeSides() throws TimeoutException {
        endsAsOnStock("SELECT f.id, d.k, d.name FROM facts f FULL JOIN dims d ON f.id = d.k AND f.v > d.v", false);
    }

    @Test
    void sortOfManyRows() throws TimeoutException {
        endsAsOnStock("SELECT k, s, id FROM facts ORDER BY k DESC, id", true);
    }

    @Test
    void windowOverOnePartition() throws TimeoutException {
        endsAsOnStock(
                "SELECT k, s, row_number() OVER w, sum(v) OVER w, max(s) OVER (PARTITION BY 1)"
                        + " FROM facts WHERE id < " + ROWS + " WINDOW w AS (PARTITION BY 1 ORDER BY k)",
                true);
    }

    @Test
    void joinOnOneHeavyKey() throws TimeoutException {
        endsAsOnStock(
                "SELECT f.id, f.s FROM (SELECT *, id % 1 AS one FROM facts WHERE id < 40) f"
                        + " LEFT SEMI JOIN (SELECT *, k % 1 AS one FROM dims) d"
                        + " ON f.one = d.one AND f.id + d.k < 30 AND f.s > d.name",
                false);
    }

    @Test
    void manyOperatorsInOneTask() throws TimeoutException {
        endsAsOnStock(
                "SELECT k, t, sort_array(collect_list(v)), sum(v), max(m) FROM (SELECT k % 1000 AS k, id % 300 AS t, v,"
                        + " max(s) OVER (PARTITION BY k % 1000 ORDER BY id) AS m FROM facts) GROUP BY k, t"
                        + " ORDER BY k, t",
                true);
    }

    private static void endsAsOnStock(String sql, boolean ordered) throws TimeoutException {
        Measured onStock = run(stock, sql, ordered);
        Measured onQuiver = run(quiver, sql, ordered);
        System.out.printf("memory: %s%n  stock  %s%n  quiver %s%n", sql, onStock, onQuiver);
        assertThat(onQuiver.digest()).isEqualTo(onStock.digest());
        assertThat(onStock.spilledBytes()).as("stock spills").isPositive();
        assertThat(onQuiver.spilledBytes()).as("Quiver spills").isPositive();
    }

    /** What came out, and what it took: bytes that went to disk, the heap in use at most after a collection, and time. */
    private record Measured(RowDigest digest, long spilledBytes, long heapBytes, long millis) {}

    private static Measured run(SparkSession session, String sql, boolean ordered) throws TimeoutException {
        USAGE.spilledBytes = 0;
        HEAP.reset();
        Dataset<Row> frame = session.sql(sql);
        long start = System.nanoTime();
        RowDigest digest = RowDigest.of(frame, ordered);
        long millis = (System.nanoTime() - start) / 1_000_000;
        session.sparkContext().listenerBus().waitUntilEmpty();
        if (session == quiver) {
            assertThat(SideBySide.report(frame).isAccelerated())
                    .as("accelerated")
                    .isTrue();
        }
        assertThat(SparkEnv.get().memoryManager().executionMemoryUsed())
                .as("bytes of execution memory held after the query")
                .isZero();
        return new Measured(digest, USAGE.spilledBytes, HEAP.peakBytes(), millis);
    }

    private static SparkSession session(SparkSession root, boolean enabled) {
        SparkSession session = root.newSession();
        session.conf().set("spark.quiver.enabled", Boolean.toString(enabled));
        session.conf().set("spark.quiver.offload", "always");
        session.conf().set("spark.quiver.planning.strict", "true");
        return session;
    }

    /** Two rows of facts for each key, one of dims. */
    private static void writeTables() {
        String facts = folder.resolve("facts").toString();
        String dims = folder.resolve("dims").toString();
        stock.range(0, 2 * ROWS, 1, 4)
                .selectExpr(
                        "id",
                        "pmod(id * 1000003, " + ROWS + ") AS k",
                        "CAST(id % 1000 AS DECIMAL(12, 2)) AS v",
                        "CAST(id % 77 AS DOUBLE) AS d",
                        "concat('row ', pmod(id * 1000003, " + ROWS + ")) AS s")
                .write()
                .parquet(facts);
        stock.range(0, ROWS, 1, 4)
                .selectExpr("pmod(id * 999983, " + ROWS + ") AS k", "id % 500 AS v", "concat('name ', id) AS name")
                .write()
                .parquet(dims);
        for (SparkSession session : List.of(stock, quiver)) {
            session.read().parquet(facts).createOrReplaceTempView("facts");
            session.read().parquet(dims).createOrReplaceTempView("dims");
        }
    }

    /** Adds up what tasks report. */
    private static final class Usage extends SparkListener {
        private volatile long spilledBytes;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
        public void onTaskEnd(SparkListenerTaskEnd end) {
            spilledBytes += end.taskMetrics().diskBytesSpilled();
        }
    }
}
