/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.tpcds;

import io.quiver.benchmarks.data.GeneratedTable;
import io.quiver.benchmarks.data.ParquetTables;
import io.trino.tpcds.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes the 24 TPC-DS tables as Parquet, generated inside Spark.
 *
 * <p>Run with spark-submit, arguments: an empty or missing folder, and the scale factor. The generator splits a table of a
 * million rows or more, so scales below 4 have one file per table.
 */
public final class TpcdsData {
    /** Orders per file of about 200 MB: the generator counts sales and returns by order. */
    private static final long ORDERS_PER_PART = 500_000;

    private static final long INVENTORY_ROWS_PER_PART = 20_000_000;

    private static final long LEAST_ROWS_TO_SPLIT = 1_000_000;

    private TpcdsData() {}

    /** Generates all tables; prints one line for each. */
    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("usage: TpcdsData <folder> <scale>");
            System.exit(2);
        }
        double scale = Double.parseDouble(args[1]);
        List<Table> tables = new ArrayList<>(Table.getBaseTables());
        tables.remove(Table.DBGEN_VERSION);
        tables.sort(Comparator.comparing((Table table) -> TpcdsRows.rowCount(table, scale))
                .reversed());
        ParquetTables.write(
                "TPC-DS data, scale " + args[1],
                args[0],
                tables.stream().map(table -> generated(table, scale)).toList());
    }

    private static GeneratedTable generated(Table table, double scale) {
        String name = table.name();
        return new GeneratedTable(
                table.getName(),
                new TpcdsRows(table).schema(),
                partCount(table, scale),
                (part, partCount) -> new TpcdsRows(Table.valueOf(name)).part(scale, part, partCount));
    }

    private static int partCount(Table table, double scale) {
        long rows = TpcdsRows.rowCount(table, scale);
        long rowsPerPart = table == Table.INVENTORY ? INVENTORY_ROWS_PER_PART : ORDERS_PER_PART;
        return rows < LEAST_ROWS_TO_SPLIT ? 1 : Math.toIntExact((rows + rowsPerPart - 1) / rowsPerPart);
    }
}
