/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Divides the time of a query's tasks among its operators. The plan is cut at exchanges, as Spark cuts it. A part's stages are
 * those whose tasks added to its metrics. A task takes some time around its operators, whoever runs them. From the rest of a
 * part's time, operators get the time that Spark measured for them (scans, sorts, shuffle writes). The remainder is divided in
 * proportion to the input rows, times a weight for the kind of operator.
 */
final class TaskTimes {
    /** Times that Spark measures without the operators below. */
    private static final Set<String> OWN_TIMES = Set.of("scan time", "sort time", "shuffle write time");

    /** Metrics that the tasks reading an exchange add to, not those that write it. */
    private static final Set<String> OF_READERS = Set.of(
            "records read",
            "local blocks read",
            "remote blocks read",
            "local bytes read",
            "remote bytes read",
            "remote bytes read to disk",
            "fetch wait time",
            "remote reqs duration",
            "remote merged reqs duration");

    private static final String OUTPUT_ROWS = "number of output rows";

    /** Work per row, relative to filtering a row. */
    private static final Map<String, Double> WEIGHTS = Map.ofEntries(
            Map.entry("Filter", 1.0),
            Map.entry("Project", 1.0),
            Map.entry("HashAggregate", 4.0),
            Map.entry("ObjectHashAggregate", 8.0),
            Map.entry("SortAggregate", 4.0),
            Map.entry("BroadcastHashJoin", 3.0),
            Map.entry("ShuffledHashJoin", 4.0),
            Map.entry("SortMergeJoin", 4.0),
            Map.entry("BroadcastNestedLoopJoin", 10.0),
            Map.entry("Window", 6.0),
            Map.entry("Generate", 3.0),
            Map.entry("Expand", 2.0),
            Map.entry("ArrowEvalPython", 40.0),
            Map.entry("BatchEvalPython", 100.0),
            Map.entry("MapElements", 10.0),
            Map.entry("DeserializeToObject", 5.0),
            Map.entry("SerializeFromObject", 5.0));

    private static final double OTHER_WEIGHT = 2;

    /** Assumed time a task needs to start and to return its result. First passes on a busy machine needed far more. */
    private static final double AROUND_TASK_MILLIS = 5;

    private final LoggedQuery query;
    private final LoggedApplication application;
    private final Map<LoggedNode, NodeVerdict> verdicts;
    private final Map<Long, Long> values;
    private final List<List<LoggedNode>> parts = new ArrayList<>();
    private final Map<LoggedNode, Double> millis = new LinkedHashMap<>();
    private double aroundMillis;
    private double unknownMillis;

    private TaskTimes(LoggedQuery query, LoggedApplication application, Map<LoggedNode, NodeVerdict> verdicts) {
        this.query = query;
        this.application = application;
        this.verdicts = verdicts;
        values = query.metricValues(application);
    }

    static TaskTimes of(LoggedQuery query, LoggedApplication application, Map<LoggedNode, NodeVerdict> verdicts) {
        TaskTimes times = new TaskTimes(query, application, verdicts);
        times.cut(query.plan(), times.newPart());
        times.share();
        return times;
    }

    /** The node's time in milliseconds over all tasks; 0 for nodes that do no work. */
    double of(LoggedNode node) {
        return millis.getOrDefault(node, 0.0);
    }

    /** The time around the operators of tasks. */
    double aroundMillis() {
        return aroundMillis;
    }

    /** The time of stages that no part of the plan is known to have run. */
    double unknownMillis() {
        return unknownMillis;
    }

    private List<LoggedNode> newPart() {
        List<LoggedNode> part = new ArrayList<>();
        parts.add(part);
        return part;
    }

    private void cut(LoggedNode node, List<LoggedNode> part) {
        if (PlanBorders.endsStage(node)) {
            List<LoggedNode> below = newPart();
            below.add(node); // an exchange is written by the tasks below it
            node.children().forEach(child -> cut(child, below));
            return;
        }
        part.add(node);
        if (!PlanBorders.endsPlan(node)) {
            node.children().forEach(child -> cut(child, part));
        }
    }

    private void share() {
        Map<List<LoggedNode>, Double> timeOf = new java.util.IdentityHashMap<>();
        for (int number : query.stages()) {
            LoggedStage stage = application.stage(number);
            List<List<LoggedNode>> ofStage = parts.stream()
                    .filter(part -> part.stream().anyMatch(node -> isMetIn(stage, node)))
                    .toList();
            double around = Math.min(stage.runMillis(), stage.tasks() * AROUND_TASK_MILLIS);
            double within = stage.runMillis() - around;
            ofStage.forEach(part -> timeOf.merge(part, within / ofStage.size(), Double::sum));
            aroundMillis += around;
            unknownMillis += ofStage.isEmpty() ? within : 0;
        }
        timeOf.forEach(this::share);
    }

    private static boolean isMetIn(LoggedStage stage, LoggedNode node) {
        return node.metrics().stream()
                .anyMatch(metric -> !OF_READERS.contains(metric.name())
                        && stage.accumulators().containsKey(metric.id()));
    }

    private void share(List<LoggedNode> part, double partMillis) {
        List<LoggedNode> workers = part.stream()
                .filter(node -> !PlanBorders.isCommand(node)
                        && verdicts.getOrDefault(node, NodeVerdict.NO_WORK).place() != NodeVerdict.Place.NOBODY)
                .toList();
        Map<LoggedNode, Double> timed = new LinkedHashMap<>();
        Map<LoggedNode, Double> weighed = new LinkedHashMap<>();
        for (LoggedNode worker : workers) {
            double own = ownMillis(worker);
            if (own > 0) {
                timed.put(worker, own);
            } else if (!PlanBorders.isExchange(worker)) {
                weighed.put(worker, rowsIn(worker) * WEIGHTS.getOrDefault(worker.name(), OTHER_WEIGHT));
            }
        }
        double sumTimed = sum(timed);
        double sumWeighed = sum(weighed);
        double rest = partMillis - sumTimed;
        if (sumWeighed > 0 && rest > 0) {
            timed.forEach((node, own) -> millis.merge(node, own, Double::sum));
            weighed.forEach((node, weight) -> millis.merge(node, rest * weight / sumWeighed, Double::sum));
        } else if (sumTimed > 0) {
            timed.forEach((node, own) -> millis.merge(node, partMillis * own / sumTimed, Double::sum));
        } else {
            unknownMillis += partMillis;
        }
    }

    private static double sum(Map<LoggedNode, Double> amounts) {
        return amounts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private double ownMillis(LoggedNode node) {
        return node.metrics().stream()
                .filter(metric -> OWN_TIMES.contains(metric.name()))
                .mapToDouble(metric -> metric.millis(Math.max(0, values.getOrDefault(metric.id(), 0L))))
                .sum();
    }

    /** The node's input rows, at least one so that every operator gets a part. */
    private double rowsIn(LoggedNode node) {
        double rows = node.children().stream().mapToDouble(this::rowsOut).sum();
        return Math.max(1, node.children().isEmpty() ? rowsOut(node) : rows);
    }

    private double rowsOut(LoggedNode node) {
        for (LoggedNode.Metric metric : node.metrics()) {
            if (metric.name().equals(OUTPUT_ROWS) || metric.name().equals("shuffle records written")) {
                return values.getOrDefault(metric.id(), 0L);
            }
        }
        return node.children().stream().mapToDouble(this::rowsOut).sum();
    }
}
