/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Writes generated tables as snappy Parquet, as Spark does by default.
 *
 * <p>Several tables are written at a time, so that a table with a single part does not leave processors idle. A task holds at
 * most one row group, whatever the scale.
 */
public final class ParquetTables {
    private ParquetTables() {}

    /** Writes each table into a folder with its name; prints a line for each finished table. */
    public static void write(String appName, String folder, List<GeneratedTable> tables) {
        SparkSession spark = SparkSession.builder()
                .appName(appName)
                // Rows hold LocalDate, which the row encoder takes under this setting only.
                .config("spark.sql.datetime.java8API.enabled", "true")
                .getOrCreate();
        ExecutorService threads =
                Executors.newFixedThreadPool(spark.sparkContext().defaultParallelism());
        try {
            List<Future<?>> writing = new ArrayList<>();
            for (GeneratedTable table : tables) {
                writing.add(threads.submit(() -> write(spark, folder, table)));
            }
            for (Future<?> each : writing) {
                await(each);
            }
        } finally {
            threads.shutdownNow();
            spark.stop();
        }
    }

    private static void write(SparkSession spark, String folder, GeneratedTable table) {
        long startNanos = System.nanoTime();
        table.dataset(spark)
                .write()
                .option("compression", "snappy")
                .option("parquet.block.size", table.rowGroupBytes())
                .mode(SaveMode.ErrorIfExists)
                .parquet(folder + "/" + table.name());
        System.out.printf(
                "  %-22s %6.1f s, files: %d%n",
                table.name(), (System.nanoTime() - startNanos) / 1e9, table.partCount());
    }

    private static void await(Future<?> writing) {
        try {
            writing.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A table could not be written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while tables were written", e);
        }
    }
}
