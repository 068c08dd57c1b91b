/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.planning;

import io.quiver.bridge.TranslatedFragment;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.plan.PlanNode;
import io.quiver.spark.plan.OffloadRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What Quiver adds to the planning of a TPC-H query once the JVM is warm, in milliseconds per query: {@code offload} (verdicts
 * and rewriting), {@code translate} (to bytes), {@code read} (bytes to plan), {@code open} (plan to operators, as a task
 * does), and {@code all} of them.
 *
 * <p>Plans are those that adaptive execution starts with. They are copied before each measurement, because nodes keep what
 * they once computed. All 22 queries count alike; {@code -p query=9} measures one of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@OperationsPerInvocation(PlanningBenchmark.QUERIES)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PlanningBenchmark {
    static final int QUERIES = 22;

    /** {@code all}, or the number of a query, which is then planned 22 times. */
    @Param("all")
    public String query = "all";

    @SuppressWarnings("NullAway.Init")
    private SparkSession spark;

    private List<SparkPlan> stock = List.of();
    private List<SparkPlan> copies = List.of();
    private List<Fragment> fragments = List.of();
    private List<TranslatedFragment> translated = List.of();
    private List<PlanNode> plans = List.of();

    /** Plans the queries on stock Spark over the tables of {@code -Dquiver.benchmark.tpch}. */
    @Setup(Level.Trial)
    public void planQueries() {
        spark = SparkSession.builder()
                .master("local[1]")
                .appName("planning")
                .config("spark.ui.enabled", "false")
                .config("spark.plugins", "io.quiver.spark.QuiverPlugin")
                .getOrCreate();
        Path folder = Path.of(System.getProperty("quiver.benchmark.tpch"));
        for (String table :
                List.of("region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem")) {
            spark.read().parquet(folder.resolve(table).toString()).createOrReplaceTempView(table);
        }
        spark.conf().set("spark.quiver.enabled", "false");
        stock = IntStream.rangeClosed(1, QUERIES)
                .mapToObj(number -> plan(query.equals("all") ? String.valueOf(number) : query))
                .toList();
        spark.conf().set("spark.quiver.enabled", "true");
        copyPlans();
        fragments = fragments(offload(copies));
        translated = fragments.stream().map(Fragment::translate).toList();
        plans = translated.stream().map(Fragment::read).toList();
        report();
    }

    private SparkPlan plan(String number) {
        Dataset<?> frame = (Dataset<?>) spark.sql(text(number));
        SparkPlan plan = frame.queryExecution().executedPlan();
        return plan instanceof AdaptiveSparkPlanExec adaptive ? adaptive.initialPlan() : plan;
    }

    private static String text(String number) {
        try (InputStream in = PlanningBenchmark.class.getResourceAsStream("/tpch/q" + number + ".sql")) {
            if (in == null) {
                throw new IllegalArgumentException("no query " + number);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is measured, so that a number can be judged: an empty set of fragments would be planned in no time. */
    private void report() {
        long bytes = translated.stream().mapToLong(each -> each.plan().length).sum();
        System.out.printf("%d queries: %d fragments, %d bytes of plans%n", QUERIES, fragments.size(), bytes);
    }

    @Setup(Level.Invocation)
    public void copyPlans() {
        List<SparkPlan> fresh = new ArrayList<>();
        for (SparkPlan plan : stock) {
            fresh.add((SparkPlan) plan.clone());
        }
        copies = fresh;
        // JMH runs benchmarks on threads of its own.
        SparkSession.setActiveSession(spark);
    }

    @TearDown(Level.Trial)
    public void stop() {
        spark.stop();
    }

    @Benchmark
    public List<SparkPlan> offload() {
        return offload(copies);
    }

    @Benchmark
    public void translate(Blackhole blackhole) {
        fragments.forEach(fragment -> blackhole.consume(fragment.translate()));
    }

    @Benchmark
    public void read(Blackhole blackhole) {
        translated.forEach(each -> blackhole.consume(Fragment.read(each)));
    }

    @Benchmark
    public void open(Blackhole blackhole) {
        for (int i = 0; i < plans.size(); i++) {
            try (Operator operator = fragments.get(i).open(plans.get(i), translated.get(i))) {
                blackhole.consume(operator);
            }
        }
    }

    @Benchmark
    public void all(Blackhole blackhole) {
        for (Fragment fragment : fragments(offload(copies))) {
            TranslatedFragment bytes = fragment.translate();
            try (Operator operator = fragment.open(Fragment.read(bytes), bytes)) {
                blackhole.consume(operator);
            }
        }
    }

    private static List<SparkPlan> offload(List<SparkPlan> plans) {
        OffloadRule rewrite = new OffloadRule(false);
        OffloadRule finish = new OffloadRule(true);
        return plans.stream().map(rewrite::apply).map(finish::apply).toList();
    }

    private static List<Fragment> fragments(List<SparkPlan> offloaded) {
        List<Fragment> found = new ArrayList<>();
        for (SparkPlan plan : offloaded) {
            found.addAll(Fragment.in(plan));
        }
        return found;
    }
}
