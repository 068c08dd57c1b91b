/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.spark.QuiverExtensions;
import io.quiver.spark.TestSession;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.explain.ExplainReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever part of Quiver's planning fails, the query returns Spark's rows. */
final class PlanningNetTest {
    /** They ask every part: joins of three tables, groups, orders, subqueries, shuffles that turn out empty, stages. */
    private static final List<String> QUERIES = List.of(
            "SELECT a.k, sum(c.v) s FROM t a JOIN t b ON a.id = b.id JOIN t c ON b.id = c.id WHERE b.v < 40 GROUP BY a.k ORDER BY s, a.k",
            "SELECT k, count(*) n FROM t WHERE v = 7 AND k = 9 GROUP BY k UNION ALL SELECT k, v FROM t WHERE id = 7 ORDER BY k",
            "SELECT /*+ MERGE(b) */ a.id, b.v FROM t a JOIN t b ON a.id = b.id AND a.v < b.k WHERE a.v > (SELECT avg(v) FROM t) ORDER BY a.id");

    private static SparkSession spark;
    private static List<String> stockRows;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        spark = TestSession.start(
                folder,
                Map.of(
                        "spark.quiver.offload",
                        "always",
                        "spark.quiver.keyFilters.minRows",
                        "0",
                        "spark.sql.shuffle.partitions",
                        "2"));
        TestSession.table(spark, folder, "t", 200, 2, "id", "id % 7 k", "id % 100 v");
        spark.conf().set("spark.quiver.enabled", "false");
        stockRows = rows();
        spark.conf().set("spark.quiver.enabled", "true");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @AfterEach
    void nothingFails() {
        spark.conf().unset("spark.quiver.planning.fail");
        spark.conf().set("spark.quiver.planning.strict", "true");
        spark.conf().set("spark.quiver.enabled", "true");
        spark.conf().set("spark.sql.adaptive.enabled", "true");
    }

