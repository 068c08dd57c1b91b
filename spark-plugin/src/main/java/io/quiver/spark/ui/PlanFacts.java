/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.explain.ExplainText;
import io.quiver.spark.metric.MetricNames;
import io.quiver.spark.plan.Evaluations;
import io.quiver.spark.plan.NodeNames;
import io.quiver.spark.ui.OperatorFacts.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.execution.ui.SQLPlanMetric;
import org.apache.spark.sql.execution.ui.SparkPlanGraph;
import org.apache.spark.sql.execution.ui.SparkPlanGraphCluster;
import org.apache.spark.sql.execution.ui.SparkPlanGraphEdge;
import org.apache.spark.sql.execution.ui.SparkPlanGraphNode;
import org.jspecify.annotations.Nullable;

/** Combines the graph of a plan as the SQL tab draws it, the values of its metrics, and Quiver's explanation of the plan. */
final class PlanFacts {
    private static final Set<String> TIMINGS = Set.of("timing", "nsTiming");

    /** Times that are spent waiting, or on the driver. */
    private static final Set<String> NOT_WORK =
            Set.of("fetch wait time", "remote merged reqs duration", "metadata time", "dynamic partition pruning time");

    private final Map<Long, SparkPlanGraphNode> nodes = new LinkedHashMap<>();
    private final Map<Long, SparkPlanGraphCluster> clusters = new HashMap<>();
    private final Map<Long, List<Long>> inputs = new HashMap<>();
    private final Map<String, Deque<ExplainText.Line>> stayed = new HashMap<>();
    private final Map<Long, OperatorFacts> found = new LinkedHashMap<>();
    private final scala.collection.immutable.Map<Object, String> values;
    private final boolean isExplained;

    private PlanFacts(
            SparkPlanGraph graph,
            scala.collection.immutable.Map<Object, String> values,
            Optional<ExplainText> explained) {
        this.values = values;
        this.isExplained = explained.isPresent();
        for (SparkPlanGraphNode node : Scala.<SparkPlanGraphNode>list(graph.allNodes())) {
            if (node instanceof SparkPlanGraphCluster cluster) {
                Scala.<SparkPlanGraphNode>list(cluster.nodes()).forEach(inside -> clusters.put(inside.id(), cluster));
            } else {
                nodes.put(node.id(), node);
            }
        }
        for (SparkPlanGraphEdge edge : Scala.<SparkPlanGraphEdge>list(graph.edges())) {
            inputs.computeIfAbsent(edge.toId(), id -> new ArrayList<>()).add(edge.fromId());
        }
        explained.ifPresent(
                text -> text.stayed().forEach(line -> stayed.computeIfAbsent(line.name(), name -> new ArrayDeque<>())
                        .add(line)));
    }

    /** The nodes of a plan, the root first, each before its inputs. */
    static List<OperatorFacts> of(
            SparkPlanGraph graph,
            scala.collection.immutable.Map<Object, String> values,
            Optional<ExplainText> explained) {
        PlanFacts facts = new PlanFacts(graph, values, explained);
        Set<Long> below = new HashSet<>();
        facts.inputs.values().forEach(below::addAll);
        facts.nodes.keySet().stream().filter(id -> !below.contains(id)).forEach(root -> facts.visit(root, 0));
        return facts.withTimesOfStages();
    }

    private void visit(long id, int depth) {
        SparkPlanGraphNode node = nodes.get(id);
        if (node == null || found.containsKey(id)) {
            return;
        }
        String name = node.name().trim();
        Optional<ExplainText.Line> why = NodeNames.isQuivers(name) ? Optional.empty() : nextStayed(name);
        found.put(
                id,
                new OperatorFacts(
                        name,
                        depth,
                        place(name, why.isPresent()),
                        why,
                        Evaluations.sparksFunctionsIn(node.desc()),
                        node.desc(),
                        ownMillis(node),
                        figures(node)));
        if (isCached(name)) {
            return; // the plan below ran when the table was cached, for whatever query
        }
        inputs.getOrDefault(id, List.of()).forEach(input -> visit(input, depth + 1));
    }

    /** Reasons are in plan order; a node that is drawn once may have been mentioned twice. */
    private Optional<ExplainText.Line> nextStayed(String name) {
        Deque<ExplainText.Line> lines = stayed.get(name);
        if (lines == null) {
            return Optional.empty();
        }
        return Optional.of(lines.size() > 1 ? lines.remove() : lines.element());
    }

    private Place place(String name, boolean stayedOnSpark) {
        if (stayedOnSpark) {
            return Place.SPARK;
        }
        boolean isQuivers = NodeNames.isQuivers(name) && !NodeNames.isBorder(name);
        return isQuivers || (isExplained && isScan(name)) ? Place.QUIVER : Place.NOBODY;
    }

