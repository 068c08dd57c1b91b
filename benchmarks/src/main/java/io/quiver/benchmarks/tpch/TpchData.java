/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.tpch;

import io.quiver.benchmarks.data.GeneratedTable;
import io.quiver.benchmarks.data.ParquetTables;
import java.util.List;

/**
 * Writes the eight TPC-H tables as Parquet, generated in parallel inside Spark.
 *
 * <p>Run with spark-submit, arguments: an empty or missing folder, and the scale factor. The number of files depends only on the
 * scale, so the layout is the same on all machines: files of about 60 MB up to scale 1, then of 128 MB or more.
 */
public final class TpchData {
    /** The largest table first, so that the remaining work at the end is short. */
    private static final List<String> TABLES =
            List.of("lineitem", "orders", "partsupp", "customer", "part", "supplier", "nation", "region");

    private TpchData() {}

    /** Generates all tables; prints one line for each. */
    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("usage: TpchData <folder> <scale>");
            System.exit(2);
        }
        double scale = Double.parseDouble(args[1]);
        ParquetTables.write(
                "TPC-H data, scale " + args[1],
                args[0],
                TABLES.stream().map(table -> table(table, scale)).toList());
    }

    /** A table by its SQL name. */
    public static GeneratedTable table(String name, double scale) {
        return new GeneratedTable(
                name, TpchRows.ofTable(name).schema(), partCount(name, scale), (part, partCount) -> TpchRows.ofTable(
                                name)
                        .part(scale, part, partCount));
    }

    private static int partCount(String table, double scale) {
        return switch (table) {
            case "lineitem" -> scale <= 1 ? parts(2, scale * 4) : parts(4, scale * 1.6);
            case "orders", "partsupp" -> scale <= 1 ? parts(1, scale * 2) : parts(2, scale * 0.4);
            case "region", "nation" -> 1;
            default -> parts(1, scale / 8);
        };
    }

    private static int parts(int least, double wanted) {
        return (int) Math.max(least, Math.ceil(wanted));
    }
}