    static Stream<String> parts() {
        return Stream.concat(
                Stream.of("AdaptiveCost", "CacheSerializer", "FragmentExec", "PlanTranslator"),
                hooks().stream().map(hook -> hook.getClass().getSimpleName()));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void whatAFailingPartLeavesToSparkHasSparksRows(String part) {
        spark.conf().set("spark.quiver.planning.fail", part);

        assertThatThrownBy(() -> rows()).hasStackTraceContaining("spark.quiver.planning.fail=" + part);

        spark.conf().set("spark.quiver.planning.strict", "false");
        assertThat(rows()).isEqualTo(stockRows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OffloadForExecution", "FragmentExec", "PlanTranslator"})
    void withoutAdaptiveExecutionToo(String part) {
        spark.conf().set("spark.sql.adaptive.enabled", "false");
        spark.conf().set("spark.quiver.planning.fail", part);
        spark.conf().set("spark.quiver.planning.strict", "false");

        assertThat(rows()).isEqualTo(stockRows);
    }

    @Test
    void explainSaysThatPlanningFailed() {
        spark.conf().set("spark.quiver.planning.strict", "false");
        spark.conf().set("spark.quiver.planning.fail", "OffloadQueryStages");

        Dataset<Row> query = spark.sql(QUERIES.get(0));

        assertThat(ExplainReport.of(query.queryExecution().executedPlan()).text())
                .contains("PLANNING_FAILED", "java.lang.AssertionError: spark.quiver.planning.fail=OffloadQueryStages");
    }

    @Test
    void explainSaysThatItFailedItself() {
        spark.conf().set("spark.quiver.planning.strict", "false");
        spark.conf().set("spark.quiver.planning.fail", "QuiverExplain");

        assertThat(spark.sql(QUERIES.get(0)).queryExecution().toString())
                .contains("Quiver cannot explain this plan: java.lang.AssertionError");
    }

    @Test
    void allHooksHaveTheNetBelowThem() {
        assertThat(hooks()).hasSizeGreaterThanOrEqualTo(9).allSatisfy(hook -> assertThat(hook)
                .isInstanceOfAny(PlanningRule.class, PlanningStrategy.class));
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, InternalError.class, InterruptedException.class})
    void whatIsFatalGoesThrough(Class<? extends Throwable> fatal) throws ReflectiveOperationException {
        spark.conf().set("spark.quiver.planning.strict", "false");
        Throwable thrown = fatal.getConstructor().newInstance();

        assertThatThrownBy(() -> PlanningNet.orElse("part", throwing(thrown), failure -> "stock"))
                .isSameAs(thrown);
    }

    @Test
    void aJobThatWasCancelledIsNotBegunAgain() {
        spark.conf().set("spark.quiver.planning.strict", "false");
        SparkException cancelled = new SparkException(
                "SPARK_JOB_CANCELLED", Scala.map(Map.of("jobId", "1", "reason", "nobody waits")), null);

        assertThatThrownBy(() -> PlanningNet.orElse("part", throwing(cancelled), failure -> "stock"))
                .isSameAs(cancelled);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                AssertionError.class,
                StackOverflowError.class,
                NoClassDefFoundError.class,
                java.io.IOException.class,
                NullPointerException.class
            })
    void allElseDoesNot(Class<? extends Throwable> failing) throws ReflectiveOperationException {
        spark.conf().set("spark.quiver.planning.strict", "false");
        Throwable thrown = failing.getConstructor().newInstance();

        assertThat(PlanningNet.<String>orElse("part", throwing(thrown), failure -> "stock"))
                .isEqualTo("stock");
    }

    @Test
    void failuresAreOfOneKindWhereTheSameIsThrownInTheSamePlace() {
        List<String> kinds = new ArrayList<>();
        for (String message : List.of("a", "b")) {
            Throwable failure = new IllegalStateException(message);
            kinds.add(PlanningNet.kind("part", failure));
            kinds.add(PlanningNet.kind("part", new RuntimeException(failure)));
        }

        assertThat(kinds.get(0)).isNotBlank();
        assertThat(new TreeSet<>(kinds)).hasSize(1);
        assertThat(PlanningNet.kind("other part", new IllegalStateException("a")))
                .isNotEqualTo(PlanningNet.kind("part", new IllegalStateException("a")));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> Supplier<String> throwing(Throwable thrown) {
        return () -> {
            try {
                throw (E) thrown;
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable checked) {
                throw PlanningNetTest.<RuntimeException>sneaked(checked);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneaked(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** All that the extensions put into a session: rules, strategies, and the two halves of the columnar rule. */
    private static List<Object> hooks() {
        SparkSessionExtensions extensions = new SparkSessionExtensions();
        new QuiverExtensions().apply(extensions);
        List<Object> hooks = new ArrayList<>();
        hooks.addAll(Scala.list(extensions.buildHintResolutionRules(spark)));
        hooks.addAll(Scala.list(extensions.buildPlannerStrategies(spark)));
        hooks.addAll(Scala.list(extensions.buildPreCBORules(spark)));
        hooks.addAll(Scala.list(extensions.buildQueryPostPlannerStrategyRules(spark)));
        hooks.addAll(Scala.list(extensions.buildQueryStagePrepRules(spark)));
        hooks.addAll(Scala.list(extensions.buildRuntimeOptimizerRules(spark)));
        hooks.addAll(Scala.list(extensions.buildQueryStageOptimizerRules(spark)));
        extensions.buildColumnarRules(spark).foreach(rule -> {
            hooks.add(rule.preColumnarTransitions());
            hooks.add(rule.postColumnarTransitions());
            return true;
        });
        return hooks;
    }

    private static List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String query : QUERIES) {
            Dataset<Row> frame = spark.sql(query);
            frame.collectAsList().forEach(row -> rows.add(row.toString()));
            assertThat(frame.queryExecution().toString()).isNotBlank();
        }
        Dataset<Row> cached = spark.sql("SELECT k, struct(v, array(id)) v FROM t WHERE id < 50")
                .cache();
        try {
            cached.orderBy("k", "v").collectAsList().forEach(row -> rows.add(row.toString()));
        } finally {
            cached.unpersist(true);
        }
        return rows;
    }
}