    /** A scan that did not stay on Spark passes its batches to Quiver's operators. */
    private static boolean isScan(String name) {
        return name.startsWith("Scan ") || name.equals("Range") || name.startsWith("BatchScan") || isCached(name);
    }

    private static boolean isCached(String name) {
        return name.startsWith("Scan In-memory") || name.startsWith("InMemoryTableScan");
    }

    private OperatorFacts.Figures figures(SparkPlanGraphNode node) {
        return new OperatorFacts.Figures(
                MetricValue.total(shown(node, MetricNames.OUTPUT_ROWS)),
                MetricValue.total(shown(node, MetricNames.OUTPUT_BATCHES)),
                MetricValue.total(shown(node, MetricNames.DECLINED_BATCHES)),
                MetricValue.total(shown(node, MetricNames.SPARKS_ROWS)),
                MetricValue.ofOneTask(shown(node, MetricNames.PEAK_MEMORY)),
                MetricValue.total(shown(node, MetricNames.SPILL_SIZE)));
    }

    private @Nullable String shown(SparkPlanGraphNode node, String metric) {
        for (SQLPlanMetric each : Scala.<SQLPlanMetric>list(node.metrics())) {
            if (each.name().equals(metric)) {
                return value(each);
            }
        }
        return null;
    }

    private @Nullable String value(SQLPlanMetric metric) {
        return Scala.optional(values.get(metric.accumulatorId())).orElse(null);
    }

    /** The sum of the node's own timings; empty if it has none. */
    private Optional<Double> ownMillis(SparkPlanGraphNode node) {
        double sum = 0;
        boolean isTimed = false;
        for (SQLPlanMetric metric : Scala.<SQLPlanMetric>list(node.metrics())) {
            Optional<MetricValue> value = TIMINGS.contains(metric.metricType()) && !NOT_WORK.contains(metric.name())
                    ? MetricValue.total(value(metric))
                    : Optional.empty();
            sum += value.map(MetricValue::amount).orElse(0.0);
            isTimed |= value.isPresent();
        }
        return isTimed ? Optional.of(sum) : Optional.empty();
    }

    /** Operators of a stage of generated code are timed together: each that stayed on Spark gets an equal part. */
    private List<OperatorFacts> withTimesOfStages() {
        Map<SparkPlanGraphCluster, List<Long>> together = new HashMap<>();
        found.forEach((id, operator) -> {
            SparkPlanGraphCluster cluster = clusters.get(id);
            if (cluster != null && operator.place() == Place.SPARK) {
                together.computeIfAbsent(cluster, each -> new ArrayList<>()).add(id);
            }
        });
        together.forEach((cluster, ids) -> ownMillis(cluster).ifPresent(millis -> {
            double part = Math.max(0, millis - millisBelow(cluster)) / ids.size();
            ids.forEach(id -> found.computeIfPresent(id, (same, operator) -> timed(operator, part)));
        }));
        return List.copyOf(found.values());
    }

    private static OperatorFacts timed(OperatorFacts operator, double millis) {
        return new OperatorFacts(
                operator.name(),
                operator.depth(),
                operator.place(),
                operator.stayed(),
                operator.sparksFunctions(),
                operator.details(),
                Optional.of(millis),
                operator.figures());
    }

    /** The time of inputs in the same tasks: each is timed by itself, and again within the stage of generated code. */
    private double millisBelow(SparkPlanGraphCluster cluster) {
        double sum = 0;
        Set<Object> seen = new HashSet<>();
        Deque<Long> pending = new ArrayDeque<>();
        Scala.<SparkPlanGraphNode>list(cluster.nodes())
                .forEach(inside -> pending.addAll(inputs.getOrDefault(inside.id(), List.of())));
        while (!pending.isEmpty()) {
            long id = pending.remove();
            SparkPlanGraphNode node = nodes.get(id);
            SparkPlanGraphCluster other = clusters.get(id);
            if (node == null
                    || other == cluster
                    || !seen.add(other == null ? node : other)
                    || isOtherStage(node.name())) {
                continue;
            }
            if (other != null || node.name().equals(NodeNames.FRAGMENT)) {
                sum += ownMillis(other == null ? node : other).orElse(0.0);
            } else {
                pending.addAll(inputs.getOrDefault(id, List.of()));
            }
        }
        return sum;
    }

    private static boolean isOtherStage(String name) {
        return name.contains("Exchange") || name.startsWith("Subquery") || isCached(name);
    }
}
