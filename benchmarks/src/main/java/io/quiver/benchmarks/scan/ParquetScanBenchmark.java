/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reads lineitem to its end on one thread with Spark's vectorised reader and with Quiver's, and looks at every value.
 * {@link ScanBenchmark} does the same for each column separately and by processor time, for machines that do other work.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class ParquetScanBenchmark {
    /** The columns that are read. */
    public enum Columns {
        Q6("l_quantity", "l_extendedprice", "l_discount", "l_shipdate"),
        Q1("l_quantity", "l_extendedprice", "l_discount", "l_tax", "l_returnflag", "l_linestatus", "l_shipdate"),
        ALL(ScanBenchmark.ALL.toArray(new String[0]));

        private final List<String> names;

        Columns(String... names) {
            this.names = List.of(names);
        }
    }

    /** The reader under test. */
    public enum Reader {
        STOCK(new SparkReader()),
        QUIVER(new QuiverReader());

        private final ReaderUnderTest reader;

        Reader(ReaderUnderTest reader) {
            this.reader = reader;
        }
    }

    @Param
    public Columns columns = Columns.Q6;

    @Param
    public Reader reader = Reader.STOCK;

    private List<Path> files = List.of();

    /** Finds the files of lineitem under {@code -Dquiver.benchmark.tpch}; checks that both readers see the same in them. */
    @Setup
    public void findFiles() throws IOException {
        Path folder = Path.of(System.getProperty("quiver.benchmark.tpch"), "lineitem");
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
        if (!seen(Reader.STOCK).equals(seen(Reader.QUIVER))) {
            throw new IllegalStateException("the readers see different values");
        }
    }

    @Benchmark
    public ReaderUnderTest.Seen scan() throws IOException {
        return seen(reader);
    }

    private ReaderUnderTest.Seen seen(Reader by) throws IOException {
        ReaderUnderTest.Seen seen = ReaderUnderTest.Seen.NOTHING;
        for (Path file : files) {
            seen = seen.and(by.reader.read(file, columns.names));
        }
        return seen;
    }
}
