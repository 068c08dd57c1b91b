/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.compat.Scala;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A view that a query uses twice is read, aggregated and shuffled once. */
final class ShareCommonSubplansTest {
    private static final String VIEW = "WITH revenue AS (SELECT k, sum(v) total FROM sales WHERE v > 3 GROUP BY k) ";
    private static final String MAXIMUM =
            VIEW + "SELECT s, total FROM shops, revenue WHERE s = k AND total = (SELECT max(total) FROM revenue)";

    private static SparkSession spark;

    private String lastPlan = "";

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of());
        TestSession.table(
                spark,
                folder,
                "sales",
                2000,
                2,
                "if(id % 100 = 7, null, id % 50) k",
                "cast(id % 40 as int) v",
                "id % 3 p",
                "id l");
        TestSession.table(spark, folder, "shops", 50, 1, "id s");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @AfterEach
    void backToDefaults() {
        for (String key : List.of(
                "spark.quiver.enabled",
                "spark.quiver.shareGroups",
                "spark.sql.adaptive.enabled",
                "spark.sql.autoBroadcastJoinThreshold",
                "spark.sql.adaptive.autoBroadcastJoinThreshold",
                "spark.quiver.keyFilters.minRows")) {
            spark.conf().unset(key);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aViewAndItsMaximumAreAggregatedOnce(boolean isAdaptive) {
        spark.conf().set("spark.sql.adaptive.enabled", isAdaptive);
        assertThat(scansOfSales(MAXIMUM)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theAverageOfAGroupsGroupsIsOfTheSameGroups(boolean isAdaptive) {
        spark.conf().set("spark.sql.adaptive.enabled", isAdaptive);
        String query = "WITH returns AS (SELECT k, p, sum(v) total FROM sales WHERE v > 3 GROUP BY k, p)"
                + " SELECT s, a.p, a.total FROM returns a, shops WHERE s = a.k"
                + " AND a.total > (SELECT avg(total) * 1.01 FROM returns b WHERE a.p = b.p)";
        assertThat(scansOfSales(query)).isEqualTo(1);
    }

    @Test
    void theSwitchLeavesBothAsTheyAre() {
        spark.conf().set("spark.quiver.shareGroups", "false");
        assertThat(scansOfSales(MAXIMUM)).isEqualTo(2);
    }

    @Test
    void viewsOfOtherRowsStayTwo() {
        assertThat(scansOfSales(VIEW + ", more AS (SELECT k, sum(v) total FROM sales WHERE v > 2 GROUP BY k)"
                        + " SELECT s, total FROM shops, revenue WHERE s = k AND total = (SELECT max(total) FROM more)"))
                .isEqualTo(2);
    }

    /** Adaptive execution plans again from the plan that is shared, not from Spark's. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1000000"})
    void joinsStillBecomeBroadcasts(String minRows) {
        spark.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
        spark.conf().set("spark.sql.adaptive.autoBroadcastJoinThreshold", "10MB");
        spark.conf().set("spark.quiver.keyFilters.minRows", minRows);
        assertThat(scansOfSales(MAXIMUM)).isEqualTo(1);
        assertThat(lastPlan).contains("BroadcastHashJoin");
        assertThat(scansOfSales(
                        VIEW + "SELECT s, total FROM shops, revenue r, sales x WHERE s = r.k AND x.k = s AND x.v > 5"
                                + " AND total = (SELECT max(total) FROM revenue)"))
                .isEqualTo(2);
        assertThat(lastPlan).contains("BroadcastHashJoin");
    }

    @Test
    void partitionsAreStillPrunedByGroups() {
        spark.sql("CREATE TABLE parts (x INT, pk BIGINT) USING parquet PARTITIONED BY (pk)");
        spark.sql("INSERT INTO parts SELECT id % 3, id FROM range(50)");
        assertThat(
                        scansOfSales(
                                VIEW
                                        + "SELECT x, total FROM parts, revenue WHERE pk = k AND total = (SELECT max(total) FROM revenue)"))
                .isEqualTo(1);
        assertThat(lastPlan).contains("dynamicpruning").doesNotContain("dynamicpruningexpression(true)");
    }

    @Test
    void threeFormsOfAViewBecomeTheOneWithTheFewestConditions() {
        String groups = "SELECT k, p, sum(v) t FROM sales %s GROUP BY k, p";
        assertThat(scansOfSales(("WITH a AS (" + groups + "), b AS (" + groups + "), c AS (" + groups + ")")
                                .formatted("WHERE k IS NOT NULL AND p IS NOT NULL", "WHERE p IS NOT NULL", "")
                        + " SELECT k, t FROM a UNION ALL SELECT p, t FROM b UNION ALL SELECT p, t FROM c"))
                .isEqualTo(2);
    }

    @Test
    void groupsThatAreBucketsStayAsTheyAre() {
        spark.sql("CREATE TABLE bucketed_sales USING parquet CLUSTERED BY (k) INTO 2 BUCKETS AS SELECT * FROM sales");
        assertThat(scansOfSales(MAXIMUM.replace("FROM sales", "FROM bucketed_sales")))
                .isEqualTo(2);
    }

    @Test
    void whatIsWrittenIsShared() {
        spark.sql("CREATE TABLE best (s BIGINT, total BIGINT) USING parquet");
        spark.sql("INSERT INTO best " + MAXIMUM);
        assertThat(spark.table("best").collectAsList())
                .isEqualTo(spark.sql(MAXIMUM).collectAsList());
    }

    @Test
    void sumsThatMayOverflowStayTwo() {
        assertThat(scansOfSales(MAXIMUM.replace("sum(v)", "sum(l)"))).isEqualTo(2);
    }

    @Test
    void keysThatAreNotHandedOnCannotBeAskedAfterwards() {
        assertThat(scansOfSales(
                        "SELECT (SELECT max(t) FROM (SELECT sum(v) t FROM sales WHERE k IS NOT NULL GROUP BY k)) a,"
                                + " (SELECT min(t) FROM (SELECT sum(v) t FROM sales GROUP BY k)) b"))
                .isEqualTo(2);
    }

    /** How often the final plan reads the table, for its subqueries too; checks the rows first. */
    private long scansOfSales(String query) {
        spark.conf().set("spark.quiver.enabled", "false");
        List<Row> stock = spark.sql(query).collectAsList();
        spark.conf().unset("spark.quiver.enabled");
        Dataset<Row> data = (Dataset<Row>) spark.sql(query);
        assertThat(data.collectAsList())
                .containsExactlyInAnyOrderElementsOf(stock)
                .isNotEmpty();
        lastPlan = data.queryExecution().executedPlan().toString();
        lastPlan = lastPlan.substring(0, Math.max(lastPlan.lastIndexOf("== Initial Plan"), 0));
        return scansOfSales(data.queryExecution().executedPlan());
    }

    private static long scansOfSales(SparkPlan plan) {
        if (plan instanceof AdaptiveSparkPlanExec adaptive) {
            return scansOfSales(adaptive.executedPlan());
        }
        if (plan instanceof QueryStageExec stage) {
            return scansOfSales(stage.plan());
        }
        long scans = plan instanceof FileSourceScanExec scan
                        && scan.relation().location().rootPaths().toString().contains("sales")
                ? 1
                : 0;
        for (SparkPlan child : Scala.list(plan.children())) {
            scans += scansOfSales(child);
        }
        for (SparkPlan subquery : Scala.list(plan.subqueries())) {
            scans += scansOfSales(subquery);
        }
        return scans;
    }
}
