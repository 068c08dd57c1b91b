/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.TestSession;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.explain.ExplainReport;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.OperatorExec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FormattedMode$;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkPlanInfo;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.ui.SQLAppStatusStore;
import org.apache.spark.sql.execution.ui.SQLExecutionUIData;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What EXPLAIN and the SQL tab say about who evaluates the expressions of operators on Quiver. */
class EvaluationsTest {
    private static final long ROWS = 1000;
    /** So many that they make a batch, which is not put together with others. */
    private static final long NESTED_ROWS = 3000;

    @TempDir
    static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = TestSession.start(
                folder, Map.of("spark.quiver.offload", "always", "spark.sql.adaptive.enabled", "false"));
        TestSession.table(
                spark,
                folder,
                "t",
                ROWS,
                1,
                "id",
                "id % 7 AS k",
                "concat('name', id) AS s",
                "concat(if(id = 17, 'ß', 'e'), id) AS accented");
        UDF1<String, String> shout = value -> value + "!";
        spark.udf().register("shout", shout, DataTypes.StringType);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void functionsOfSparksCodeAreNamedAtTheirOperator() {
        Dataset<Row> query = run("SELECT upper(s), levenshtein(s, 'name5'), soundex(lower(s)) FROM t");

        assertThat(extended(query))
                .contains("2 of 2 operators run on Quiver, 1 of 4 functions in their expressions by kernels.")
                .contains("Project by Spark's code: levenshtein, soundex, lower; by kernels: upper");
    }

    @Test
    void operatorsOfKernelsAloneAreNotListed() {
        Dataset<Row> query = run("SELECT upper(s) FROM t WHERE id + 1 > 5");

        assertThat(extended(query))
                .contains("functions in their expressions by kernels.")
                .containsPattern("(\\d+) of \\1 functions")
                .doesNotContain("Spark's code");
    }

    @Test
    void everyKindOfOperatorSaysWhoseItsFunctionsAre() {
        assertThat(extended(run("SELECT k, mode(s), sum(id) FROM t GROUP BY k")))
                .contains("ObjectHashAggregate by Spark's code: mode; by kernels: sum");
        assertThat(extended(run(
                        "SELECT skewness(id) OVER (PARTITION BY k), rank() OVER (PARTITION BY k ORDER BY id) FROM t")))
                .containsPattern("Window by Spark's code: skewness.*");
        assertThat(extended(run("SELECT json_tuple(s, s, 'b') FROM t")))
                .contains("Generate by Spark's code: json_tuple");
        assertThat(extended(run("SELECT shout(s) FROM t WHERE s RLIKE id")))
                .contains("Project by Spark's code: shout")
                .contains("Filter by Spark's code: rlike");
        assertThat(extended(run(
                        "SELECT a.id FROM t a JOIN t b ON soundex(a.s) = soundex(b.s) WHERE a.id < 3 AND b.id < 3")))
                .containsPattern("Join.* by Spark's code: soundex");
        assertThat(extended(run("SELECT id FROM t ORDER BY soundex(s)"))).contains("Sort by Spark's code: soundex");
    }

    @Test
    void fieldsOfStructsAreTakenAColumnAtATime() {
        Dataset<Row> query = run("SELECT n.a.b + 1 FROM (SELECT from_json(s, 'a STRUCT<b: INT>') AS n FROM t LIMIT 50)"
                + " WHERE n.a.b IS NULL");

        assertThat(extended(query)).doesNotContain("getstructfield").doesNotContain("Spark's code: n");
    }

    @Test
    void whatRunsOverColumnsIsNotCalledSparksCode() {
        nestedTable();

        assertThat(extended(run("SELECT size(a), m['one'], array_contains(a, 3), sort_array(a), sum(st.x) FROM nested"
                        + " GROUP BY ALL")))
                .containsPattern("(\\d+) of \\1 functions");
        assertThat(extended(run("SELECT transform(a, x -> x + k), filter(a, x -> x > 1) FROM nested")))
                .doesNotContain("Spark's code");
        assertThat(extended(run("SELECT transform(a, x -> soundex(CAST(x AS STRING))), soundex(st.y) FROM nested")))
                .contains("Project by Spark's code: soundex, cast, getstructfield; by kernels: transform");
    }

