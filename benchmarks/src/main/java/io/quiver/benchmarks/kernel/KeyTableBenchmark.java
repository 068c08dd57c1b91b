/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.kernel;

import io.quiver.exec.kernel.hash.LongInterner;
import io.quiver.exec.kernel.join.CodeIndex;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/** Measures the key index of a join and the key table of an aggregation: a million random keys, some of which are in the table. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class KeyTableBenchmark {
    private static final int PROBES = 1 << 20;
    private static final int BATCH = 4096;

    /** The number and the range of the keys in the table. */
    public enum Keys {
        ALL_CUSTOMERS(150_000, 150_000, 1),
        SOME_PARTS(11_000, 200_000, 1),
        SOME_ORDERS(147_000, 6_000_000, 1),
        FEW_ORDERS(30_000, 6_000_000, 1),
        ALL_ORDERS(1_500_000, 6_000_000, 1),
        SPREAD_OVER_ALL_LONGS(147_000, 6_000_000, 0x9E3779B97F4A7C15L);

        private final int rowCount;
        private final int range;
        private final long factor;

        Keys(int rowCount, int range, long factor) {
            this.rowCount = rowCount;
            this.range = range;
            this.factor = factor;
        }
    }

    @Param
    public Keys keys = Keys.ALL_CUSTOMERS;

    private long[] table = {};
    private final long[][] probes = new long[PROBES / BATCH][BATCH];
    private final int[] rows = new int[BATCH];
    private final CodeIndex.Scratch scratch = new CodeIndex.Scratch();
    private CodeIndex index = CodeIndex.build(table, null, 0, true, true);

    @Setup
    public void prepare() {
        Random random = new Random(7);
        int[] all = new int[keys.range];
        for (int i = 0; i < all.length; i++) {
            int other = random.nextInt(i + 1);
            all[i] = all[other];
            all[other] = i;
        }
        table = new long[keys.rowCount];
        for (int i = 0; i < table.length; i++) {
            table[i] = all[i] * keys.factor;
        }
        for (long[] batch : probes) {
            for (int i = 0; i < BATCH; i++) {
                batch[i] = random.nextInt(keys.range) * keys.factor;
            }
        }
        index = build();
    }

    /** Builds a join's index. */
    @Benchmark
    public CodeIndex build() {
        return CodeIndex.build(table, null, table.length, true, true);
    }

    /** Looks up the first build row of each key. */
    @Benchmark
    public long probe() {
        long sum = 0;
        for (long[] batch : probes) {
            index.probe(batch, BATCH, rows, scratch);
            sum += rows[BATCH - 1];
        }
        return sum;
    }

    /** Lists the keys that are in the table, as a scan does before it reads the other columns. */
    @Benchmark
    public long select() {
        long sum = 0;
        for (long[] batch : probes) {
            sum += index.select(batch, null, BATCH, rows, scratch);
        }
        return sum;
    }

    /** Numbers the groups of all keys. */
    @Benchmark
    public int group() {
        LongInterner groups = new LongInterner();
        for (long[] batch : probes) {
            groups.intern(batch, null, BATCH, rows);
        }
        return groups.size();
    }
}
