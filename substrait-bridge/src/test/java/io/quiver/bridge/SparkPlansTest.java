/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.bridge.support.Verdict;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.plan.SubstraitReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.physical.HashPartitioning;
import org.apache.spark.sql.execution.BaseLimitExec;
import org.apache.spark.sql.execution.ExpandExec;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.TakeOrderedAndProjectExec;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.apache.spark.sql.execution.joins.BaseJoinExec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

/** Plans that Spark makes of SQL: every operator that has a translator is supported and read back with Spark's columns. */
class SparkPlansTest {
    private static SparkSession spark;

    private final PlanTranslator translator = new PlanTranslator(new FakeCapabilities());

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.adaptive.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .getOrCreate();
        spark.sql("SELECT cast(id % 7 AS int) k, concat('s', id % 5) s, cast(id / 3 AS decimal(12,2)) d,"
                        + " cast(id AS double) x, date_add(date'2020-01-01', cast(id AS int)) day,"
                        + " timestamp_seconds(id) t, array(id) l, id FROM range(0, 100, 1, 2)")
                .createOrReplaceTempView("data");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT k + 1, upper(s), d * 2 FROM data WHERE k > 3 AND s LIKE 'a%' AND x / 2 > 1",
                "SELECT s, sum(d), avg(d), count(*), min(x), max(day), avg(k) FROM data GROUP BY s",
                "SELECT sum(k), sum(x), avg(id), first(s), last(day) FROM data",
                "SELECT s, count(DISTINCT k), sum(d) FROM data GROUP BY s",
                "SELECT count(DISTINCT k), count(DISTINCT s), sum(d) FROM data",
                "SELECT s, sum(d) FILTER (WHERE k > 2), stddev(x), collect_list(k), approx_count_distinct(id) FROM data GROUP BY s",
                "SELECT DISTINCT s, k FROM data",
                "SELECT s, k, sum(d) FROM data GROUP BY ROLLUP (s, k)",
                "SELECT x, s, count(1) FROM data GROUP BY x, s HAVING sum(d) > 10",
                "SELECT sum(d) / count(*) + 1, upper(max(s)) FROM data GROUP BY k % 2",
                "SELECT * FROM data ORDER BY s DESC NULLS FIRST, d",
                "SELECT s, d * 2 FROM data ORDER BY k, s LIMIT 5 OFFSET 2",
                "SELECT s FROM data LIMIT 5",
                "SELECT rand(3), monotonically_increasing_id(), l, size(l), transform(l, v -> v + 1) FROM data WHERE rand() > 0.5",
                "SELECT * FROM data WHERE d > (SELECT avg(d) FROM data)",
                "SELECT CASE WHEN k = 1 THEN 'one' WHEN k IN (2, 3) THEN s END, coalesce(s, 'none'), if(k > 1, x, 0),"
                        + " hour(t), date_trunc('DAY', t), year(day), cast(t AS string), try_add(k, 1), -k, abs(x) FROM data",
                "SELECT max_by(s, k), percentile(x, 0.5), approx_percentile(x, 0.5), bool_and(k > 1), mode(k), sum(interval 1 day) FROM data",
                "SELECT k, max(struct(d, s)), min(l), any_value(l) FROM data GROUP BY k",
                "SELECT a.k, b.s, a.d * b.d FROM data a JOIN data b ON a.k = b.k AND a.d > b.d",
                "SELECT /*+ MERGE(b) */ * FROM data a FULL JOIN data b ON a.x = b.x AND a.day <=> b.day",
                "SELECT /*+ MERGE(b) */ a.s FROM data a RIGHT JOIN data b ON upper(a.s) = b.s AND a.k + 1 = b.k + b.id",
                "SELECT /*+ SHUFFLE_HASH(b) */ * FROM data a LEFT JOIN data b ON a.id = b.k AND a.s LIKE b.s",
                "SELECT /*+ BROADCAST(b) */ * FROM data a LEFT JOIN data b ON cast(a.x AS float) = b.k",
                "SELECT * FROM data a WHERE k IN (SELECT k + 1 FROM data) AND NOT EXISTS (SELECT 1 FROM data b WHERE b.s = a.s)",
                "SELECT * FROM data a WHERE k NOT IN (SELECT k FROM data WHERE d > 3) OR s IN (SELECT s FROM data)",
                "SELECT * FROM (SELECT nullif(k, 1) k FROM data) WHERE k NOT IN (SELECT nullif(k, 2) FROM data)",
                "SELECT * FROM data a JOIN data b ON a.k > b.k AND a.s <> b.s",
                "SELECT /*+ BROADCAST(b) */ * FROM data a LEFT JOIN data b ON a.day < b.day",
                "SELECT * FROM data CROSS JOIN (SELECT max(d) FROM data)",
                "SELECT k FROM data WHERE s IN ('a','b','c','d','e','f','g','h','i','j','k','l','m') OR x IS NULL"
            })
    void everyOperatorIsTranslated(String query) {
        List<String> refused = new ArrayList<>();
        List<SparkPlan> operators = operators(spark.sql(query).queryExecution().executedPlan());

        for (SparkPlan operator : operators) {
            if (translator.verdict(operator) instanceof Verdict.Unsupported no) {
                refused.add(no.toString());
                continue;
            }
            PlanNode read = SubstraitReader.read(
                    translator.translate(Catalyst.fragment(operator)).plan());
            assertThat(read.types())
                    .as(operator.toString())
                    .hasSize(operator.output().size());
        }

        assertThat(operators).isNotEmpty();
        assertThat(refused).isEmpty();
    }

    @Test
    void partitionIdsOfAHashExchangeAreAProjection() {
        SparkPlan plan = spark.sql("SELECT k, count(*) FROM data GROUP BY k")
                .queryExecution()
                .executedPlan();

        ShuffleExchangeExec exchange = (ShuffleExchangeExec) all(plan).stream()
                .filter(ShuffleExchangeExec.class::isInstance)
                .findFirst()
                .orElseThrow();
        HashPartitioning partitioning = (HashPartitioning) exchange.outputPartitioning();
        List<Attribute> input = CollectionConverters.asJava(exchange.child().output());
        PlanNode read = SubstraitReader.read(translator
                .translateProjection(input, List.of(partitioning.partitionIdExpression()))
                .plan());

        assertThat(read.toString()).contains("pmod", "hash");
    }

    private static List<SparkPlan> operators(SparkPlan plan) {
        return all(plan).stream()
                .filter(node -> node instanceof FilterExec
                        || node instanceof ProjectExec
                        || node instanceof SortExec
                        || node instanceof ExpandExec
                        || node instanceof BaseLimitExec
                        || node instanceof TakeOrderedAndProjectExec
                        || node instanceof BaseAggregateExec
                        || node instanceof BaseJoinExec)
                .toList();
    }

    private static List<SparkPlan> all(SparkPlan plan) {
        List<SparkPlan> nodes = new ArrayList<>();
        List<SparkPlan> pending = new ArrayList<>(List.of(plan));
        while (!pending.isEmpty()) {
            SparkPlan node = pending.remove(pending.size() - 1);
            nodes.add(node);
            pending.addAll(CollectionConverters.asJava(node.children()));
        }
        return nodes;
    }
}
