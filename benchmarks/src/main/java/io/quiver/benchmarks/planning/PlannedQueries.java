/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.planning;

import io.quiver.spark.offload.OffloadForExecution;
import io.quiver.spark.offload.OffloadQueryStages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;

/** Plans TPC-H queries over real tables with stock Spark, and applies Quiver's rules to those plans. */
final class PlannedQueries {
    static final int COUNT = 22;

    private static final List<String> TABLES =
            List.of("region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem");

    private final SparkSession spark;

    private PlannedQueries(SparkSession spark) {
        this.spark = spark;
    }

    /** Starts Spark with Quiver, over the tables of {@code -Dquiver.benchmark.tpch}. */
    static PlannedQueries start() {
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .appName("planning")
                .config("spark.ui.enabled", "false")
                .config("spark.plugins", "io.quiver.spark.QuiverPlugin")
                .getOrCreate();
        Path folder = Path.of(System.getProperty("quiver.benchmark.tpch"));
        for (String table : TABLES) {
            spark.read().parquet(folder.resolve(table).toString()).createOrReplaceTempView(table);
        }
        return new PlannedQueries(spark);
    }

    void stop() {
        spark.stop();
    }

    /** Makes this session the one from which rules on the calling thread read their settings. */
    void activate() {
        SparkSession.setActiveSession(spark);
    }

    /** The initial plan of adaptive execution, without Quiver. */
    SparkPlan stockPlan(int number) {
        spark.conf().set("spark.quiver.enabled", "false");
        try {
            Dataset<?> frame = (Dataset<?>) spark.sql(text(number));
            SparkPlan plan = frame.queryExecution().executedPlan();
            return plan instanceof AdaptiveSparkPlanExec adaptive ? adaptive.initialPlan() : plan;
        } finally {
            spark.conf().set("spark.quiver.enabled", "true");
        }
    }

    private static String text(int number) {
        try (InputStream in = PlannedQueries.class.getResourceAsStream("/tpch/q" + number + ".sql")) {
            if (in == null) {
                throw new IllegalArgumentException("no query " + number);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies plans: nodes cache computed values, and the nodes of a new query have none. */
    static List<SparkPlan> copies(List<SparkPlan> plans) {
        List<SparkPlan> copies = new ArrayList<>();
        for (SparkPlan plan : plans) {
            copies.add((SparkPlan) plan.clone());
        }
        return copies;
    }

    /** Verdicts, rewriting and the executable form, as when a query is prepared and then run. */
    static List<SparkPlan> offload(List<SparkPlan> plans) {
        OffloadQueryStages rewrite = new OffloadQueryStages();
        OffloadForExecution finish = new OffloadForExecution();
        return plans.stream().map(rewrite::apply).map(finish::apply).toList();
    }

    static List<Fragment> fragments(List<SparkPlan> offloaded) {
        List<Fragment> found = new ArrayList<>();
        for (SparkPlan plan : offloaded) {
            found.addAll(Fragment.in(plan));
        }
        return found;
    }
}
