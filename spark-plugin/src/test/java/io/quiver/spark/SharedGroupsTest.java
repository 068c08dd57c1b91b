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

/** A view that a query asks twice is read, aggregated and shuffled once. */
final class SharedGroupsTest {
    private static final String VIEW = "WITH revenue AS (SELECT k, sum(v) total FROM sales WHERE v > 3 GROUP BY k) ";
    private static final String MAXIMUM =
            VIEW + "SELECT s, total FROM shops, revenue WHERE s = k AND total = (SELECT max(total) FROM revenue)";

    private static SparkSession spark;

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
        for (String key : List.of("spark.quiver.enabled", "spark.quiver.shareGroups", "spark.sql.adaptive.enabled")) {
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
    private static long scansOfSales(String query) {
        spark.conf().set("spark.quiver.enabled", "false");
        List<Row> stock = spark.sql(query).collectAsList();
        spark.conf().unset("spark.quiver.enabled");
        Dataset<Row> data = (Dataset<Row>) spark.sql(query);
        assertThat(data.collectAsList())
                .containsExactlyInAnyOrderElementsOf(stock)
                .isNotEmpty();
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
                        && scan.relation().location().rootPaths().toString().contains("/sales")
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
