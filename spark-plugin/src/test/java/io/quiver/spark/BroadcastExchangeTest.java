/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columnar broadcasts, and who consumes them. */
final class BroadcastExchangeTest {
    private static SparkSession spark;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        spark = (SparkSession) org.apache.spark.sql.SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "3")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .config("spark.plugins", QuiverPlugin.class.getName())
                .config("spark.quiver.planning.strict", "true")
                .getOrCreate();
        table("fact", "id", "id % 50 k", "cast(id % 9 as int) p", "concat('n', id % 50) s");
        table("part", "id % 40 k", "concat('name ', id % 60) name", "cast(id % 7 as string) s");
        spark.range(0, 3000)
                .selectExpr("id", "id % 50 k", "id % 9 p")
                .write()
                .partitionBy("p")
                .parquet(folder.resolve("by_p").toString());
        spark.read().parquet(folder.resolve("by_p").toString()).createOrReplaceTempView("by_p");
    }

    private static void table(String name, String... columns) {
        String path = folder.resolve(name).toString();
        spark.range(0, 3000, 1, 2).selectExpr(columns).write().parquet(path);
        spark.read().parquet(path).createOrReplaceTempView(name);
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
                "spark.quiver.offload",
                "spark.sql.adaptive.enabled")) {
            spark.conf().unset(key);
        }
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
        // the join below stays on Spark with its sibling's broadcast reused
        String query = "SELECT /*+ BROADCAST(p) */ f.id, p.name FROM fact f JOIN part p ON f.k = p.k";
        spark.conf().set("spark.quiver.offload", "always");
        assertSameAsStock(query);
    }

    @Test
    void theSwitchKeepsBroadcastsOnSpark() {
        spark.conf().set("spark.quiver.broadcast.enabled", "false");
        String query = "SELECT f.id, p.name FROM fact f JOIN part p ON f.k = p.k";

        assertThat(plan(query)).doesNotContain("QuiverBroadcastExchange").contains("spark.quiver.broadcast.enabled");
        assertSameAsStock(query);
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
