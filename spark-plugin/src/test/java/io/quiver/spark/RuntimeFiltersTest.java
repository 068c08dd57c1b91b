/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.exchange.ShuffleExchange;
import io.quiver.spark.exchange.StageBroadcast;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rows of a join's large side are dropped before they are shuffled. */
final class RuntimeFiltersTest {
    private static final long FACTS = 20_000;

    private static SparkSession spark;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        spark = TestSession.start(
                folder, Map.of("spark.quiver.offload", "always", "spark.sql.autoBroadcastJoinThreshold", "-1"));
        table(
                "fact",
                FACTS,
                "id",
                "id % 1000 k",
                "concat('s', id % 1000) s",
                "cast(id % 77 as decimal(9, 2)) m",
                "cast(id % 77 as decimal(15, 2)) w");
        table("dim", 1000, "id k", "concat('s', id) s", "id % 100 g");
        table("more", 5000, "id", "id % 1000 k");
    }

    private static void table(String name, long rows, String... columns) {
        TestSession.table(spark, folder, name, rows, 2, columns);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @BeforeEach
    void backToDefaults() {
        for (String key : List.of(
                "spark.quiver.keyFilters",
                "spark.quiver.broadcast.threshold",
                "spark.sql.adaptive.autoBroadcastJoinThreshold")) {
            spark.conf().unset(key);
        }
        spark.conf().set("spark.quiver.keyFilters.minRows", "0");
    }

    @Test
    void smallSidesDoNotWait() {
        spark.conf().set("spark.quiver.keyFilters.minRows", "500000");
        assertShuffled("SELECT f.id, d.s FROM fact f JOIN dim d ON f.k = d.k WHERE d.g = 3", FACTS, 10);
    }

    @Test
    void rowsWithoutAMatchAreNotShuffled() {
        assertShuffled("SELECT f.id, d.s FROM fact f JOIN dim d ON f.k = d.k WHERE d.g = 3", 10, FACTS / 100);
        assertShuffled("SELECT f.id, d.g FROM fact f JOIN dim d ON f.k = d.k AND f.s = d.s WHERE d.g = 3", 10, 200);
        assertShuffled(
                "SELECT k FROM dim d WHERE g = 3 AND NOT EXISTS (SELECT * FROM fact f WHERE f.k = d.k)", 10, 200);
    }

    @Test
    void rowsThatAreKeptWithoutAMatchAreShuffled() {
        assertShuffled(
                "SELECT f.id, d.s FROM fact f LEFT JOIN (SELECT * FROM dim WHERE g = 3) d ON f.k = d.k", 10, FACTS);
        assertShuffled(
                "SELECT f.id FROM fact f WHERE NOT EXISTS (SELECT * FROM dim d WHERE g = 3 AND f.k = d.k)", 10, FACTS);
    }

    @Test
    void oneSideFiltersAllThatAreJoinedByItsKeys() {
        assertShuffled(
                "SELECT f.id, m.id FROM dim d JOIN fact f ON f.k = d.k JOIN more m ON m.k = d.k WHERE d.g = 3",
                10,
                200,
                50);
    }

    @Test
    void rowsWithoutAMatchAreNotGrouped() {
        for (String measure :
                List.of("avg(m)", "sum(m)", "sum(m) + 1", "0.2 * avg(w)", "sum(w)", "min(id)", "count(*)")) {
            assertShuffled(
                    "SELECT d.k, a FROM dim d JOIN (SELECT k, %s a FROM fact GROUP BY k) f ON f.k = d.k WHERE d.g = 3"
                            .formatted(measure),
                    10,
                    20);
        }
    }

    @Test
    void aJoinThatBecomesABroadcastLendsItsTable() {
        spark.conf().set("spark.sql.adaptive.autoBroadcastJoinThreshold", "10MB");
        String query =
                "SELECT d.k, a FROM dim d JOIN (SELECT k, avg(m) a FROM fact GROUP BY k) f ON f.k = d.k WHERE d.g = 3";

        Run run = assertShuffled(query, 10, 20);

        assertThat(run.broadcasts()).isZero();
    }

    @Test
    void groupsThatMayFailAreAllMade() {
        assertShuffled(
                "SELECT d.k, a FROM dim d JOIN (SELECT k, sum(id) a FROM fact GROUP BY k) f ON f.k = d.k WHERE d.g = 3",
                10,
                2 * 1000);
    }

    @Test
    void groupsThatHavingPicksFilter() {
        String query = "SELECT f.id FROM fact f WHERE f.k IN (SELECT k FROM more GROUP BY k HAVING max(id) > 4990)";

        assertShuffled(query, 2 * 1000, 9, 9 * 20);
    }

    @Test
    void aSideThatASubqueryHasShuffledAlreadyIsBroadcastAllTheSame() {
        spark.conf().set("spark.sql.adaptive.autoBroadcastJoinThreshold", "10MB");
        String joined = "FROM fact f JOIN dim d ON f.k = d.k WHERE d.g = 3";
        String query = "SELECT f.id %s AND f.id > (SELECT count(*) / 10 %s)".formatted(joined, joined);
        Dataset<Row> frame = spark.sql(query);
        frame.collectAsList();

        assertThat(TestSession.finalPlan(frame))
                .contains("QuiverBroadcastHashJoin")
                .doesNotContain("Deferred");
        assertShuffled(query, 10);
    }

    @Test
    void aSideThatWaitsAboveAnotherStageIsShuffledInTheEnd() {
        Dataset<Row> frame =
                spark.sql("SELECT d.k, c FROM dim d JOIN (SELECT k, count(DISTINCT s) c FROM fact GROUP BY k) a"
                        + " ON d.k = a.k WHERE d.g = 3");
        frame.collectAsList();

        assertThat(TestSession.finalPlan(frame))
                .contains("QuiverShuffledHashJoin")
                .doesNotContain("Deferred");
    }

    @Test
    void longStringsAreNoFewBytes() {
        spark.conf().set("spark.quiver.broadcast.threshold", "100b");

        Run run = run("SELECT f.id, d.g FROM fact f JOIN dim d ON f.s = d.s WHERE d.g = 3");

        assertThat(run.shuffled()).containsExactlyInAnyOrder(10L, FACTS);
    }

    @Test
    void anExchangeThatIsUsedTwiceStaysOne() {
        String query = "WITH f AS (SELECT k, count(*) n FROM fact GROUP BY k) "
                + "SELECT a.k, a.n, b.n FROM dim d JOIN f a ON a.k = d.k JOIN f b ON b.k = a.k + 1 WHERE d.g = 3";

        Run run = run(query);

        assertThat(run.shuffled()).filteredOn(rows -> rows == 2 * 1000).hasSize(1);
    }

    @Test
    void tooManyKeysFilterNothing() {
        spark.conf().set("spark.quiver.broadcast.threshold", "10b");

        Run run = run("SELECT f.id, d.s FROM fact f JOIN dim d ON f.k = d.k WHERE d.g = 3");

        assertThat(run.shuffled()).containsExactlyInAnyOrder(10L, FACTS);
    }

    @Test
    void theSwitchLeavesAllRowsIn() {
        spark.conf().set("spark.quiver.keyFilters", "false");

        Run run = run("SELECT f.id, d.s FROM fact f JOIN dim d ON f.k = d.k WHERE d.g = 3");

        assertThat(run.shuffled()).containsExactlyInAnyOrder(10L, FACTS);
    }

    /** Rows that each exchange wrote, and how many key broadcasts there were. */
    private record Run(List<Long> shuffled, int broadcasts, List<String> rows) {}

    private static Run assertShuffled(String query, long... rows) {
        Run run = run(query);
        List<Long> expected = new ArrayList<>();
        for (long count : rows) {
            expected.add(count);
        }
        assertThat(run.shuffled()).as(query).containsExactlyInAnyOrderElementsOf(expected);
        spark.conf().set("spark.quiver.enabled", "false");
        assertThat(run.rows()).isEqualTo(rows(spark.sql(query)));
        spark.conf().unset("spark.quiver.enabled");
        return run;
    }

    private static Run run(String query) {
        Dataset<Row> frame = spark.sql(query);
        List<String> rows = rows(frame);
        List<Long> shuffled = new ArrayList<>();
        int broadcasts = collect(frame.queryExecution().executedPlan(), shuffled, new HashSet<>());
        return new Run(shuffled, broadcasts, rows);
    }

    private static List<String> rows(org.apache.spark.sql.Dataset<Row> frame) {
        return frame.collectAsList().stream().map(Row::toString).sorted().toList();
    }

    /** A stage may stand in the plan twice: as the side of a join, and where it filters the other. */
    private static int collect(SparkPlan plan, List<Long> shuffled, Set<Integer> stages) {
        if (plan instanceof AdaptiveSparkPlanExec adaptive) {
            return collect(adaptive.executedPlan(), shuffled, stages);
        }
        if (plan instanceof QueryStageExec stage) {
            return stages.add(stage.id()) ? collect(stage.plan(), shuffled, stages) : 0;
        }
        if (plan instanceof ShuffleExchange exchange) {
            shuffled.add(exchange.longMetric("numRows").value());
        }
        int broadcasts = plan instanceof StageBroadcast ? 1 : 0;
        for (SparkPlan child : Scala.list(plan.children())) {
            broadcasts += collect(child, shuffled, stages);
        }
        return broadcasts;
    }
}
