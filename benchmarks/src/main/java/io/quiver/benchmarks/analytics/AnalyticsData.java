/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.analytics;

import io.quiver.benchmarks.data.Column;
import io.quiver.benchmarks.data.GeneratedTable;
import io.quiver.benchmarks.data.ParquetTables;
import java.util.List;

/**
 * Writes the table {@code page_views}: 105 columns, a month of a web counter, as Parquet.
 *
 * <p>Run with spark-submit, arguments: an empty or missing folder, and the number of rows. Files have about 400,000 rows and, from
 * some 200,000 on, several row groups. The same number of rows gives the same table everywhere.
 */
public final class AnalyticsData {
    private static final String TABLE = "page_views";
    private static final long ROWS_OF_A_FILE = 400_000;
    private static final int LEAST_FILES = 2;
    private static final long ROW_GROUP_BYTES = 32L << 20;

    private AnalyticsData() {}

    /** Generates the table; prints a line when it is done. */
    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("usage: AnalyticsData <folder> <rows>");
            System.exit(2);
        }
        long rows = Long.parseLong(args[1]);
        ParquetTables.write("Analytics data, rows: " + rows, args[0], List.of(table(rows)));
    }

    static GeneratedTable table(long rows) {
        int parts = (int) Math.max(LEAST_FILES, (rows + ROWS_OF_A_FILE - 1) / ROWS_OF_A_FILE);
        return Column.table(TABLE, PageViewColumns.ALL, rows, parts, () -> new PageView(rows)::at)
                .withRowGroups(ROW_GROUP_BYTES);
    }
}
