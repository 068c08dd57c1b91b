/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.exchange.BlockRelation;
import io.quiver.spark.exchange.BroadcastExchange;
import io.quiver.spark.exchange.ShuffleExchange;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.node.WaitingExchange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.plans.physical.BroadcastPartitioning;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.exchange.BroadcastExchangeExec;
import org.apache.spark.sql.execution.joins.HashedRelation;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BroadcastBlockId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columnar broadcasts, their consumers, and which joins are broadcast. */
final class BroadcastExchangeTest {
    private static SparkSession spark;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of());
        table("fact", "id", "id % 50 k", "cast(id % 9 as int) p", "concat('n', id % 50) s");
        TestSession.table(spark, folder, "wide", 60_000, 2, "id", "id % 50 k", "concat('text ', id) s");
        table("part", "id % 40 k", "concat('name ', id % 60) name", "cast(id % 7 as string) s");
        spark.range(0, 3000)
                .selectExpr("id", "id % 50 k", "id % 9 p")
                .write()
                .partitionBy("p")
                .parquet(folder.resolve("by_p").toString());
        spark.read().parquet(folder.resolve("by_p").toString()).createOrReplaceTempView("by_p");
    }

    private static void table(String name, String... columns) {
        TestSession.table(spark, folder, name, 3000, 2, columns);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @AfterEach
    void backToDefaults() {
        for (String key : List.of(
                "spark.quiver.enabled",
                "spark.quiver.broadcast.enabled",
                "spark.quiver.broadcast.threshold",
                "spark.quiver.deferShuffles",
                "spark.quiver.offload",
                "spark.sql.sources.fileCompressionFactor",
                "spark.sql.autoBroadcastJoinThreshold",
                "spark.sql.adaptive.autoBroadcastJoinThreshold",
                "spark.sql.adaptive.enabled")) {
            spark.conf().unset(key);
        }
    }

    @Test
    void tableOfABroadcastIsABlockThatGoesWithIt() {
        List<BroadcastBlockId> before = tables();
        Dataset<Row> query = spark.sql("SELECT count(*), sum(f.id) FROM fact f JOIN part p ON f.k = p.k");
        assertThat(query.collectAsList().toString()).isEqualTo("[[180000,269010000]]");

        List<BroadcastBlockId> made = tables();
        made.removeAll(before);
        assertThat(made).hasSize(1);
        BlockManager blocks = SparkEnv.get().blockManager();
        assertThat(blocks.memoryStore().getSize(made.get(0))).isGreaterThan(40 * Long.BYTES);

        SparkEnv.get().broadcastManager().unbroadcast(made.get(0).broadcastId(), true, true);
        assertThat(tables()).doesNotContainAnyElementsOf(made);
    }

    private static List<BroadcastBlockId> tables() {
        List<BroadcastBlockId> found = new ArrayList<>();
        for (BlockId id : Scala.list(SparkEnv.get().blockManager().getMatchingBlockIds(id -> true))) {
            if (id instanceof BroadcastBlockId broadcast && broadcast.field().startsWith("_table_")) {
                found.add(broadcast);
            }
        }
        return found;
    }

    @Test
    void buildSidesTravelAsColumns() {
        String query = "SELECT f.id, p.name FROM fact f JOIN part p ON f.k = p.k WHERE p.s = '3'";

        assertThat(plan(query)).contains("QuiverBroadcastExchange", "QuiverBroadcastHashJoin");
        assertSameAsStock(query);
    }

    @Test
    void severalKeysAndStringsMakeTheSameTable() {
        assertSameAsStock("SELECT f.id, p.name FROM fact f JOIN part p ON f.k = p.k AND f.s = concat('n', p.s)");
        assertSameAsStock("SELECT f.id, p.name FROM fact f LEFT JOIN part p ON f.s = concat('n', p.s) AND f.id > p.k");
    }

    @Test
    void anEmptyBuildSideIsKnownAsEmpty() {
        assertSameAsStock("SELECT f.id FROM fact f JOIN part p ON f.k = p.k WHERE p.s = 'none'");
        assertSameAsStock("SELECT f.id, p.name FROM fact f LEFT JOIN part p ON f.k = p.k AND p.s = 'none'");
    }

    @Test
    void prunedPartitionsAreThoseOfTheBroadcastValues() {
        for (String adaptive : List.of("true", "false")) {
            spark.conf().set("spark.sql.adaptive.enabled", adaptive);
            String query =
                    "SELECT b.id, f.s FROM by_p b JOIN (SELECT DISTINCT p, s FROM fact WHERE id IN (3, 5)) f ON b.p = f.p";
            assertSameAsStock(query);
            Dataset<Row> frame = spark.sql(query);
            frame.collectAsList();
            assertThat(frame.queryExecution().executedPlan().toString()).contains("dynamicpruning");
            assertThat(frame.queryExecution().executedPlan().toString())
                    .doesNotContain("dynamicpruningexpression(true)");
        }
    }

    @Test
    void aJoinOnSparkReadsColumnsAsARelation() {
        String query = "SELECT f.id, p.name FROM fact f JOIN part p ON f.k = p.k";
        spark.conf().set("spark.sql.adaptive.enabled", "false");
        SparkPlan plan = spark.sql(query).queryExecution().executedPlan();
        BroadcastExchange columns = Objects.requireNonNull(find(plan, BroadcastExchange.class));
        HashedRelation relation = (HashedRelation) columns.executeBroadcast().value();
        HashedRelation stock = (HashedRelation) ((BroadcastExchangeExec) new BroadcastExchangeExec(
                        ((BroadcastPartitioning) columns.outputPartitioning()).mode(), columns.child()))
                .executeBroadcast()
                .value();

        assertThat(relation).isInstanceOf(BlockRelation.class);
        assertThat(relation.keyIsUnique()).isEqualTo(stock.keyIsUnique());
        HashedRelation copy = relation.asReadOnlyCopy();
        for (long key = -1; key < 45; key++) {
            assertThat(rows(copy.get(key))).as("key %d", key).isEqualTo(rows(stock.get(key)));
        }
        assertThat(relation.keys().size()).isEqualTo(stock.keys().size());
        SerializerInstance kryo = new KryoSerializer(SparkEnv.get().conf()).newInstance();
        HashedRelation sent = kryo.deserialize(
                kryo.serialize(relation, Scala.tag(HashedRelation.class)), Scala.tag(HashedRelation.class));
        assertThat(rows(sent.get(7L))).isEqualTo(rows(stock.get(7L)));
    }

    @Test
    void rowsForNestedLoopsTravelAsColumns() {
        String query = "SELECT f.id, p.name FROM fact f JOIN part p ON f.k < p.k - 37 AND p.s = '3'";

        assertThat(plan(query)).contains("QuiverBroadcastExchange", "QuiverBroadcastNestedLoopJoin");
        assertSameAsStock(query);
        assertSameAsStock("SELECT f.id, p.name FROM fact f LEFT JOIN part p ON f.k < p.k AND p.s = 'none'");
    }

    @Test
    void aNestedLoopJoinOnSparkReadsColumnsAsRows() {
        spark.conf().set("spark.sql.adaptive.enabled", "false");
        String query = "SELECT f.id, p.name FROM fact f JOIN part p ON f.k < p.k - 37";
        BroadcastExchange columns =
                Objects.requireNonNull(find(spark.sql(query).queryExecution().executedPlan(), BroadcastExchange.class));
        BroadcastExchangeExec stock = new BroadcastExchangeExec(
                ((BroadcastPartitioning) columns.outputPartitioning()).mode(), columns.child());

        assertThat((InternalRow[]) columns.executeBroadcast().value())
                .containsExactly((InternalRow[]) stock.executeBroadcast().value());
        assertThat(BroadcastExchange.forTable(columns).value()).isInstanceOf(BlockRelation.class);
    }

    @Test
    void keysOfNotInTravelAsColumnsUnlessOneIsNull() {
        String allKeys =
                "SELECT f.id FROM fact f WHERE nullif(f.k, 3) NOT IN (SELECT nullif(p.k, 50) FROM part p WHERE p.k > 3)";
        String nullKey = "SELECT f.id FROM fact f WHERE nullif(f.k, 3) NOT IN (SELECT nullif(p.k, 7) FROM part p)";

        assertThat(plan(allKeys)).contains("QuiverBroadcastExchange", "QuiverBroadcastHashJoin");
        assertThat(spark.sql(allKeys).count()).isPositive();
        assertSameAsStock(allKeys);
        assertSameAsStock(nullKey);
        assertSameAsStock(
                "SELECT f.id FROM fact f WHERE f.k NOT IN (SELECT nullif(p.k, 7) FROM part p WHERE p.k > 90)");
    }

    private static List<InternalRow> rows(scala.collection.Iterator<InternalRow> found) {
        List<InternalRow> rows = new ArrayList<>();
        while (found != null && found.hasNext()) {
            rows.add(found.next().copy());
        }
        return rows;
    }

    @Test
    void aLargeSideIsNotShuffledWhereTheOtherTurnsOutSmall() {
        spark.conf().set("spark.sql.autoBroadcastJoinThreshold", "10");
        spark.conf().set("spark.sql.adaptive.autoBroadcastJoinThreshold", "10MB");
        String query =
                "SELECT f.id, f.s, w.name FROM wide f JOIN (SELECT DISTINCT k, name FROM part WHERE s = '3') w ON f.k = w.k";

        assertThat(explained(query)).contains("QuiverWaitingExchange");
        assertThat(finalPlan(query))
                .contains("QuiverBroadcastHashJoin")
                .doesNotContain("QuiverWaitingExchange")
                .doesNotContainPattern("hashpartitioning\\(k#\\d+L, 3\\)");
        assertSameAsStock(query);
    }

    @Test
    void aLargeSideIsNotShuffledForAnExistenceThatTurnsOutSmall() {
        spark.conf().set("spark.sql.autoBroadcastJoinThreshold", "10");
        spark.conf().set("spark.sql.adaptive.autoBroadcastJoinThreshold", "10MB");
        String query = "SELECT f.id, f.s FROM wide f WHERE f.id < 5"
                + " OR EXISTS (SELECT 1 FROM part w WHERE w.k = f.k AND w.s = '3')";

        assertThat(explained(query)).contains("ExistenceJoin", "QuiverWaitingExchange");
        assertThat(finalPlan(query))
                .contains("QuiverBroadcastHashJoin")
                .doesNotContain("QuiverWaitingExchange")
                .containsOnlyOnce("hashpartitioning");
        assertSameAsStock(query);
    }

    @Test
    void aLargeSideWaitsForASideWithAlternatives() {
        spark.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");

        assertThat(explained("SELECT f.id, w.name FROM wide f"
                        + " JOIN (SELECT DISTINCT k, name FROM part WHERE s > '5' OR name > 'name 5') w ON f.k = w.k"))
                .contains("QuiverWaitingExchange");
    }

    @Test
    void aLargeSideIsShuffledWhereTheOtherIsLargeToo() {
        spark.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
        String query =
                "SELECT f.id, f.s, w.name FROM wide f JOIN (SELECT DISTINCT k, name FROM part WHERE s = '3') w ON f.k = w.k";

        assertThat(explained(query)).contains("QuiverWaitingExchange");
        assertThat(finalPlan(query)).contains("QuiverShuffledHashJoin").doesNotContain("QuiverWaitingExchange");
        assertSameAsStock(query);

        spark.conf().set("spark.quiver.deferShuffles", "false");
        assertThat(explained(query)).doesNotContain("QuiverWaitingExchange");
    }

    @Test
    void bothSidesOfAJoinThatBecameABroadcastAreReadWhereTheirBlocksLie() {
        spark.conf().set("spark.sql.autoBroadcastJoinThreshold", "10");
        spark.conf().set("spark.sql.adaptive.autoBroadcastJoinThreshold", "10MB");
        spark.conf().set("spark.quiver.deferShuffles", "false");
        String query = "SELECT f.id, f.s, p.name FROM wide f JOIN part p ON f.k = p.k WHERE p.s = '3'";

        assertThat(finalPlan(query))
                .contains("QuiverBroadcastHashJoin")
                .containsPattern("(?s)AQEShuffleRead local.*AQEShuffleRead local");
        assertSameAsStock(query);
    }

    @Test
    void aShuffleThatIsGroupedByAfterwardsIsNotReadWhereItsBlocksLie() {
        spark.conf().set("spark.sql.autoBroadcastJoinThreshold", "10");
        spark.conf().set("spark.sql.adaptive.autoBroadcastJoinThreshold", "10MB");
        spark.conf().set("spark.quiver.deferShuffles", "false");
        String query =
                "SELECT f.k, count(f.s), max(p.name) FROM wide f JOIN part p ON f.k = p.k WHERE p.s = '3' GROUP BY f.k";

        assertThat(finalPlan(query)).contains("QuiverBroadcastHashJoin").containsOnlyOnce("AQEShuffleRead local");
        assertSameAsStock(query);
    }

    @Test
    void aWaitingExchangeThatIsExecutedShuffles() {
        spark.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
        spark.conf().set("spark.sql.adaptive.enabled", "false");
        SparkPlan plan = spark.sql("SELECT k, count(*) FROM fact GROUP BY k")
                .queryExecution()
                .executedPlan();
        ShuffleExchange exchange = Objects.requireNonNull(find(plan, ShuffleExchange.class));

        assertThat(WaitingExchange.of(exchange).execute().count())
                .isEqualTo(new FragmentExec(new FragmentInputExec(exchange))
                        .execute()
                        .count())
                .isPositive();
    }

    @Test
    void largerTablesAreBroadcastThanRowsWouldBe() {
        long own = 10L << 20;
        long limit = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 64) / 3;
        assumeThat(limit).as("what fits the heap").isGreaterThan(own + (own >> 5));
        String query = "SELECT f.id, w.s FROM wide w JOIN fact f ON w.id = f.id";
        // As if the files were so much larger: between what Spark broadcasts and what we do.
        long size = spark.sql("SELECT id FROM fact WHERE id IS NOT NULL")
                .queryExecution()
                .optimizedPlan()
                .stats()
                .sizeInBytes()
                .toLong();
        spark.conf().set("spark.sql.sources.fileCompressionFactor", String.valueOf((own + limit) / 2.0 / size));

        assertThat(explained(query)).contains("QuiverBroadcastHashJoin");
        assertSameAsStock(query);
        spark.conf().set("spark.quiver.broadcast.threshold", "0");
        assertThat(explained(query)).doesNotContain("BroadcastHashJoin");
    }

    @Test
    void aTableThatHasBeenShuffledIsNotBroadcastWhereTheOtherSideLiesByItsKeys() {
        long limit = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 64);
        assumeThat(limit).as("what fits the heap").isGreaterThan(20L << 20);
        TestSession.table(spark, folder, "large", 800_000, 2, "id", "id % 3 v");
        spark.conf().set("spark.sql.sources.fileCompressionFactor", "1000");

        assertThat(finalPlan("SELECT count(*) FROM large a LEFT SEMI JOIN large b ON a.id = b.id AND a.v < b.v + 1"
                        + " LEFT ANTI JOIN large c ON a.id = c.id AND a.v <> c.v"))
                .contains("QuiverShuffledHashJoin")
                .doesNotContain("BroadcastHashJoin");
    }

    @Test
    void theSwitchKeepsBroadcastsOnSpark() {
        spark.conf().set("spark.quiver.broadcast.enabled", "false");
        String query = "SELECT f.id, p.name FROM fact f JOIN part p ON f.k = p.k";

        assertThat(plan(query)).doesNotContain("QuiverBroadcastExchange").contains("spark.quiver.broadcast.enabled");
        assertSameAsStock(query);
    }

    private static String explained(String query) {
        return spark.sql(query).queryExecution().executedPlan().toString();
    }

    private static String finalPlan(String query) {
        Dataset<Row> frame = spark.sql(query);
        frame.collectAsList();
        return TestSession.finalPlan(frame);
    }

    /** The first node of a class; null where there is none. */
    private static <T> @Nullable T find(SparkPlan plan, Class<T> type) {
        if (type.isInstance(plan)) {
            return type.cast(plan);
        }
        for (SparkPlan child : Scala.list(plan.children())) {
            T found = find(child, type);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String plan(String query) {
        Dataset<Row> frame = spark.sql(query);
        frame.collectAsList();
        return frame.queryExecution().toString();
    }

    private static void assertSameAsStock(String query) {
        List<String> ours = sorted(query);
        spark.conf().set("spark.quiver.enabled", "false");
        List<String> stock = sorted(query);
        spark.conf().unset("spark.quiver.enabled");
        assertThat(ours).isEqualTo(stock);
    }

    private static List<String> sorted(String query) {
        return spark.sql(query).collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }
}
