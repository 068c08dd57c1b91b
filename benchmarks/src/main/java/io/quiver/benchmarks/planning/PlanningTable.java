/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.planning;

import io.quiver.bridge.TranslatedFragment;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.plan.PlanNode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.execution.SparkPlan;

/**
 * Prints the measurements of {@link PlanningBenchmark} for each query by the thread's processor time, so that other work on the
 * machine does not count: the median of the repeats, in milliseconds.
 *
 * <p>Argument: number of repeats, which is also the number of warm-up rounds.
 */
public final class PlanningTable {
    private static final List<String> PHASES = List.of("offload", "translate", "read", "open");

    private PlanningTable() {}

    /** Prints a line per query, and the mean and maximum of all. */
    public static void main(String[] args) {
        int repeats = args.length == 0 ? 100 : Integer.parseInt(args[0]);
        PlannedQueries queries = PlannedQueries.start();
        queries.activate();
        List<SparkPlan> stock = new ArrayList<>();
        for (int number = 1; number <= PlannedQueries.COUNT; number++) {
            stock.add(queries.stockPlan(number));
        }
        double[][][] millis = new double[stock.size()][PHASES.size()][repeats];
        for (int round = -repeats; round < repeats; round++) {
            for (int query = 0; query < stock.size(); query++) {
                double[] phases = measure(stock.get(query));
                for (int phase = 0; phase < phases.length && round >= 0; phase++) {
                    millis[query][phase][round] = phases[phase];
                }
            }
        }
        print(stock, millis);
        queries.stop();
    }

    private static double[] measure(SparkPlan stock) {
        List<SparkPlan> copies = PlannedQueries.copies(List.of(stock));
        long[] times = new long[PHASES.size() + 1];
        times[0] = cpuNanos();
        List<Fragment> fragments = PlannedQueries.fragments(PlannedQueries.offload(copies));
        times[1] = cpuNanos();
        List<TranslatedFragment> translated =
                fragments.stream().map(Fragment::translate).toList();
        times[2] = cpuNanos();
        List<PlanNode> plans = translated.stream().map(Fragment::read).toList();
        times[3] = cpuNanos();
        for (int i = 0; i < plans.size(); i++) {
            Operator operator = fragments.get(i).open(plans.get(i), translated.get(i));
            operator.close();
        }
        times[4] = cpuNanos();
        double[] phases = new double[PHASES.size()];
        for (int phase = 0; phase < phases.length; phase++) {
            phases[phase] = (times[phase + 1] - times[phase]) / 1e6;
        }
        return phases;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void print(List<SparkPlan> stock, double[][][] millis) {
        System.out.printf(
                "%-6s %10s %10s %10s %10s %10s   (ms)%n", "query", "offload", "translate", "read", "open", "all");
        double sum = 0;
        double greatest = 0;
        for (int query = 0; query < stock.size(); query++) {
            double[] medians = Arrays.stream(millis[query])
                    .mapToDouble(PlanningTable::median)
                    .toArray();
            double all = Arrays.stream(medians).sum();
            sum += all;
            greatest = Math.max(greatest, all);
            System.out.printf(
                    "Q%-5d %10.3f %10.3f %10.3f %10.3f %10.3f%n",
                    query + 1, medians[0], medians[1], medians[2], medians[3], all);
        }
        System.out.printf("mean %.3f ms, greatest %.3f ms%n", sum / stock.size(), greatest);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
