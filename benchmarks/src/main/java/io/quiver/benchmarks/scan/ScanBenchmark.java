/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.scan;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares Quiver's Parquet scan with Spark's vectorised reader on one thread: the columns of TPC-H Q6 and Q1, all of lineitem,
 * and each column separately. Both read the same files to the end and look at every value; their results must agree.
 *
 * <p>Arguments: a folder with lineitem's files, and the number of repeats. The least CPU time of the repeats counts, and the two
 * readers take turns.
 */
public final class ScanBenchmark {
    static final List<String> ALL = List.of(
            "l_orderkey",
            "l_partkey",
            "l_suppkey",
            "l_linenumber",
            "l_quantity",
            "l_extendedprice",
            "l_discount",
            "l_tax",
            "l_returnflag",
            "l_linestatus",
            "l_shipdate",
            "l_commitdate",
            "l_receiptdate",
            "l_shipinstruct",
            "l_shipmode",
            "l_comment");

    private ScanBenchmark() {}

    /** Prints a line per set of columns: milliseconds of each reader, the ratio, nanoseconds per value. */
    public static void main(String[] args) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(args[0]))) {
            files = all.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
        int repeats = Integer.parseInt(args[1]);
        Map<String, List<String>> sets = new LinkedHashMap<>();
        sets.put("Q6", List.of("l_quantity", "l_extendedprice", "l_discount", "l_shipdate"));
        sets.put(
                "Q1",
                List.of(
                        "l_quantity",
                        "l_extendedprice",
                        "l_discount",
                        "l_tax",
                        "l_returnflag",
                        "l_linestatus",
                        "l_shipdate"));
        sets.put("all", ALL);
        if (args.length < 3) {
            for (String column : ALL) {
                sets.put(column, List.of(column));
            }
        }
        System.out.printf("%-16s %9s %9s %6s %14s%n", "columns", "spark ms", "quiver ms", "ratio", "ns/value");
        for (Map.Entry<String, List<String>> set : sets.entrySet()) {
            compare(set.getKey(), set.getValue(), files, repeats);
        }
    }

    private static void compare(String name, List<String> columns, List<Path> files, int repeats) throws IOException {
        List<ReaderUnderTest> readers = List.of(new SparkReader(), new QuiverReader());
        List<Long> best = new ArrayList<>(List.of(Long.MAX_VALUE, Long.MAX_VALUE));
        long rows = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            ReaderUnderTest.Seen first = null;
            for (int i = 0; i < readers.size(); i++) {
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                ReaderUnderTest.Seen seen = ReaderUnderTest.Seen.NOTHING;
                for (Path file : files) {
                    seen = seen.and(readers.get(i).read(file, columns));
                }
                long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
                best.set(i, Math.min(best.get(i), cpu));
                if (first != null && !first.equals(seen)) {
                    throw new IllegalStateException("%s: %s and %s".formatted(name, first, seen));
                }
                first = seen;
                rows = seen.rows();
            }
        }
        double spark = best.get(0) / 1e6;
        double quiver = best.get(1) / 1e6;
        System.out.printf(
                "%-16s %9.1f %9.1f %6.2f %6.2f %7.2f%n",
                name,
                spark,
                quiver,
                spark / quiver,
                spark * 1e6 / rows / columns.size(),
                quiver * 1e6 / rows / columns.size());
    }
}
