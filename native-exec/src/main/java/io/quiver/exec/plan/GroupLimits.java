/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.kernel.sort.RankLimit;
import io.quiver.exec.operator.UngroupedRows;
import io.quiver.exec.operator.sort.GroupFirsts;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.operator.window.function.WindowCall;
import io.quiver.exec.plan.PlanNode.FilterNode;
import io.quiver.exec.plan.PlanNode.GroupLimitNode;
import io.quiver.exec.plan.PlanNode.SortNode;
import io.quiver.exec.plan.PlanNode.WindowNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Recognises limits per group: a filter on a rank that the plan computes for nothing else. */
final class GroupLimits {
    private static final Set<String> RANKS = Set.of("row_number", "rank", "dense_rank");

    private GroupLimits() {}

    /** The group limit that projecting {@code input} to {@code columns} makes; empty where it makes none. */
    static Optional<PlanNode> of(int operatorId, PlanNode input, List<Expression> columns) {
        if (operatorId >= 0
                || !(input instanceof FilterNode filter)
                || !(filter.input() instanceof WindowNode window)
                || window.operatorId() >= 0
                || window.calls().size() != 1
                || columns.size() != window.input().types().size()) {
            return Optional.empty();
        }
        WindowCall rank = window.calls().get(0);
        int limit = limit(filter.predicate(), columns.size());
        if (!RANKS.contains(rank.function()) || limit < 0 || !areFirst(columns)) {
            return Optional.empty();
        }
        GroupLimitNode node = new GroupLimitNode(
                filter.operatorId(),
                window.input(),
                window.partitionKeys(),
                window.orderKeys(),
                rank.function(),
                limit);
        return Optional.of(withFirstsSorted(node, UngroupedRows.NONE));
    }

    /**
     * Returns the same limit, allowed to hand on rows beyond it; {@code node} if it is no limit over a sort. A sort whose ties depend
     * on the rows it has is excluded, because the later limit picks among ties.
     */
    static PlanNode passing(PlanNode node, UngroupedRows ungrouped) {
        return ungrouped != UngroupedRows.NONE
                        && node instanceof GroupLimitNode limit
                        && limit.input() instanceof SortNode sort
                        && sort.rangesOfTurns() == 0
                ? withFirstsSorted(limit, ungrouped)
                : node;
    }

    /** Tells the sort right below a limit which rows are wanted, if it sorts by just the limit's keys and these are columns. */
    private static GroupLimitNode withFirstsSorted(GroupLimitNode limit, UngroupedRows ungrouped) {
        if (!(limit.input() instanceof SortNode sort) || !sort.keys().equals(keys(limit)) || !areColumns(sort.keys())) {
            return limit;
        }
        GroupFirsts firsts = new GroupFirsts(
                limit.partitionKeys().size(),
                RankLimit.Rank.valueOf(limit.function().toUpperCase(Locale.ROOT)),
                limit.limit(),
                ungrouped);
        return limit.over(sort.wanting(firsts));
    }

    private static List<SortKey> keys(GroupLimitNode limit) {
        List<SortKey> keys = new ArrayList<>();
        limit.partitionKeys().forEach(key -> keys.add(new SortKey(key, true, true)));
        keys.addAll(limit.orderKeys());
        return keys;
    }

    private static boolean areColumns(List<SortKey> keys) {
        return keys.stream().allMatch(key -> key.expression() instanceof Expression.FieldReference);
    }

    /** The limit if the predicate is {@code column <= limit}, else -1. */
    private static int limit(Expression predicate, int column) {
        return predicate instanceof Expression.Call call
                        && call.function().equals("lte")
                        && call.arguments().get(0) instanceof Expression.FieldReference reference
                        && reference.ordinal() == column
                        && call.arguments().get(1) instanceof Expression.Literal literal
                        && literal.value() instanceof Integer limit
                ? limit
                : -1;
    }

    private static boolean areFirst(List<Expression> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (!(columns.get(i) instanceof Expression.FieldReference reference) || reference.ordinal() != i) {
                return false;
            }
        }
        return true;
    }
}
