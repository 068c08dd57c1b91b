/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.bridge.support.Reason;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.explain.ExplainReport;
import io.quiver.spark.node.FragmentExec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkEnv;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.shuffle.sort.SerializedShuffleHandle;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.PartialMapperPartitionSpec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.ShufflePartitionSpec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AQEPropagateEmptyRelation$;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;

/** The plugin as a user switches it on: with one conf, over a Parquet table. */
final class QuiverPluginTest {
    private static SparkSession spark;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of());
        TestSession.table(
                spark,
                folder,
                "t",
                20_000,
                3,
                "id",
                "id % 7 k",
                "cast(id % 100 as decimal(12,2)) amount",
                "concat('name-', id % 50) name");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @AfterEach
    void backToDefaults() {
        for (String key : List.of(
                "spark.quiver.enabled",
                "spark.quiver.offload",
                "spark.sql.adaptive.enabled",
                "spark.sql.adaptive.optimizer.excludedRules")) {
            spark.conf().unset(key);
        }
        assertThat(SparkEnv.get().memoryManager().onHeapExecutionMemoryUsed())
                .as("bytes held after the query")
                .isZero();
    }

    @Test
    void everyOperatorOfAnAggregationOverParquetRunsOnQuiver() {
        Dataset<Row> query = sql("SELECT k, sum(amount) s, count(*) FROM t WHERE id > 10 GROUP BY k ORDER BY s, k");

        assertThat(query.collectAsList()).hasSize(7);
        ExplainReport report = report(query);
        assertThat(report.stayed()).isEmpty();
        assertThat(report.accelerated()).isEqualTo(8);
    }

    @Test
    void broadcastsComeInSmallPieces() {
        assertThat(SparkEnv.get().conf().get(QuiverConf.BROADCAST_BLOCK_SIZE)).isEqualTo("1m");
    }

    @Test
    void aFewRowsAreSortedInOneRangeWithoutASample() {
        String sorted = "SELECT name, count(*) c FROM t GROUP BY name ORDER BY c, name";
        Dataset<Row> query = sql(sorted);

        List<String> rows = query.collectAsList().stream().map(Row::toString).toList();
        String plan = query.queryExecution().executedPlan().toString();
        assertThat(plan.substring(0, plan.indexOf("Initial Plan")))
                .containsPattern("QuiverExchange rangepartitioning\\(.*, 1\\)");
        spark.conf().set("spark.quiver.enabled", "false");
        assertThat(sql(sorted).collectAsList().stream().map(Row::toString).toList())
                .isEqualTo(rows);
    }

    @Test
    void theSwitchTurnsItOffAndOnAtRunTime() {
        String query = "SELECT k, sum(amount) FROM t GROUP BY k";

        spark.conf().set("spark.quiver.enabled", "false");
        Dataset<Row> off = sql(query);
        List<String> stock = sorted(off);
        assertThat(report(off).accelerated()).isZero();

        spark.conf().set("spark.quiver.enabled", "true");
        Dataset<Row> on = sql(query);
        assertThat(sorted(on)).isEqualTo(stock);
        assertThat(report(on).accelerated()).isPositive();
    }

    @Test
    void withoutAdaptiveExecutionThePlanIsTheSame() {
        spark.conf().set("spark.sql.adaptive.enabled", "false");
        Dataset<Row> query = sql("SELECT k, sum(amount) s FROM t GROUP BY k ORDER BY s DESC, k LIMIT 3");

        assertThat(query.collectAsList()).hasSize(3);
        assertThat(report(query).stayed()).isEmpty();
    }

    @Test
    void aHandfulOfLocalRowsStaysOnSparkAndSaysWhy() {
        Dataset<Row> query = sql("SELECT a, count(*) FROM VALUES (1), (2), (1) AS v(a) GROUP BY a");

        assertThat(query.collectAsList()).hasSize(2);
        assertThat(report(query).stayed()).anySatisfy(stayed -> assertThat(stayed.reason())
                .hasValueSatisfying(reason -> assertThat(reason.reason()).isEqualTo(Reason.NOT_WORTH_IT)));
    }

    @Test
    void alwaysTakesLocalRowsToo() {
        spark.conf().set("spark.quiver.offload", "always");
        Dataset<Row> query = sql("SELECT a, count(*) FROM VALUES (1), (2), (1) AS v(a) GROUP BY a");

        assertThat(query.collectAsList()).hasSize(2);
        assertThat(report(query).accelerated()).isPositive();
    }

    @Test
    void rowsAreDealtOutByColumns() {
        Dataset<Row> query = sql("SELECT /*+ REPARTITION(5) */ id + 1 FROM t WHERE k > 2");

        assertThat(query.collectAsList()).hasSize(11_428);
        assertThat(report(query).stayed()).isEmpty();
    }

    @Test
    void samplesAreThoseOfStockSpark() {
        spark.conf().set("spark.quiver.offload", "always");
        for (boolean withReplacement : new boolean[] {false, true}) {
            spark.conf().set("spark.quiver.enabled", "false");
            List<Row> stock =
                    sql("SELECT * FROM t").sample(withReplacement, 0.4, 11).collectAsList();
            spark.conf().set("spark.quiver.enabled", "true");
            Dataset<Row> sample = sql("SELECT * FROM t").sample(withReplacement, 0.4, 11);

            assertThat(sample.collectAsList()).isEqualTo(stock);
            assertThat(report(sample).stayed()).isEmpty();
        }
    }

    @Test
    void explainShowsWhichIsWhich() {
        String plan =
                sql("SELECT upper(name) FROM t WHERE k = 3").queryExecution().toString();

        assertThat(plan).contains("QuiverProject", "QuiverFilter", "operators run on Quiver");
    }

    @Test
    void explainFormattedNamesOperatorsAndTheirArguments() {
        String plan = sql("EXPLAIN FORMATTED SELECT k, sum(amount) FROM t GROUP BY k")
                .collectAsList()
                .get(0)
                .getString(0);

        assertThat(plan).contains("QuiverHashAggregate", "QuiverExchange");
    }

    @Test
    void operatorsReportRowsToTheSqlTab() {
        Dataset<Row> query = sql("SELECT k FROM t WHERE k = 3");
        query.collectAsList();

        SparkPlan filter = find(query.queryExecution().executedPlan(), "QuiverFilter");
        assertThat(filter.longMetric("numOutputRows").value()).isEqualTo(2857L);
        assertThat(filter.longMetric("numOutputBatches").value()).isPositive();
    }

    @Test
    void aLimitThatStopsEarlierNeverSeesTheError() {
        spark.conf().set("spark.quiver.offload", "always");
        String query = "SELECT 100 / (id - 10) FROM t WHERE id < 5000";

        assertThat(sql(query + " LIMIT 10").collectAsList()).hasSize(10);
        assertThatThrownBy(() -> sql(query).collectAsList()).hasMessageContaining("DIVIDE_BY_ZERO");
    }

    @Test
    void aUnionOfEquallyPartitionedPlansIsGroupedWithoutAnotherExchange() {
        String half = "SELECT k, count(*) c FROM t WHERE pmod(id, 2) = %d GROUP BY k";
        String query =
                "SELECT k, sum(c) FROM (%s UNION ALL %s) GROUP BY k".formatted(half.formatted(0), half.formatted(1));

        assertThat(sorted(sql(query))).isEqualTo(sorted(sql("SELECT k, count(*) FROM t GROUP BY k")));
        assertThat(sql("SELECT sum(c) FROM (SELECT count(*) c FROM t UNION ALL SELECT count(*) c FROM t)")
                        .collectAsList())
                .hasSize(1);
    }

    @Test
    void filesThatSparksReaderTakesAreCountedAndNamedWithTheReason() {
        spark.conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY");
        spark.sql("SELECT id, DATE'1200-03-01' d FROM range(0, 100, 1, 2)")
                .write()
                .parquet(folder.resolve("old").toString());
        spark.conf().unset("spark.sql.parquet.datetimeRebaseModeInWrite");
        spark.sql("SELECT id, CAST(id AS DECIMAL(5, 0)) d FROM range(0, 100, 1, 1)")
                .write()
                .parquet(folder.resolve("narrow").toString());

        Dataset<Row> old = read("id BIGINT, d DATE", "old").selectExpr("max(d)");
        assertThat(old.queryExecution().toString()).doesNotContain("Read by Spark's reader");
        old.collectAsList();
        assertThat(report(old).text()).contains("Read by Spark's reader: files of ", "old: after some rows: a date");
        assertThat(filesLeftToSpark(old)).isEqualTo(2);

        Dataset<Row> narrow = read("d DECIMAL(12, 2)", "narrow").selectExpr("max(d)");
        narrow.collectAsList();
        assertThat(report(narrow).text()).contains("narrow: ");
        assertThat(filesLeftToSpark(narrow)).isEqualTo(1);

        Dataset<Row> ours = sql("SELECT max(id) FROM t");
        ours.collectAsList();
        assertThat(report(ours).readBySpark()).isEmpty();
        assertThat(filesLeftToSpark(ours)).isZero();
    }

    @Test
    void aScanThatIsNotForOurReaderSaysWhyBeforeItRuns() {
        spark.sql("SELECT id, ARRAY(CAST(id AS DECIMAL(30, 2))) a FROM range(100)")
                .write()
                .parquet(folder.resolve("nested").toString());
        Dataset<Row> nested =
                read("id BIGINT, a ARRAY<DECIMAL(30, 2)>", "nested").where("id + 1 > 5");

        assertThat(nested.queryExecution().toString())
                .contains("Read by Spark's reader: ", "column a is array<decimal(30,2)>");
    }

    private static Dataset<Row> read(String schema, String name) {
        return spark.read().schema(schema).parquet(folder.resolve(name).toString());
    }

    /** As the SQL tab shows it: on fragments. */
    private static long filesLeftToSpark(Dataset<Row> query) {
        return filesLeftToSpark(query.queryExecution().executedPlan());
    }

    private static long filesLeftToSpark(SparkPlan plan) {
        if (plan instanceof AdaptiveSparkPlanExec adaptive) {
            return filesLeftToSpark(adaptive.executedPlan());
        }
        if (plan instanceof QueryStageExec stage) {
            return filesLeftToSpark(stage.plan());
        }
        long files = 0;
        if (plan instanceof FragmentExec) {
            for (SQLMetric metric : Scala.list(plan.metrics().values().toSeq())) {
                files += metric.name().get().contains("splits read by Spark's reader") ? metric.value() : 0;
            }
        }
        for (SparkPlan child : Scala.list(plan.children())) {
            files += filesLeftToSpark(child);
        }
        return files;
    }

    @Test
    void tasksReportTheirPeakExecutionMemory() throws Exception {
        AtomicLong peak = new AtomicLong();
        SparkListener listener = new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd task) {
                peak.accumulateAndGet(task.taskMetrics().peakExecutionMemory(), Math::max);
            }
        };
        spark.sparkContext().addSparkListener(listener);
        try {
            sql("SELECT name, count(*) FROM t GROUP BY name").collectAsList();
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } finally {
            spark.sparkContext().removeSparkListener(listener);
        }
        assertThat(peak.get()).isPositive();
    }

    @Test
    void mapTasksWriteOneFileWhereSparkWouldOpenOneForEachPartition() {
        spark.conf().set("spark.sql.adaptive.enabled", "false");
        Dataset<Row> query = sql("SELECT name, count(*) FROM t GROUP BY name");

        assertThat(query.collectAsList()).hasSize(50);
        ShuffleExchangeExec exchange =
                (ShuffleExchangeExec) find(query.queryExecution().executedPlan(), "QuiverExchange");
        assertThat(exchange.shuffleDependency().shuffleHandle()).isInstanceOf(SerializedShuffleHandle.class);
        assertThat(exchange.metrics().apply("shuffleBytesWritten").value()).isPositive();
    }

    @Test
    void aShufflesReaderSaysWhereItsBlocksLie() throws Exception {
        spark.conf().set("spark.sql.adaptive.enabled", "false");
        ShuffleExchangeExec exchange = (ShuffleExchangeExec) find(
                sql("SELECT k, count(*) FROM t GROUP BY k").queryExecution().executedPlan(), "QuiverExchange");
        Await.result(exchange.mapOutputStatisticsFuture(), Duration.Inf());
        ShufflePartitionSpec[] oneMapper = {new PartialMapperPartitionSpec(0, 0, exchange.numPartitions())};

        RDD<InternalRow> read = exchange.getShuffleRDD(oneMapper);

        assertThat(Scala.list(read.preferredLocations(read.partitions()[0]))).isNotEmpty();
    }

    @Test
    void anAggregationWithoutGroupsEndsThePlan() {
        Dataset<Row> alone = sql("SELECT k, count(*) FROM t WHERE name = 'none' GROUP BY k");
        Dataset<Row> inUnion = sql(
                "SELECT k, count(*) c FROM t WHERE name = 'none' GROUP BY k UNION ALL SELECT id, k FROM t WHERE id = 7");

        assertThat(alone.collectAsList()).isEmpty();
        assertThat(inUnion.collectAsList()).hasSize(1);
        assertThat(TestSession.finalPlan(alone)).contains("EmptyRelation");
        assertThat(TestSession.finalPlan(inUnion)).doesNotContain("Union").contains("QuiverFilter");

        spark.conf().set("spark.sql.adaptive.optimizer.excludedRules", AQEPropagateEmptyRelation$.MODULE$.ruleName());
        Dataset<Row> excluded = sql("SELECT k, count(*) FROM t WHERE name = 'none' GROUP BY k");
        assertThat(excluded.collectAsList()).isEmpty();
        assertThat(TestSession.finalPlan(excluded)).contains("QuiverHashAggregate");
    }

    @Test
    void aProjectionThatChangesNothingMakesNoOtherPlan() {
        SparkPlan filter =
                sql("SELECT k, name FROM t WHERE k = 3").queryExecution().sparkPlan();
        SparkPlan copy = new ProjectExec(Scala.widen(filter.output()), filter);
        SparkPlan swapped = new ProjectExec(
                Scala.seqOf(filter.output().apply(1), filter.output().apply(0)), filter);

        assertThat(new FragmentExec(copy).sameResult(new FragmentExec(filter))).isTrue();
        assertThat(new FragmentExec(swapped).sameResult(new FragmentExec(filter)))
                .isFalse();
    }

    @Test
    void anUnknownValueOfASwitchIsSaidInWords() {
        assertThatThrownBy(() -> spark.conf().set("spark.quiver.offload", "sometimes"))
                .hasMessageContaining(
                        "'sometimes' in the config \"spark.quiver.offload\" is invalid. It is to be auto or always.");
    }

    private static Dataset<Row> sql(String text) {
        return spark.sql(text);
    }

    private static List<String> sorted(Dataset<Row> query) {
        return query.collectAsList().stream().map(Row::toString).sorted().toList();
    }

    private static ExplainReport report(Dataset<Row> query) {
        return ExplainReport.of(query.queryExecution().executedPlan());
    }

    private static SparkPlan find(SparkPlan plan, String name) {
        if (plan.nodeName().equals(name)) {
            return plan;
        }
        scala.collection.Iterator<SparkPlan> children = plan.children().iterator();
        while (children.hasNext()) {
            SparkPlan found = find(children.next(), name);
            if (found.nodeName().equals(name)) {
                return found;
            }
        }
        return plan;
    }
}
