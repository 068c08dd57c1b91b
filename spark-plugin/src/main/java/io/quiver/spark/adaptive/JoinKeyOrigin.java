/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.adaptive;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.optimize.InfallibleAggregates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.aggregate.HashAggregateExec;
import org.apache.spark.sql.execution.joins.BaseJoinExec;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the key columns of a join side come from: an operator or input below it, and the names they have there. Works
 * on fragments whose operators are still stock nodes.
 */
record JoinKeyOrigin(SparkPlan plan, List<Attribute> keys) {
    /** Finds the fragment input below {@code side} whose rows have all keys of the side's rows, and perhaps more. */
    static Optional<JoinKeyOrigin> ofAllKeys(SparkPlan side, List<Attribute> keys) {
        return input(side, keys, operator -> true);
    }

    /**
     * Finds the fragment input below {@code side} whose rows can be dropped by key: this drops the side's rows with the same keys
     * and changes nothing else, not even an error that only rows with these keys would have raised.
     */
    static Optional<JoinKeyOrigin> whereKeysAreApart(SparkPlan side, List<Attribute> keys) {
        return input(side, keys, JoinKeyOrigin::keepsKeysApart);
    }

    /**
     * Finds the fragment input below operators that {@code passes} accepts; empty if one of them computes the keys or is not
     * accepted.
     */
    private static Optional<JoinKeyOrigin> input(SparkPlan side, List<Attribute> keys, Predicate<SparkPlan> passes) {
        JoinKeyOrigin origin = new JoinKeyOrigin(side, keys);
        while (origin != null && !(origin.plan instanceof FragmentInputExec)) {
            origin = passes.test(origin.plan) ? origin.below() : null;
        }
        return Optional.ofNullable(origin);
    }

    /** The input of a partial aggregation if its rows can be dropped as well; else this. */
    JoinKeyOrigin belowPartialAggregation() {
        JoinKeyOrigin below = plan instanceof HashAggregateExec && keepsKeysApart(plan) ? below() : null;
        return below == null ? this : below;
    }

    /** The origin one operator further down; null where the columns are computed or change. */
    private @Nullable JoinKeyOrigin below() {
        if (plan instanceof ProjectExec project) {
            return renamed(Scala.list(project.projectList()), project.child());
        }
        if (plan instanceof HashAggregateExec aggregate) {
            JoinKeyOrigin groups = renamed(Scala.list(aggregate.resultExpressions()), aggregate);
            return groups == null
                    ? null
                    : groups.renamed(Scala.list(aggregate.groupingExpressions()), aggregate.child());
        }
        if (plan instanceof FilterExec || plan instanceof SortExec || plan instanceof BaseJoinExec) {
            return Scala.list(plan.children()).stream()
                    .filter(child -> keys.stream().allMatch(child.outputSet()::contains))
                    .findFirst()
                    .map(child -> new JoinKeyOrigin(child, keys))
                    .orElse(null);
        }
        return null;
    }

    private @Nullable JoinKeyOrigin renamed(List<NamedExpression> columns, SparkPlan child) {
        List<Attribute> names = new ArrayList<>();
        for (Attribute key : keys) {
            for (NamedExpression column : columns) {
                Expression value = column instanceof Alias alias ? alias.child() : (Expression) column;
                if (column.exprId().equals(key.exprId()) && value instanceof Attribute attribute) {
                    names.add(attribute);
                    break;
                }
            }
        }
        return names.size() == keys.size() ? new JoinKeyOrigin(child, names) : null;
    }

    private static boolean keepsKeysApart(SparkPlan plan) {
        if (plan instanceof ProjectExec project) {
            return InfallibleAggregates.areSafe(
                    Scala.list(project.projectList()),
                    Scala.list(project.child().output()));
        }
        if (plan instanceof FilterExec filter) {
            return InfallibleAggregates.areSafe(
                    List.of(filter.condition()), Scala.list(filter.child().output()));
        }
        return plan instanceof HashAggregateExec aggregate && InfallibleAggregates.are(aggregate);
    }
}
