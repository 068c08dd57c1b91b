/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.node.OperatorExec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.window.Partial$;
import org.apache.spark.sql.execution.window.WindowGroupLimitExec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many rows leave the limit of groups before its shuffle. */
final class PartialLimitTest {
    private static final int ROWS = 220_000;
    private static final int KEYS = ROWS / 5 * 4;
    private static final String LATEST = latest("k");

    private static SparkSession spark;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of("spark.quiver.offload", "always"));
        TestSession.table(
                spark, folder, "t", ROWS, 1, "id - if(id % 5 = 4, 1, 0) k", "id % 5 v", "cast(id as string) s");
    }

    private static String latest(String key) {
        return "SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY " + key
                + " ORDER BY v DESC, s) n FROM t) WHERE n = 1";
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @AfterEach
    void backToDefaults() {
        spark.conf().unset("spark.quiver.partialAggregation");
        spark.conf().unset("spark.quiver.verify");
    }

    @Test
    void rowsPassWhereHardlyOneIsLeftOut() {
        assertThat(partialRows(LATEST, KEYS)).isBetween((long) KEYS + 1, (long) ROWS);
        assertThat(partialRows(latest("k % 100"), 80)).isEqualTo(80);
    }

    @Test
    void theSettingHasAllOrNoneOfThemLimited() {
        spark.conf().set("spark.quiver.partialAggregation", "full");
        assertThat(partialRows(LATEST, KEYS)).isEqualTo(KEYS);
        spark.conf().set("spark.quiver.partialAggregation", "none");
        assertThat(partialRows(latest("k % 100"), 80)).isEqualTo(ROWS);
    }

    @Test
    void whatIsVerifiedHasAllRowsLimited() {
        spark.conf().set("spark.quiver.verify", "all");
        spark.conf().set("spark.quiver.verify.onMismatch", "fail");
        assertThat(partialRows(LATEST, KEYS)).isEqualTo(KEYS);
    }

    /** Of the one limit before a shuffle, once the query has run. */
    private static long partialRows(String query, long rows) {
        Dataset<Row> frame = spark.sql(query);
        assertThat(frame.queryExecution().toRdd().count()).isEqualTo(rows);
        List<OperatorExec> found = new ArrayList<>();
        collect(frame.queryExecution().executedPlan(), found);
        assertThat(found).hasSize(1);
        return found.get(0).metrics().apply("numOutputRows").value();
    }

    private static void collect(SparkPlan plan, List<OperatorExec> found) {
        if (plan instanceof AdaptiveSparkPlanExec adaptive) {
            collect(adaptive.executedPlan(), found);
        } else if (plan instanceof QueryStageExec stage) {
            collect(stage.plan(), found);
        }
        if (plan instanceof OperatorExec operator
                && operator.effective() instanceof WindowGroupLimitExec limit
                && limit.mode() == Partial$.MODULE$) {
            found.add(operator);
        }
        Scala.<SparkPlan>list(plan.children()).forEach(child -> collect(child, found));
    }
}
