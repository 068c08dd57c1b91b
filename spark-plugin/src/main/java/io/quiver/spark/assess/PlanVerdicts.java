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
 * Judges the nodes of a logged plan as far as their names and texts tell: by the catalogue of operators, and by what feeds them. Types of
 * columns are not in a log, so that what stays for a type is taken for what runs.
 */
final class PlanVerdicts {
    /** Work that is cheaper on columns even where rows have to be turned into them. */
    private static final Set<String> GROUPS_OR_SORTS = Set.of(
            "HashAggregate",
            "ObjectHashAggregate",
            "SortAggregate",
            "Sort",
            "TakeOrderedAndProject",
            "Window",
            "WindowGroupLimit");

    private static final String RANGE = "Range";
    /** In the text of an aggregation. */
    private static final String WITHOUT_KEYS = "Aggregate(keys=[], ";

    private final Map<LoggedNode, NodeVerdict> verdicts = new LinkedHashMap<>();

    private PlanVerdicts() {}

    /** Every node that ran, the root first; not those of plans that were cached, or run for another part of the query. */
    static Map<LoggedNode, NodeVerdict> of(LoggedNode plan) {
        PlanVerdicts judge = new PlanVerdicts();
        judge.visit(plan, plan.text(), false);
        return judge.verdicts;
    }

    /** {@code takesRanges}: whether what uses the node's rows makes it worth having the numbers of a range in columns. */
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

    /** As Payoff decides; empty where that is up to the node above. */
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
        if (node.children().isEmpty() || PlanBorders.endsPlan(node)) {
            return NodeVerdict.ON_QUIVER;
        }
        List<LoggedNode> sources = node.children().stream()
                .flatMap(child -> source(child).stream())
                .toList();
        boolean anyOnQuiver = sources.stream().anyMatch(source -> verdicts.getOrDefault(source, NodeVerdict.NO_WORK)
                .isOnQuiver());
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

    /** The nodes that do work below borders, this one included. */
    private List<LoggedNode> source(LoggedNode node) {
        NodeVerdict verdict = verdicts.get(node);
        if (verdict == null) {
            return List.of();
        }
        if (verdict.place() != NodeVerdict.Place.NOBODY || PlanBorders.endsPlan(node)) {
            // What is read again was written by a part of the plan that was judged by itself.
            return PlanBorders.isReused(node) ? List.of() : List.of(node);
        }
        return node.children().stream().flatMap(child -> source(child).stream()).toList();
    }
}
