/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.planning;

import io.quiver.bridge.TranslatedFragment;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.plan.PlanNode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.sql.execution.SparkPlan;
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
 * Measures what Quiver adds to the planning of a TPC-H query once the JVM is warm, in milliseconds per query: {@code offload}
 * (verdicts and rewriting), {@code translate} (to bytes), {@code read} (bytes to plan), {@code open} (plan to operators, as a
 * task does), and {@code all} of them. All 22 queries have equal weight; {@code -p query=9} measures one of them.
 * {@link PlanningTable} shows each query by processor time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@OperationsPerInvocation(PlannedQueries.COUNT)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PlanningBenchmark {
    /** {@code all}, or the number of a query, which is then planned 22 times. */
    @Param("all")
    public String query = "all";

    @SuppressWarnings("NullAway.Init")
    private PlannedQueries queries;

    private List<SparkPlan> stock = List.of();
    private List<SparkPlan> copies = List.of();
    private List<Fragment> fragments = List.of();
    private List<TranslatedFragment> translated = List.of();
    private List<PlanNode> plans = List.of();

    @Setup(Level.Trial)
    public void planQueries() {
        queries = PlannedQueries.start();
        stock = IntStream.rangeClosed(1, PlannedQueries.COUNT)
                .mapToObj(number -> queries.stockPlan(query.equals("all") ? number : Integer.parseInt(query)))
                .toList();
        copyPlans();
        fragments = PlannedQueries.fragments(PlannedQueries.offload(copies));
        translated = fragments.stream().map(Fragment::translate).toList();
        plans = translated.stream().map(Fragment::read).toList();
    }

    @Setup(Level.Invocation)
    public void copyPlans() {
        copies = PlannedQueries.copies(stock);
        // JMH runs benchmarks on threads of its own.
        queries.activate();
    }

    @TearDown(Level.Trial)
    public void stop() {
        queries.stop();
    }

    @Benchmark
    public List<SparkPlan> offload() {
        return PlannedQueries.offload(copies);
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
        for (Fragment fragment : PlannedQueries.fragments(PlannedQueries.offload(copies))) {
            TranslatedFragment bytes = fragment.translate();
            try (Operator operator = fragment.open(Fragment.read(bytes), bytes)) {
                blackhole.consume(operator);
            }
        }
    }
}
