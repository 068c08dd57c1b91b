/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import io.quiver.spark.metric.MetricNames;
import io.quiver.spark.plan.NodeNames;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Measures a query that ran with Quiver: the time of its tasks, and how much of it they spent in Quiver's fragments and
 * exchanges. A fragment's time includes the scans it pulls from. The measured time of Spark's operators within it is subtracted.
 */
final class MeasuredTimes {
    /** What tasks wait for, and what the driver does for a broadcast ({@code BroadcastExchangeExec}, Spark 4.1). */
    private static final Set<String> NO_WORK_OF_TASKS = Set.of(
            "fetch wait time", "remote merged reqs duration", "time to collect", "time to build", "time to broadcast");

    private final Map<Long, Long> values;
    /** Metrics already counted: a metric of a plan that is drawn twice counts once. */
    private final Set<Long> seen = new HashSet<>();

    private double taskMillis;
    private double quiverMillis;

    private MeasuredTimes(Map<Long, Long> values) {
        this.values = values;
    }

    static MeasuredTimes of(LoggedQuery query, LoggedApplication application) {
        MeasuredTimes times = new MeasuredTimes(query.metricValues(application));
        for (int number : query.stages()) {
            times.taskMillis += application.stage(number).runMillis();
        }
        times.visit(query.plan(), false);
        return times;
    }

    double taskMillis() {
        return taskMillis;
    }

    /** At most the time of the tasks. */
    double quiverMillis() {
        return Math.max(0, Math.min(taskMillis, quiverMillis));
    }

    private void visit(LoggedNode node, boolean isInFragment) {
        boolean isBelowFragment =
                isInFragment && !PlanBorders.endsStage(node) && !node.name().contains("Exchange");
        if (NodeNames.isQuivers(node.name())) {
            double fragment = timed(node, true);
            quiverMillis += isBelowFragment ? 0 : fragment + timed(node, false);
            isBelowFragment |= fragment > 0;
        } else if (isBelowFragment && !isSource(node)) {
            quiverMillis -= timed(node, false);
        }
        if (!PlanBorders.endsPlan(node)) {
            for (LoggedNode child : node.children()) {
                visit(child, isBelowFragment);
            }
        }
    }

    /** The time of the whole fragment, or of the node by itself. */
    private double timed(LoggedNode node, boolean ofFragment) {
        return node.metrics().stream()
                .filter(metric -> metric.isTime()
                        && !NO_WORK_OF_TASKS.contains(metric.name())
                        && metric.name().equals(MetricNames.FRAGMENT_TIME) == ofFragment)
                .filter(metric -> values.containsKey(metric.id()) && seen.add(metric.id()))
                .mapToDouble(metric -> metric.millis(Math.max(0, values.getOrDefault(metric.id(), 0L))))
                .sum();
    }

    /** Whether the node feeds a fragment, or is the border that times such an input. */
    private static boolean isSource(LoggedNode node) {
        return node.name().startsWith("Scan ")
                || node.name().startsWith("BatchScan")
                || node.name().equals("Range")
                || PlanBorders.isBorder(node);
    }
}
