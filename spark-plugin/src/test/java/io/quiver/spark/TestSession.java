/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.columnar.InMemoryRelation$;

/** A session with the plugin for tests: small, without a UI, and failing where Quiver cannot plan. */
public final class TestSession {
    private TestSession() {}

    public static SparkSession start(Path folder, Map<String, String> conf) {
        org.apache.spark.sql.SparkSession.Builder builder = org.apache.spark.sql.SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "3")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .config("spark.plugins", QuiverPlugin.class.getName())
                .config("spark.quiver.planning.strict", "true");
        conf.forEach(builder::config);
        // Spark keeps the first session's serializer of cached tables for the life of the JVM.
        InMemoryRelation$.MODULE$.clearSerializer();
        return (SparkSession) builder.getOrCreate();
    }

    /** A table of Parquet files with {@code columns} of a range of ids, one file for each of the {@code partitions}. */
    public static void table(
            SparkSession spark, Path folder, String name, long rows, int partitions, String... columns) {
        String path = folder.resolve(name).toString();
        spark.range(0, rows, 1, partitions).selectExpr(columns).write().parquet(path);
        spark.read().parquet(path).createOrReplaceTempView(name);
    }

    /** What adaptive execution has come to in a query that has run. */
    public static String finalPlan(Dataset<Row> query) {
        String plan = query.queryExecution().executedPlan().toString();
        int from = plan.indexOf("Final Plan");
        return plan.substring(from, plan.indexOf("Initial Plan", from));
    }
}