    /** What EXPLAIN says of each operator, and what went through Spark's code there row by row. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "size(a)",
                "size(m)",
                "a[1]",
                "try_element_at(a, 2)",
                "m['one']",
                "element_at(m, 'two')",
                "map_keys(m)",
                "map_values(m)",
                "map_contains_key(m, 'one')",
                "st.x",
                "structs.x",
                "structs[0].y",
                "array_contains(a, 3)",
                "array_max(a)",
                "sort_array(a)",
                "sort_array(a, false)",
                "array_sort(a)",
                "array_distinct(a)",
                "array_compact(a)",
                "concat(a, a)",
                "transform(a, x -> x)",
                "transform(a, (x, i) -> i)",
                "transform(a, x -> x + 1)",
                "transform(a, x -> x + k)",
                "filter(a, x -> x IS NOT NULL)",
                "exists(a, x -> x = 2)",
                "forall(a, x -> x > 2)",
                "aggregate(a, 0, (s, x) -> s + x)",
                "map_filter(m, (k, v) -> v > 1)",
                "zip_with(a, a, (x, y) -> x + y)",
                "size(filter(a, x -> x > 1))",
                "upper(structs[0].y)",
                "soundex(st.y)",
                "percentile(id, 0.5)",
                "percentile(id, 0.5, k + 1)",
                "percentile(st.x, array(0.1, 0.9))",
                "median(id / 7)",
                "percentile_approx(id, 0.5)",
                "percentile_cont(0.5) WITHIN GROUP (ORDER BY id DESC)",
                "collect_list(id)",
                "collect_list(st)",
                "collect_list(structs[0].y)",
                "collect_set(id % 10)",
                "collect_set(st)",
                "collect_set(id / 7)",
                "approx_count_distinct(id)",
                "stddev(id)",
                "max_by(id, k)",
                "max_by(st, id)",
                "mode(id)",
                "bit_xor(id)",
                "count_if(k > 2)",
                "listagg(st.y)",
                "histogram_numeric(id, 3)"
            })
    void explainAndMetricsAgree(String expression) {
        nestedTable();

        for (OperatorExec operator : operators(run("SELECT %s FROM nested".formatted(expression)))) {
            boolean isSaid = Evaluations.bySparksCode(operator).isPresent();
            long rows = (Long) operator.longMetric("sparksRows").value();
            boolean isDeclined = (Long) operator.longMetric("declinedBatches").value() > 0;
            // sets hand on to Spark's what they do not have yet, and the result of a group is Spark's of its moments
            boolean handsOnFew = rows < NESTED_ROWS && expression.matches("(collect_set|stddev).*");
            assertThat(rows > 0)
                    .as(operator.nodeName() + ": " + Evaluations.all(operator).orElse("kernels alone"))
                    .isEqualTo(isSaid || isDeclined || (handsOnFew && rows > 0));
        }
    }

    private static void nestedTable() {
        if (!spark.catalog().tableExists("nested")) {
            TestSession.table(
                    spark,
                    folder,
                    "nested",
                    NESTED_ROWS,
                    1,
                    "id",
                    "CAST(id % 7 AS INT) AS k",
                    "array(CAST(id % 5 AS INT), NULL, 3, 1) AS a",
                    "map('one', id, 'two', id + 1) AS m",
                    "named_struct('x', id, 'y', concat('name', id)) AS st",
                    "array(named_struct('x', id, 'y', 'a')) AS structs");
        }
    }

    @Test
    void theSqlTabAndFormattedPlansNameThemToo() {
        Dataset<Row> query = run("SELECT levenshtein(s, 'name5') FROM t");

        assertThat(nodeTexts(SparkPlanInfo.fromSparkPlan(plan(query))))
                .anyMatch(text -> text.startsWith("QuiverProject") && text.endsWith(", by Spark's code: levenshtein"));
        assertThat(query.queryExecution().explainString(FormattedMode$.MODULE$))
                .contains("\nExpressions by Spark's code: levenshtein\n");
    }

    @Test
    void expressionsThatMoveAboveAJoinAreNamedWhereTheyAreEvaluated() {
        Dataset<Row> query = run("SELECT l.n + r.id FROM (SELECT k, levenshtein(s, 'x') AS n FROM t) l "
                + "JOIN (SELECT id, k FROM t WHERE id < 3) r ON l.k = r.k");

        List<OperatorExec> withLevenshtein = operators(query).stream()
                .filter(operator -> operator.expressions().mkString(" ").contains("levenshtein"))
                .toList();
        assertThat(withLevenshtein).isNotEmpty().allSatisfy(operator -> assertThat(Evaluations.bySparksCode(operator))
                .hasValueSatisfying(text -> assertThat(text).contains("levenshtein")));
        assertThat(operators(query).stream()
                        .filter(operator -> Evaluations.bySparksCode(operator).isPresent()))
                .hasSameSizeAs(withLevenshtein);
    }

    @Test
    void rowsOfSparksCodeAreCounted() {
        Dataset<Row> query = run("SELECT levenshtein(s, 'name5') FROM t WHERE id < 100");

        assertThat(total(query, "sparksRows")).isEqualTo(100);
        assertThat(total(query, "declinedBatches")).isZero();
    }

    @Test
    void rowsOfSparksAggregatesWindowsAndGeneratorsAreCounted() {
        assertThat(total(run("SELECT mode(s) FROM t"), "sparksRows")).isEqualTo(ROWS + 1);
        assertThat(total(run("SELECT skewness(id) OVER (PARTITION BY k) FROM t"), "sparksRows"))
                .isEqualTo(ROWS);
        assertThat(total(run("SELECT json_tuple(s, s, 'b') FROM t"), "sparksRows"))
                .isEqualTo(ROWS);
        assertThat(total(run("SELECT json_tuple(s, 'a', 'b') FROM t"), "sparksRows"))
                .isZero();
    }

    @Test
    void batchesOfWhichAKernelDeclinedRowsAreCounted() {
        Dataset<Row> query = run("SELECT upper(accented) FROM t");

        assertThat(total(query, "declinedBatches")).isEqualTo(1);
        // the one row that it declined
        assertThat(total(query, "sparksRows")).isEqualTo(1);
    }

    @Test
    void rowsReadBySparksReaderAreCounted() {
        spark.table("t").write().format("orc").save(folder.resolve("orc").toString());
        spark.read().orc(folder.resolve("orc").toString()).createOrReplaceTempView("orc");

        assertThat(read(run("SELECT id + 1 FROM orc"))).isEqualTo(ROWS);
        assertThat(read(run("SELECT id + 1 FROM t"))).isZero();
        assertThat(read(run("SELECT id + 1, _metadata.file_size FROM parquet.`%s`".formatted(folder.resolve("t")))))
                .isZero();
        assertThat(read(run("SELECT id + 1 FROM (SELECT id FROM t UNION ALL SELECT id FROM orc)")))
                .isEqualTo(ROWS);
    }

    @Test
    void linesThatSparksParserReadsAreCounted() throws IOException {
        Files.writeString(folder.resolve("lines.csv"), "id,s\n1,a\n2,\"b, c\"\n3,\"d \\\" e\"\nx,f\n\n4,g\n");
        for (String header : List.of("true", "false")) {
            spark.read()
                    .schema("id INT, s STRING")
                    .option("header", header)
                    .csv(folder.resolve("lines.csv").toString())
                    .createOrReplaceTempView("csv_" + header);
        }

        // an escaped quote, and what is no number
        Dataset<Row> query = run("SELECT id + 1, s FROM csv_true");
        assertThat(read(query)).isEqualTo(2);
        assertThat(extended(query)).doesNotContain("read by Spark");
        assertThat(read(run("SELECT id + 1, s FROM csv_false"))).isEqualTo(3);
        assertThat(read(run("SELECT s || '!' FROM csv_true"))).isEqualTo(1);
        assertThat(read(run("SELECT count(*) FROM csv_true"))).isZero();
        assertThat(run("SELECT id + 1 FROM csv_true").collectAsList()).hasSize(5);
    }

    @Test
    void whatCsvFilesAreLeftToSparkIsSaid() throws IOException {
        Files.writeString(folder.resolve("multi.csv"), "1,a\n");
        spark.read()
                .schema("id INT, s STRING")
                .option("multiLine", "true")
                .csv(folder.resolve("multi.csv").toString())
                .createOrReplaceTempView("multi");

        assertThat(extended(run("SELECT s, count(*) FROM multi GROUP BY s"))).contains("multi.csv: multiLine");
    }

    @Test
    void jsonLinesThatSparksParserReadsAreCounted() throws IOException {
        Files.writeString(
                folder.resolve("lines.json"),
                "{\"id\":1,\"s\":\"a\"}\n{\"id\":2,\"s\":\"b \\\" c\"}\n{'id':3}\n{\"id\":\"x\",\"s\":\"d\"}\n\n{}\n");
        for (String multiLine : List.of("true", "false")) {
            spark.read()
                    .schema("id INT, s STRING")
                    .option("multiLine", multiLine)
                    .json(folder.resolve("lines.json").toString())
                    .createOrReplaceTempView("json_" + multiLine);
        }

        // single quotes, and what is no number
        Dataset<Row> query = run("SELECT id + 1, s FROM json_false");
        assertThat(read(query)).isEqualTo(2);
        assertThat(extended(query)).doesNotContain("read by Spark");
        assertThat(read(run("SELECT s || '!' FROM json_false"))).isEqualTo(1);
        assertThat(query.collectAsList()).hasSize(5);
        assertThat(extended(run("SELECT s, count(*) FROM json_true GROUP BY s")))
                .contains("lines.json: multiLine");
    }

    @Test
    void theSqlTabShowsNoZeros() throws Exception {
        Dataset<Row> query = run("SELECT upper(s) FROM t");
        Map<Object, String> shown = shownMetrics();

        OperatorExec project = operators(query).get(0);
        assertThat(shown).containsKey(project.longMetric("numOutputRows").id());
        assertThat(shown)
                .doesNotContainKeys(
                        project.longMetric("declinedBatches").id(),
                        project.longMetric("sparksRows").id());

        OperatorExec slow =
                operators(run("SELECT levenshtein(s, 'name5') FROM t")).get(0);
        assertThat(shownMetrics()).containsEntry(slow.longMetric("sparksRows").id(), "1,000");
    }

    @Test
    void onlyOperatorsThatHoldRowsHaveAPeakAndSpills() {
        String inner = "SELECT /*+ %s(b) */ a.id FROM t a JOIN t b ON a.id = b.k + 0 WHERE a.s > b.s ORDER BY a.id + 1";
        List<String> queries = new ArrayList<>(List.of(
                "SELECT k + 1, count(DISTINCT s), sum(id) FROM t WHERE id > 3 GROUP BY CUBE(k, s)",
                "SELECT k, collect_list(s), max(s) FROM t TABLESAMPLE (50 PERCENT) GROUP BY k",
                "SELECT rank() OVER (PARTITION BY k ORDER BY s) FROM t",
                "SELECT * FROM (SELECT id, rank() OVER (PARTITION BY k ORDER BY s) AS r FROM t) WHERE r < 3",
                "SELECT id FROM t ORDER BY s LIMIT 7",
                "SELECT explode(array(id, k)) FROM (SELECT * FROM t LIMIT 9)",
                "SELECT a.id FROM t a, t b WHERE a.id < 9 AND b.id < 9 AND a.s < b.s"));
        for (String join : List.of("MERGE", "SHUFFLE_HASH", "BROADCAST", "SHUFFLE_REPLICATE_NL")) {
            queries.add(inner.formatted(join));
        }
        List<String> withPeak = new ArrayList<>();
        List<String> filled = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (String query : queries) {
            for (OperatorExec operator : operators(run(query))) {
                assertThat(operator.metrics().contains("spillSize"))
                        .isEqualTo(operator.metrics().contains("peakMemory"));
                if (operator.metrics().contains("peakMemory")) {
                    withPeak.add(operator.nodeName());
                    if ((Long) operator.longMetric("peakMemory").value() > 0) {
                        filled.add(operator.nodeName());
                    }
                } else {
                    without.add(operator.nodeName());
                }
            }
        }
        assertThat(filled)
                .contains(
                        "QuiverHashAggregate",
                        "QuiverObjectHashAggregate",
                        "QuiverSort",
                        "QuiverTakeOrderedAndProject",
                        "QuiverShuffledHashJoin",
                        "QuiverCartesianProduct");
        assertThat(withPeak).contains("QuiverWindow").doesNotContainAnyElementsOf(without);
        assertThat(without)
                .contains(
                        "QuiverProject",
                        "QuiverFilter",
                        "QuiverExpand",
                        "QuiverGenerate",
                        "QuiverSample",
                        "QuiverBroadcastHashJoin",
                        "QuiverBroadcastNestedLoopJoin",
                        "QuiverWindowGroupLimit");
    }

    private static Map<Object, String> shownMetrics() throws Exception {
        spark.sparkContext().listenerBus().waitUntilEmpty();
        SQLAppStatusStore store = spark.sharedState().statusStore();
        List<SQLExecutionUIData> executions = Scala.list(store.executionsList());
        return scala.jdk.javaapi.CollectionConverters.asJava(
                store.executionMetrics(executions.get(executions.size() - 1).executionId()));
    }

    private static Dataset<Row> run(String sql) {
        Dataset<Row> query = (Dataset<Row>) spark.sql(sql);
        query.collect();
        return query;
    }

    private static SparkPlan plan(Dataset<Row> query) {
        return query.queryExecution().executedPlan();
    }

    private static String extended(Dataset<Row> query) {
        return ExplainReport.of(plan(query)).text();
    }

    private static List<String> nodeTexts(SparkPlanInfo node) {
        List<String> texts = new ArrayList<>(List.of(node.simpleString()));
        Scala.list(node.children()).forEach(child -> texts.addAll(nodeTexts((SparkPlanInfo) child)));
        return texts;
    }

    private static List<OperatorExec> operators(Dataset<Row> query) {
        return nodes(plan(query)).stream()
                .filter(OperatorExec.class::isInstance)
                .map(OperatorExec.class::cast)
                .toList();
    }

    private static List<SparkPlan> nodes(SparkPlan plan) {
        List<SparkPlan> nodes = new ArrayList<>(List.of(plan));
        Scala.<SparkPlan>list(plan.children()).forEach(child -> nodes.addAll(nodes(child)));
        return nodes;
    }

    private static long total(Dataset<Row> query, String metric) {
        return operators(query).stream()
                .mapToLong(operator -> (Long) operator.longMetric(metric).value())
                .sum();
    }

    /** As the fragments show it. */
    private static long read(Dataset<Row> query) {
        return nodes(plan(query)).stream()
                .filter(FragmentExec.class::isInstance)
                .flatMap(fragment ->
                        scala.jdk.javaapi.CollectionConverters.asJava(fragment.metrics()).entrySet().stream())
                .filter(metric -> metric.getKey().startsWith("rowsReadBySpark"))
                .mapToLong(metric -> (Long) ((SQLMetric) metric.getValue()).value())
                .sum();
    }
}
