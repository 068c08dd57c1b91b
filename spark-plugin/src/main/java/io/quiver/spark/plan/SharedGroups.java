/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.config.QuiverConf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.UpdateAttributeNullability$;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.ScalarSubquery;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ReturnAnswer;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import org.apache.spark.sql.execution.adaptive.LogicalQueryStage;
import org.apache.spark.sql.internal.SQLConf;
import scala.collection.immutable.Seq;

/**
 * Makes two aggregations of a query one, where they differ only in that one of them has no rows without a key: a view that is
 * joined, and asked for its maximum. Spark moves the join's {@code IS NOT NULL} of the key below the aggregation, by which the two read, aggregate and
 * shuffle the same rows twice. Here it goes back above, to the finished groups, and Spark finds the exchanges equal.
 *
 * <p>Only where nothing can fail: the other aggregation meets the same errors, but Spark raises them from elsewhere. Plans
 * nothing itself, but gives Spark the changed query to plan: its optimizer would push the condition down again.
 */
public final class SharedGroups extends SparkStrategy {
    /** An aggregation as another one of the query is, and its results that may not be null. */
    private record Twin(NullableKeys shared, List<NamedExpression> keys) {}

    @Override
    public Seq<SparkPlan> apply(LogicalPlan plan) {
        if (!(plan instanceof ReturnAnswer)
                || !QuiverConf.sharesGroups()
                || !SQLConf.get().exchangeReuseEnabled()
                || plan.isStreaming()) {
            return Scala.seqOf();
        }
        List<Aggregate> aggregates = new ArrayList<>();
        if (!collect(plan, aggregates) || aggregates.size() < 2) {
            return Scala.seqOf();
        }
        List<Twin> twins = twins(aggregates);
        return twins.isEmpty() ? Scala.seqOf() : Scala.seqOf(planLater(rewrite(plan, twins)));
    }

    /** Collects the aggregations by groups; false where adaptive execution plans again, with stages that are there. */
    private static boolean collect(LogicalPlan plan, List<Aggregate> aggregates) {
        if (plan instanceof LogicalQueryStage) {
            return false;
        }
        if (plan instanceof Aggregate aggregate
                && !aggregate.groupingExpressions().isEmpty()
                && aggregate.deterministic()) {
            aggregates.add(aggregate);
        }
        for (LogicalPlan child : Scala.list(plan.children())) {
            if (!collect(child, aggregates)) {
                return false;
            }
        }
        for (Expression expression : Scala.list(plan.expressions())) {
            for (LogicalPlan subquery : subqueries(expression)) {
                if (!collect(subquery, aggregates)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<LogicalPlan> subqueries(Expression expression) {
        List<LogicalPlan> found = new ArrayList<>();
        if (expression instanceof ScalarSubquery subquery) {
            found.add(subquery.plan());
        }
        Scala.list(expression.children()).forEach(child -> found.addAll(subqueries(child)));
        return found;
    }

    private static List<Twin> twins(List<Aggregate> aggregates) {
        Map<LogicalPlan, List<NullableKeys>> alike = new HashMap<>();
        for (Aggregate aggregate : aggregates) {
            NullableKeys free = NullableKeys.of(aggregate);
            alike.computeIfAbsent(free.shape(), shape -> new ArrayList<>()).add(free);
        }
        List<Twin> twins = new ArrayList<>();
        for (List<NullableKeys> group : alike.values()) {
            for (NullableKeys free : group) {
                group.stream()
                        .flatMap(other -> twin(free, other).stream())
                        .findFirst()
                        .ifPresent(twins::add);
            }
        }
        return twins;
    }

    /** What the first has to drop to be like the other as that stands in the query; empty where it cannot be. */
    private static Optional<Twin> twin(NullableKeys free, NullableKeys other) {
        Set<Integer> positions = new TreeSet<>(free.dropped());
        positions.removeAll(other.dropped());
        Map<Integer, NamedExpression> results = handedOn(free.stock());
        boolean isLess = !positions.isEmpty()
                && free.dropped().containsAll(other.dropped())
                && results.keySet().containsAll(positions);
        if (!isLess) {
            return Optional.empty();
        }
        NullableKeys shared = NullableKeys.of(free.stock(), positions);
        return shared.cannotFail()
                        && shared.shape()
                                .equals(NullableKeys.of(other.stock(), Set.of()).shape())
                ? Optional.of(
                        new Twin(shared, positions.stream().map(results::get).toList()))
                : Optional.empty();
    }

    /** The columns that are grouped by and handed on as they are, by their position among the keys. */
    private static Map<Integer, NamedExpression> handedOn(Aggregate aggregate) {
        List<Expression> groupings = Scala.list(aggregate.groupingExpressions());
        Map<Integer, NamedExpression> results = new HashMap<>();
        for (NamedExpression result : Scala.list(aggregate.aggregateExpressions())) {
            Expression value = result instanceof Alias alias ? alias.child() : (Expression) result;
            for (int i = 0; i < groupings.size(); i++) {
                if (value instanceof Attribute && value.semanticEquals(groupings.get(i))) {
                    results.putIfAbsent(i, result);
                }
            }
        }
        return results;
    }

    private static LogicalPlan rewrite(LogicalPlan plan, List<Twin> twins) {
        for (Twin twin : twins) {
            if (twin.shared().stock() == plan) {
                return shared(twin);
            }
        }
        LogicalPlan changed = plan.mapChildren(child -> rewrite(child, twins));
        return (LogicalPlan) changed.mapExpressions(expression -> rewriteSubqueries(expression, twins));
    }

    private static Expression rewriteSubqueries(Expression expression, List<Twin> twins) {
        Expression changed = (Expression) expression.mapChildren(child -> rewriteSubqueries((Expression) child, twins));
        return changed instanceof ScalarSubquery subquery
                ? subquery.withNewPlan(rewrite(subquery.plan(), twins))
                : changed;
    }

    private static LogicalPlan shared(Twin twin) {
        LogicalPlan groups =
                UpdateAttributeNullability$.MODULE$.apply(twin.shared().aggregate());
        List<Attribute> output = Scala.list(groups.output());
        Expression condition = twin.keys().stream()
                .<Expression>map(key -> new IsNotNull(output.stream()
                        .filter(column -> column.exprId().equals(key.exprId()))
                        .findFirst()
                        .orElseThrow()))
                .reduce(And::new)
                .orElseThrow();
        return new Filter(condition, groups);
    }
}
