/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.spark.TestSession;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.node.FragmentExec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fragments on both engines: differences come from functions that return another value the second time. */
class VerificationTest {
    private static final AtomicLong CALLS = new AtomicLong();

    @TempDir
    static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = TestSession.start(
                folder, Map.of("spark.quiver.offload", "always", "spark.unsafe.exceptionOnMemoryLeak", "true"));
        TestSession.table(
                spark, folder, "t", 1000, 2, "id", "id % 7 AS k", "concat('name', id % 50) AS s", "id / 3 AS d");
        TestSession.table(spark, folder, "u", 100, 1, "id * 3 AS id", "id % 5 AS k", "array(id, id + 1) AS a");
        UDF1<Long, Long> unsteady = value -> value == 42 ? 1000 + CALLS.incrementAndGet() : value;
        UDF1<Long, Long> unsteadyError = value -> {
            if (value == 42) {
                throw new IllegalStateException("call " + CALLS.incrementAndGet());
            }
            return value;
        };
        UDF1<Long, Long> error = value -> {
            if (value == 42) {
                throw new IllegalStateException("42 is not allowed");
            }
            return value;
        };
        spark.udf().register("unsteady", unsteady, DataTypes.LongType);
        spark.udf().register("unsteady_error", unsteadyError, DataTypes.LongType);
        spark.udf().register("error", error, DataTypes.LongType);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @AfterEach
    void reset() {
        for (String key :
                List.of("spark.quiver.verify", "spark.quiver.verify.onMismatch", "spark.quiver.verify.maxBytes")) {
            spark.conf().unset(key);
        }
        CALLS.set(0);
    }

