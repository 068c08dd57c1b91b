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
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many rows leave the part of an aggregation before its shuffle. */
final class PartialAggregationTest {
    private static final int ROWS = 220_000;
    /** As many keys come once; each of the rows after them has one of the first hundred. */
    private static final int KEYS = 150_000;

    private static final String COUNTS = "SELECT k, count(*), sum(v) FROM t GROUP BY k";
    private static final String KEYS_ALONE = "SELECT DISTINCT k FROM t";

    private static SparkSession spark;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of("spark.quiver.offload", "always"));
        TestSession.table(spark, folder, "t", ROWS, 1, "if(id < " + KEYS + ", id, id % 100) k", "cast(id as int) v");
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
    void rowsPassWhereHardlyAKeyComesAgain() {
        assertThat(partialRows(COUNTS)).isEqualTo(ROWS);
        assertThat(partialRows(KEYS_ALONE)).isEqualTo(ROWS);
    }

    @Test
    void theSettingHasAllOrNoneOfThemGrouped() {
        spark.conf().set("spark.quiver.partialAggregation", "full");
        assertThat(partialRows(COUNTS)).isEqualTo(KEYS);
        assertThat(partialRows("SELECT k % 7, count(*) FROM t GROUP BY k % 7")).isEqualTo(7);
        spark.conf().set("spark.quiver.partialAggregation", "none");
        assertThat(partialRows("SELECT k % 7, count(*) FROM t GROUP BY k % 7")).isEqualTo(ROWS);
    }

    @Test
    void whatIsVerifiedHasAllRowsGrouped() {
        spark.conf().set("spark.quiver.verify", "all");
        spark.conf().set("spark.quiver.verify.onMismatch", "fail");
        assertThat(partialRows(COUNTS)).isEqualTo(KEYS);
        assertThat(partialRows(KEYS_ALONE)).isEqualTo(KEYS);
    }

    /** Of the one aggregation over a scan, once the query has run. */
    private static long partialRows(String query) {
        Dataset<Row> frame = spark.sql(query);
        frame.queryExecution().toRdd().count();
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
                && operator.effective() instanceof BaseAggregateExec aggregate
                && aggregate.requiredChildDistributionExpressions().isEmpty()) {
            found.add(operator);
        }
        Scala.<SparkPlan>list(plan.children()).forEach(child -> collect(child, found));
    }
}
