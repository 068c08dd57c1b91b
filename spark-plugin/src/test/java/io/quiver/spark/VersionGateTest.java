/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.compat.SparkMinor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On an unsupported Spark, or if it cannot be set up, Quiver leaves everything as it was and says so once. */
final class VersionGateTest {
    @TempDir
    static Path folder;

    private final LogLines log = new LogLines(QuiverPlugin.class);

    /** A Spark of a version to come. */
    public static final class OnSpark49 implements SparkPlugin {
        private final SparkPlugin plugin = new QuiverPlugin(context -> "4.9.0", conf -> Startup.onDriver(conf));

        @Override
        public DriverPlugin driverPlugin() {
            return plugin.driverPlugin();
        }

        @Override
        public ExecutorPlugin executorPlugin() {
            return plugin.executorPlugin();
        }
    }

    /** A Spark that says it is of a supported version, and has not what that version has. */
    public static final class OnBrokenSpark implements SparkPlugin {
        private final SparkPlugin plugin = new QuiverPlugin(context -> context.version(), conf -> {
            throw new NoSuchMethodError("SimpleCostEvaluator.<init>");
        });

        @Override
        public DriverPlugin driverPlugin() {
            return plugin.driverPlugin();
        }

        @Override
        public ExecutorPlugin executorPlugin() {
            return plugin.executorPlugin();
        }
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @ParameterizedTest
    @ValueSource(classes = {OnSpark49.class, OnBrokenSpark.class})
    void whereQuiverIsOffTheJobRunsAsWithoutThePlugin(Class<?> plugin) {
        Map<String, String> stock = settings(Map.of("spark.plugins", ""));
        assertThat(log.lines()).isEmpty();

        assertThat(settings(Map.of("spark.plugins", plugin.getName()))).isEqualTo(stock);

        assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("WARN Quiver is off and has changed nothing")
                .contains("supports Spark " + SparkMinor.supported()));
    }

    @Test
    void switchedOffAtStartTheJobRunsAsWithoutThePlugin() {
        Map<String, String> stock = settings(Map.of("spark.plugins", ""));

        Map<String, String> off = settings(Map.of("spark.quiver.enabled", " FALSE"));

        assertThat(off.remove("spark.quiver.enabled")).isEqualTo(" FALSE");
        assertThat(off).isEqualTo(stock);
        assertThat(log.lines())
                .containsExactly("INFO Quiver is off and has changed nothing: spark.quiver.enabled is false.");
    }

    @Test
    void aSupportedVersionIsSaidOnceWithWhatIsSet() {
        settings(Map.of());

        assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("INFO Quiver ")
                .contains("is on for Spark 4.", "spark.sql.extensions=" + QuiverExtensions.class.getName()));
    }

    @Test
    void whatTheUserHasSetIsKeptAndNothingIsAddedTwice() {
        SparkConf conf =
                new SparkConf(false).set("spark.sql.extensions", "some.Other").set("spark.broadcast.blockSize", "2m");

        assertThat(Startup.onDriver(conf))
                .containsEntry("spark.sql.extensions", "some.Other," + QuiverExtensions.class.getName())
                .doesNotContainKey("spark.broadcast.blockSize")
                .allSatisfy((key, value) -> assertThat(conf.get(key)).isEqualTo(value));
        assertThat(Startup.onDriver(conf)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.1.0", "4.1.3", "4.1.4-SNAPSHOT", "4.1.3.1-vendor", "4.1"})
    void versionsOfASupportedMinorAreKnown(String version) {
        assertThat(SparkMinor.of(version)).contains(SparkMinor.SPARK_4_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "3.5.9", "4.10.0", "4.9.0", "14.1.0", "5.0.0-SNAPSHOT", "4.1x", "main"})
    void allOthersAreNot(String version) {
        assertThat(SparkMinor.of(version)).isEmpty();
    }

    /** Runs a job with a cached table, adaptive execution and a broadcast join; answers the settings that it ran under. */
    private static Map<String, String> settings(Map<String, String> conf) {
        SparkSession spark = TestSession.start(folder, conf);
        try {
            Dataset<Row> cached =
                    spark.range(0, 1000, 1, 2).selectExpr("id", "id % 10 k").cache();
            cached.createOrReplaceTempView("cached");
            Dataset<Row> query = spark.sql(
                    "SELECT /*+ BROADCAST(b) */ b.k, sum(a.id) s FROM cached a JOIN (SELECT DISTINCT k FROM cached) b ON a.k = b.k "
                            + "GROUP BY b.k ORDER BY s, b.k");
            assertThat(query.collectAsList()).hasSize(10);
            String plan = TestSession.finalPlan(query);
            assertThat(plan.contains("Quiver")).isEqualTo(conf.isEmpty());
            assertThat(plan).contains("BroadcastHashJoin");
            Map<String, String> found = new HashMap<>();
            Arrays.stream(spark.sparkContext().conf().getAll()).forEach(pair -> found.put(pair._1(), pair._2()));
            found.keySet()
                    .removeIf(key -> key.startsWith("spark.app.")
                            || key.startsWith("spark.driver.")
                            || key.equals("spark.plugins"));
            return found;
        } finally {
            spark.stop();
        }
    }
}