    private static void verify(String mode, String onMismatch) {
        spark.conf().set("spark.quiver.verify", mode);
        spark.conf().set("spark.quiver.verify.onMismatch", onMismatch);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT upper(s), id + 1, d FROM t WHERE id % 3 = 1",
                "SELECT k, sum(d), avg(id), collect_list(s), percentile_approx(d, 0.5) FROM t GROUP BY k",
                "SELECT count(DISTINCT s), max(s) FROM t",
                "SELECT t.s, u.a FROM t JOIN u ON t.id = u.id WHERE t.k < 5",
                "SELECT /*+ MERGE(u) */ t.s, u.a FROM t FULL JOIN u ON t.id = u.id",
                "SELECT t.id FROM t WHERE t.id NOT IN (SELECT id FROM u) AND id < (SELECT max(id) FROM u)",
                "SELECT count(*) FROM u a CROSS JOIN u b WHERE a.k + b.k > 7",
                "SELECT id, rank() OVER (PARTITION BY k ORDER BY s), sum(d) OVER (PARTITION BY k ORDER BY id) FROM t",
                "SELECT * FROM t ORDER BY s, d DESC LIMIT 10",
                "SELECT id + 1, s FROM t LIMIT 10",
                "SELECT count(*) FROM (SELECT k FROM t GROUP BY k LIMIT 3)",
                "SELECT k, s FROM t ORDER BY k",
                "SELECT k, explode(a), rand(5), monotonically_increasing_id(), spark_partition_id() FROM u",
                "SELECT k, s, count(*) FROM t GROUP BY CUBE (k, s)",
                "SELECT * FROM t TABLESAMPLE (10 PERCENT) REPEATABLE (3)",
            })
    void equalResultsAreVerified(String sql) {
        verify("all", "fail");

        Dataset<Row> query = run(sql);

        assertThat(total(query, "partsVerified")).isPositive();
        assertThat(total(query, "partsNotVerified")).isZero();
        assertThat(total(query, "differences")).isZero();
    }

    @Test
    void theSameErrorOnBothSidesIsNoDifference() {
        verify("all", "fail");

        assertThatThrownBy(() -> run("SELECT error(id) FROM t"))
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("42 is not allowed");
        assertThatThrownBy(() -> run("SELECT 1 / (id - 42) FROM t")).hasMessageContaining("DIVIDE_BY_ZERO");
    }

    @Test
    void aDifferenceIsToldWithPlanExpressionAndSmallestInput() {
        verify("all", "fail");

        assertThatThrownBy(() -> run("SELECT s, unsteady(id) AS v FROM t WHERE k = 0"))
                .rootCause()
                .isInstanceOf(VerificationException.class)
                .message()
                .contains("1 rows of stock Spark's", "Plan:", "Filter", "Project")
                .containsPattern("Columns that differ:\n  v = unsteady\\(id#\\d+L?\\)")
                .containsPattern("input 0, 1 rows \\(.*\\):\n  \\[42,0,name42\\]\n")
                .containsPattern("Only stock Spark has, of s STRING,v BIGINT.*:\n  \\[name42,10\\d\\d\\]\n"
                        + "Only Quiver has:\n  \\[name42,10\\d\\d\\]");
    }

    @Test
    void theJobGetsTheRowsOfTheEngineThatItAsksFor() {
        verify("all", "warn");
        assertThat(rows("SELECT unsteady(id) FROM t WHERE id = 42")).containsExactly("[1001]");
        CALLS.set(0);
        verify("all", "stock");
        assertThat(rows("SELECT unsteady(id) FROM t WHERE id = 42")).containsExactly("[1002]");
        CALLS.set(0);
        verify("off", "stock");
        assertThat(rows("SELECT unsteady(id) FROM t WHERE id = 42")).containsExactly("[1001]");
    }

    @Test
    void anotherErrorIsADifference() {
        verify("all", "fail");

        assertThatThrownBy(() -> run("SELECT unsteady_error(id) FROM t"))
                .rootCause()
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining("stock Spark: ")
                .hasMessageContaining("call 1")
                .hasMessageContaining("call 2");
    }

    @Test
    void anotherOrderIsADifference() {
        Comparison comparison = VerificationOrders.byFirstColumn();

        assertThat(comparison.compare(VerificationOrders.run(1, 2, 2), VerificationOrders.run(1, 2, 2)))
                .isEmpty();
        assertThat(comparison.compare(VerificationOrders.run(1, 2, 2), VerificationOrders.run(2, 1, 2)))
                .isPresent();
        assertThat(comparison.compare(VerificationOrders.run(1, 2, 2), VerificationOrders.run(1, 1, 2)))
                .isPresent();
        assertThat(comparison.compare(VerificationOrders.run(1, 2), VerificationOrders.run(1, 2, 2)))
                .isPresent();
    }

    @Test
    void whatIsTooLargeIsVerifiedInPartsOrSaidToBeSkipped() {
        verify("all", "fail");
        spark.conf().set("spark.quiver.verify.maxBytes", "2k");

        Dataset<Row> rowByRow = run("SELECT upper(s) FROM t WHERE id % 3 = 1");
        assertThat(total(rowByRow, "partsVerified")).isGreaterThan(2);
        assertThat(total(rowByRow, "partsNotVerified")).isZero();

        Dataset<Row> grouped = run("SELECT s, count(*) FROM t GROUP BY s");
        assertThat(total(grouped, "partsNotVerified")).isPositive();
        assertThat(rows("SELECT sum(n) FROM (SELECT s, count(*) AS n FROM t GROUP BY s)"))
                .containsExactly("[1000]");
    }

    @Test
    void longRowsOfASourceOfRowsAllReachBothEngines(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("long.txt"), ("a".repeat(1 << 20) + "\n").repeat(48));
        verify("all", "fail");

        Dataset<Row> query = run("SELECT length(value) FROM text.`%s` WHERE value LIKE 'a%%'".formatted(folder));

        assertThat(query.collectAsList()).hasSize(48);
        assertThat(total(query, "partsVerified")).isPositive();
        assertThat(total(query, "differences")).isZero();
    }

    @Test
    void aSampleVerifiesSomePartitionsOfEachFragment() {
        verify("sample", "fail");

        assertThat(total(run("SELECT id + 1 FROM (SELECT /*+ REPARTITION(32) */ id FROM t)"), "partsVerified"))
                .isEqualTo(2);
        assertThat(total(run("SELECT id + 1 FROM u"), "partsVerified")).isEqualTo(1);
    }

    @Test
    void fragmentsThatDependOnWhatIsReadAtTheMomentAreNotVerified() {
        verify("all", "fail");

        Dataset<Row> query = run("SELECT input_file_name(), id + 1 FROM t");

        assertThat(total(query, "partsVerified")).isZero();
        assertThat(total(query, "partsNotVerified")).isPositive();
        assertThat(query.collectAsList())
                .allSatisfy(row -> assertThat(row.getString(0)).endsWith(".parquet"));
    }

    @Test
    void whatIsOffLeavesNoTrace() {
        assertThat(fragments(run("SELECT id + 1 FROM t").queryExecution().executedPlan()))
                .isNotEmpty()
                .allSatisfy(fragment ->
                        assertThat(fragment.metrics().contains("partsVerified")).isFalse());
    }

    private static Dataset<Row> run(String sql) {
        Dataset<Row> query = (Dataset<Row>) spark.sql(sql);
        query.collect();
        return query;
    }

    private static List<String> rows(String sql) {
        return spark.sql(sql).collectAsList().stream().map(Row::toString).toList();
    }

    private static List<FragmentExec> fragments(SparkPlan plan) {
        List<FragmentExec> found = new ArrayList<>();
        if (plan instanceof AdaptiveSparkPlanExec adaptive) {
            return fragments(adaptive.executedPlan());
        }
        if (plan instanceof QueryStageExec stage) {
            return fragments(stage.plan());
        }
        if (plan instanceof FragmentExec fragment && !fragment.isConversion()) {
            found.add(fragment);
        }
        Scala.<SparkPlan>list(plan.children()).forEach(child -> found.addAll(fragments(child)));
        return found;
    }

    private static long total(Dataset<Row> query, String metric) {
        return fragments(query.queryExecution().executedPlan()).stream()
                .mapToLong(fragment -> (Long) fragment.longMetric(metric).value())
                .sum();
    }
}
