/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.everyday;

import io.quiver.benchmarks.data.Column;
import io.quiver.benchmarks.data.GeneratedTable;
import io.quiver.benchmarks.data.ParquetTables;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the tables {@code orders}, {@code customers} and {@code events} as Parquet, and copies of the first two as CSV with a
 * header, gzipped CSV, JSON lines and ORC: {@code orders.csv}, {@code orders.csv.gz}, {@code orders.json}, {@code orders.orc},
 * {@code customers.csv}.
 *
 * <p>Run with spark-submit, arguments: an empty or missing folder, and the number of orders, which is also that of events. The
 * same number gives the same rows everywhere.
 */
public final class EverydayData {
    private static final long ROWS_OF_A_FILE = 250_000;
    private static final int LEAST_FILES = 4;

    private EverydayData() {}

    /** Generates all tables and files; prints a line for each. */
    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("usage: EverydayData <folder> <orders>");
            System.exit(2);
        }
        long orders = Long.parseLong(args[1]);
        ParquetTables.write("Everyday data, orders: " + orders, args[0], tables(orders));
        copies(args[0]);
    }

    static List<GeneratedTable> tables(long orders) {
        int files = (int) Math.max(LEAST_FILES, (orders + ROWS_OF_A_FILE - 1) / ROWS_OF_A_FILE);
        long customers = Order.customerCount(orders);
        return List.of(
                Column.table("orders", OrderColumns.ALL, orders, files, () -> new Order(orders)::at),
                Column.table("events", EventColumns.ALL, orders, files, () -> new Event(orders)::at),
                Column.table("customers", CustomerColumns.ALL, customers, 1, () -> new Customer()::at));
    }

    private static void copies(String folder) {
        SparkSession spark = SparkSession.builder().appName("Everyday files").getOrCreate();
        try {
            Dataset<Row> orders = spark.read().parquet(folder + "/orders");
            orders.write().option("header", true).csv(folder + "/orders.csv");
            orders.write().option("header", true).option("compression", "gzip").csv(folder + "/orders.csv.gz");
            orders.write().json(folder + "/orders.json");
            orders.write().orc(folder + "/orders.orc");
            spark.read()
                    .parquet(folder + "/customers")
                    .write()
                    .option("header", true)
                    .csv(folder + "/customers.csv");
        } finally {
            spark.stop();
        }
    }
}
