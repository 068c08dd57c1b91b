/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.optimize;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.fallback.PlanningRule;
import io.quiver.spark.fallback.PlanningStrategy;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.apache.spark.sql.catalyst.expressions.DynamicPruningSubquery;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.ScalarSubquery;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ReturnAnswer;
import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.LogicalQueryStage;
import org.apache.spark.sql.internal.SQLConf;
import scala.Option;

/**
 * Makes two aggregations of a query one, where they differ only in that one of them has no rows without a key: a view that is
 * joined, and asked for its maximum. Spark moves the join's {@code IS NOT NULL} of the key below the aggregation, by which the two read, aggregate and
 * shuffle the same rows twice. Here it goes back above, to the finished groups, and Spark finds the exchanges equal.
 *
 * <p>Only where nothing can fail: the other aggregation meets the same errors, but Spark raises them from elsewhere. Plans
 * nothing itself, but gives Spark the changed query to plan: its optimizer would push the condition down again.
 */
public final class ShareCommonSubplans extends PlanningStrategy {
    /** On both plans: copies of them, which take it along, are neither. */
    private static final TreeNodeTag<Rewritten> REWRITTEN = new TreeNodeTag<>("quiver.sharedGroups");

    /** A query as Spark has optimized it and as it is planned. */
    private record Rewritten(LogicalPlan query, LogicalPlan shared) {}

    /** An aggregation as another one of the query is, and its results that may not be null. */
    private record Twin(AggregateWithNullKeys shared, List<NamedExpression> keys) {}

    @Override
    protected Optional<SparkPlan> plan(LogicalPlan plan) {
        if (!(plan instanceof ReturnAnswer answer) || !QuiverConf.sharesGroups()) {
            return Optional.empty();
        }
        LogicalPlan query = answer.child();
        return rewritten(query).isPresent() || !SQLConf.get().exchangeReuseEnabled() || query.isStreaming()
                ? Optional.empty()
                : shared(query).map(this::planned);
    }

    private SparkPlan planned(Rewritten rewritten) {
        rewritten.query().setTagValue(REWRITTEN, rewritten);
        rewritten.shared().setTagValue(REWRITTEN, rewritten);
        return planLater(new ReturnAnswer(rewritten.shared()));
    }

    /** The query that is planned; empty where nothing is to change, or nothing can. */
    private static Optional<Rewritten> shared(LogicalPlan query) {
        List<Aggregate> aggregates = new ArrayList<>();
        List<Twin> twins = collect(query, aggregates) && aggregates.size() > 1 ? twins(aggregates) : List.of();
        return twins.isEmpty() ? Optional.empty() : Optional.of(new Rewritten(query, rewrite(query, twins)));
    }

    private static Optional<Rewritten> rewritten(LogicalPlan query) {
        Option<Rewritten> found = query.getTagValue(REWRITTEN);
        return found.isDefined() && (found.get().query() == query || found.get().shared() == query)
                ? Optional.of(found.get())
                : Optional.empty();
    }

    /**
     * Tells adaptive execution, which plans again from the logical plan that a physical one names, which one that is: Spark's
     * planner has named what it was asked to plan. Runs before adaptive execution looks.
     */
    public static final class Links extends PlanningRule<SparkPlan> {
        @Override
        protected SparkPlan changed(SparkPlan plan) {
            Option<LogicalPlan> link = plan.logicalLink();
            if (link.isDefined()) {
                rewritten(link.get()).ifPresent(rewritten -> plan.setLogicalLink(rewritten.shared()));
            }
            return plan;
        }
    }

    /** Collects the aggregations by groups; false where adaptive execution plans again: what it has begun stays as it is. */
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
        if (hasPlan(expression)) {
            found.add((LogicalPlan) ((SubqueryExpression) expression).plan());
        }
        Scala.list(expression.children()).forEach(child -> found.addAll(subqueries(child)));
        return found;
    }

    private static List<Twin> twins(List<Aggregate> aggregates) {
        List<AggregateWithNullKeys> all =
                aggregates.stream().map(AggregateWithNullKeys::of).toList();
        if (all.stream().allMatch(free -> free.dropped().isEmpty())) {
            return List.of();
        }
        Map<LogicalPlan, List<AggregateWithNullKeys>> alike = new HashMap<>();
        for (AggregateWithNullKeys free : all) {
            alike.computeIfAbsent(free.shape(), shape -> new ArrayList<>()).add(free);
        }
        List<Twin> twins = new ArrayList<>();
        for (List<AggregateWithNullKeys> group : alike.values()) {
            // Those with the fewest conditions first: only what stays as it is can be another one's twin.
            group.sort(Comparator.comparingInt(free -> free.dropped().size()));
            List<AggregateWithNullKeys> kept = new ArrayList<>();
            for (AggregateWithNullKeys free : group) {
                kept.stream()
                        .flatMap(other -> twin(free, other).stream())
                        .findFirst()
                        .ifPresentOrElse(twins::add, () -> kept.add(free));
            }
        }
        return twins;
    }

    /** What the first has to drop to be like the other as that stands in the query; empty where it cannot be. */
    private static Optional<Twin> twin(AggregateWithNullKeys free, AggregateWithNullKeys other) {
        Set<Integer> positions = new TreeSet<>(free.dropped());
        positions.removeAll(other.dropped());
        Map<Integer, NamedExpression> results = handedOn(free.stock());
        boolean isLess = !positions.isEmpty()
                && free.dropped().containsAll(other.dropped())
                && results.keySet().containsAll(positions);
        if (!isLess) {
            return Optional.empty();
        }
        AggregateWithNullKeys shared = AggregateWithNullKeys.of(free.stock(), positions);
        return shared.isShuffled()
                        && shared.cannotFail()
                        && shared.shape()
                                .equals(AggregateWithNullKeys.of(other.stock(), Set.of())
                                        .shape())
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
        return hasPlan(changed)
                ? ((SubqueryExpression) changed)
                        .withNewPlan(rewrite((LogicalPlan) ((SubqueryExpression) changed).plan(), twins))
                : changed;
    }

    /** Whether it has a plan of its own by now; one that prunes partitions is to stay the same as the join's side that it copies. */
    private static boolean hasPlan(Expression expression) {
        return expression instanceof ScalarSubquery || expression instanceof DynamicPruningSubquery;
    }

    private static LogicalPlan shared(Twin twin) {
        // All that it changes has been copied just now: it passes over plans that the analyzer has marked.
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
