/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.operator.window.function.WindowCall;
import io.quiver.exec.plan.PlanNode.FilterNode;
import io.quiver.exec.plan.PlanNode.GroupLimitNode;
import io.quiver.exec.plan.PlanNode.WindowNode;
import java.util.List;
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
        return Optional.of(new GroupLimitNode(
                filter.operatorId(),
                window.input(),
                window.partitionKeys(),
                window.orderKeys(),
                rank.function(),
                limit));
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
