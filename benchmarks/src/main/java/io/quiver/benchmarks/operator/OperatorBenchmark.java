/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.operator;

import io.quiver.benchmarks.tpch.TpchData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Compares one operator at a time on one thread, over 1.5 million rows of lineitem in memory: Spark's own code (whole-stage code
 * generation) against Quiver's. The numbers include about 20 ms per job on either engine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class OperatorBenchmark {
    private static final double SCALE = 0.25;

    /** The measured query. */
    public enum Work {
        /** Eight sums and averages of decimals into four groups. */
        AGGREGATE_Q1("select l_returnflag, l_linestatus, sum(l_quantity), sum(l_extendedprice),"
                + " sum(l_extendedprice * (1 - l_discount)),"
                + " sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)), avg(l_quantity),"
                + " avg(l_extendedprice), avg(l_discount), count(*)"
                + " from lineitem where l_shipdate <= date '1998-09-02' group by l_returnflag, l_linestatus"),
        /** A sum and a count into as many groups as there are orders. */
        AGGREGATE_MANY_GROUPS("select count(*), max(quantity) from"
                + " (select l_orderkey, sum(l_quantity) as quantity from lineitem group by l_orderkey)"),
        /** Three comparisons that keep two rows of a hundred. */
        FILTER_Q6("select sum(l_extendedprice * l_discount) from lineitem where l_shipdate >= date '1994-01-01'"
                + " and l_shipdate < date '1995-01-01' and l_discount between 0.05 and 0.07"
                + " and l_quantity < 24"),
        /** A pattern of two parts, searched in texts of 27 bytes on average. */
        LIKE("select count(*) from lineitem where l_comment like '%special%requests%'"),
        /** Every row looks up its order in a broadcast table; about half find one. */
        JOIN_PROBE("select /*+ BROADCAST(orders) */ count(*), sum(l_extendedprice), max(o_custkey)"
                + " from lineitem join orders on l_orderkey = o_orderkey where o_orderdate < date '1995-03-15'"),
        /** The same, both sides through a shuffle. */
        JOIN_SHUFFLED("select /*+ MERGE(orders) */ count(*), sum(l_extendedprice), max(o_custkey)"
                + " from lineitem join orders on l_orderkey = o_orderkey where o_orderdate < date '1995-03-15'"),
        /** Sorts all rows by two keys and returns them as rows. */
        SORT("select l_orderkey, l_extendedprice, l_partkey from lineitem sort by l_extendedprice, l_partkey");

        private final String sql;

        Work(String sql) {
            this.sql = sql;
        }
    }

    @Param
    public Work work = Work.FILTER_Q6;

    @Param({"stock", "quiver"})
    public String engine = "stock";

    @SuppressWarnings("NullAway.Init")
    private SparkSession spark;

    @Setup(Level.Trial)
    public void start() {
        SparkSession.Builder builder = SparkSession.builder()
                .master("local[1]")
                .appName("operators")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "4");
        if (engine.equals("quiver")) {
            builder = builder.config("spark.plugins", "io.quiver.spark.QuiverPlugin");
        }
        spark = builder.getOrCreate();
        for (String table : List.of("lineitem", "orders")) {
            MemoryTable.load(TpchData.table(table, SCALE));
            spark.read()
                    .format(MemorySource.class.getName())
                    .option(MemorySource.TABLE_OPTION, table)
                    .load()
                    .createOrReplaceTempView(table);
        }
        spark.sql(work.sql).explain();
    }

    @TearDown(Level.Trial)
    public void stop() {
        spark.stop();
    }

    /** Runs the query and discards its rows. */
    @Benchmark
    public void run() {
        Dataset<Row> frame = spark.sql(work.sql);
        frame.write().format("noop").mode("overwrite").save();
    }
}
