/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.tpch;

import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the eight TPC-H tables as snappy Parquet, generated in parallel inside Spark.
 *
 * <p>Run with spark-submit, arguments: an empty or missing folder, and the scale factor. The number of files depends on
 * the scale only, so two machines hold the same layout: about 60 MB each for lineitem.
 */
public final class TpchData {
    private static final List<String> TABLES =
            List.of("region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem");

    private TpchData() {}

    /** Generates all tables; prints one line for each. */
    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("usage: TpchData <folder> <scale>");
            System.exit(2);
        }
        String folder = args[0];
        double scale = Double.parseDouble(args[1]);
        SparkSession spark = SparkSession.builder()
                .appName("TPC-H data, scale " + args[1])
                // Rows hold LocalDate, which the row encoder takes under this setting only.
                .config("spark.sql.datetime.java8API.enabled", "true")
                .getOrCreate();
        for (String table : TABLES) {
            long startNanos = System.nanoTime();
            rows(spark, table, scale)
                    .write()
                    .option("compression", "snappy")
                    .mode(SaveMode.ErrorIfExists)
                    .parquet(folder + "/" + table);
            System.out.printf("  %-10s %6.1f s%n", table, (System.nanoTime() - startNanos) / 1e9);
        }
        spark.stop();
    }

    /** Returns a table as a dataset whose partitions generate their own rows. */
    static Dataset<Row> rows(SparkSession spark, String table, double scale) {
        int parts = partCount(table, scale);
        FlatMapFunction<Long, Row> generate =
                part -> TpchRows.ofTable(table).part(scale, Math.toIntExact(part) + 1, parts);
        return spark.range(0, parts, 1, parts)
                .as(Encoders.LONG())
                .flatMap(generate, Encoders.row(TpchRows.ofTable(table).schema()));
    }

    private static int partCount(String table, double scale) {
        return switch (table) {
            case "lineitem" -> (int) Math.max(2, Math.ceil(scale * 4));
            case "orders", "partsupp" -> (int) Math.max(1, Math.ceil(scale * 2));
            case "region", "nation" -> 1;
            default -> (int) Math.max(1, Math.ceil(scale / 4));
        };
    }
}
