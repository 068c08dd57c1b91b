/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import io.quiver.bridge.support.Reason;
import io.quiver.spark.verdict.NotWorthIt;
import io.quiver.spark.verdict.OperatorCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the nodes of a logged plan by their names and texts: by the catalogue of operators, and by what feeds them. A log has no
 * column types, so an operator that stays on Spark only for a type is judged as one that runs on Quiver.
 */
final class PlanVerdicts {
    /** Work that is cheaper on columns even if rows must be converted first. */
    private static final Set<String> GROUPS_OR_SORTS = Set.of(
            "HashAggregate",
            "ObjectHashAggregate",
            "SortAggregate",
            "Sort",
            "TakeOrderedAndProject",
            "Window",
            "WindowGroupLimit");

    private static final String RANGE = "Range";
    /** Marks an aggregation without keys in its text. */
    private static final String WITHOUT_KEYS = "Aggregate(keys=[], ";

    private final Map<LoggedNode, NodeVerdict> verdicts = new LinkedHashMap<>();

    private PlanVerdicts() {}

    /** The verdicts of all nodes that ran, the root first, without plans that were cached or run for another part of the query. */
    static Map<LoggedNode, NodeVerdict> of(LoggedNode plan) {
        PlanVerdicts judge = new PlanVerdicts();
        judge.visit(plan, plan.text(), false);
        return judge.verdicts;
    }

    /** {@code takesRanges}: whether the consumer of the node's rows makes it worthwhile to produce a range in columns. */
    private void visit(LoggedNode node, String parentText, boolean takesRanges) {
        verdicts.put(node, NodeVerdict.NO_WORK); // keeps its place
        if (!PlanBorders.endsPlan(node)) {
            boolean below = takesRanges(node).orElse(takesRanges);
            node.children().forEach(child -> visit(child, node.text(), below));
        }
        verdicts.put(
                node,
                node.name().equals(RANGE) && !takesRanges
                        ? NodeVerdict.onSpark(Reason.NOT_WORTH_IT, NotWorthIt.RANGE_IN_LOOP)
                        : verdict(node, parentText));
    }

    /** Decides as Payoff does; empty where the node above decides. */
    private static Optional<Boolean> takesRanges(LoggedNode node) {
        if (PlanBorders.isExchange(node)
                || node.name().equals("WriteFiles")
                || node.name().endsWith("Join")) {
            return Optional.of(true);
        }
        return GROUPS_OR_SORTS.contains(node.name())
                ? Optional.of(!node.text().contains(WITHOUT_KEYS))
                : Optional.empty();
    }

    private NodeVerdict verdict(LoggedNode node, String parentText) {
        Optional<OperatorCatalog.Entry> entry = LoggedOperators.of(node.name());
        if (entry.isEmpty()) {
            return PlanBorders.isBorder(node)
                    ? NodeVerdict.NO_WORK
                    : NodeVerdict.onSpark(Reason.OPERATOR, node.name() + " is not known to Quiver");
        }
        return switch (entry.get().treatment()) {
            case PASSES_THROUGH -> NodeVerdict.NO_WORK;
            case STAYS -> NodeVerdict.onSpark(Reason.OPERATOR, entry.get().note());
            case OFFLOADED -> offloaded(node, parentText);
        };
    }

    private NodeVerdict offloaded(LoggedNode node, String parentText) {
        List<LoggedNode> inputs = node.children().stream()
                .filter(child -> !PlanBorders.isSubquery(child))
                .toList();
        if (inputs.isEmpty() || PlanBorders.endsPlan(node)) {
            return NodeVerdict.ON_QUIVER;
        }
        List<LoggedNode> sources =
                inputs.stream().flatMap(input -> source(input).stream()).toList();
        boolean anyOnQuiver = sources.stream().anyMatch(this::isOnQuiver);
        if (PlanBorders.isExchange(node) || node.name().equals("Coalesce")) {
            return anyOnQuiver
                    ? NodeVerdict.ON_QUIVER
                    : NodeVerdict.onSpark(Reason.NOT_WORTH_IT, NotWorthIt.ROW_BASED_INPUT);
        }
        if (node.name().equals("WriteFiles")) {
            if (!parentText.contains("Parquet")) {
                return NodeVerdict.onSpark(Reason.OPERATOR_FORM, "a format that Quiver does not write");
            }
            return anyOnQuiver
                    ? NodeVerdict.ON_QUIVER
                    : NodeVerdict.onSpark(Reason.NOT_WORTH_IT, NotWorthIt.ROW_BASED_INPUT);
        }
        boolean isOfRange = sources.stream().allMatch(source -> source.name().equals(RANGE));
        return anyOnQuiver || (GROUPS_OR_SORTS.contains(node.name()) && !isOfRange)
                ? NodeVerdict.ON_QUIVER
                : NodeVerdict.onSpark(Reason.NOT_WORTH_IT, NotWorthIt.ROWS_IN_AND_OUT);
    }

    /** The nodes below borders that do work, including this one. */
    private List<LoggedNode> source(LoggedNode node) {
        NodeVerdict verdict = verdicts.get(node);
        if (verdict == null) {
            return List.of();
        }
        if (verdict.place() != NodeVerdict.Place.NOBODY || PlanBorders.endsPlan(node)) {
            return List.of(node);
        }
        return node.children().stream().flatMap(child -> source(child).stream()).toList();
    }

    /** What is read again is judged as the part of the plan that wrote it. */
    private boolean isOnQuiver(LoggedNode source) {
        return PlanBorders.isReused(source)
                ? source.children().stream().anyMatch(written -> of(written)
                        .getOrDefault(written, NodeVerdict.NO_WORK)
                        .isOnQuiver())
                : verdicts.getOrDefault(source, NodeVerdict.NO_WORK).isOnQuiver();
    }
}
