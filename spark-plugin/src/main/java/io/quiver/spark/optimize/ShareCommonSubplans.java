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
 * Merges two aggregations of a query that differ only in a condition that drops rows without a key: for example, a view that is
 * joined and also asked for its maximum. Spark moves the join's {@code IS NOT NULL} of the key below the aggregation, so that
 * both read, aggregate and shuffle the same rows. This strategy moves it back above the finished groups, and Spark finds the
 * exchanges equal.
 *
 * <p>Applies only if nothing can fail: the other aggregation meets the same errors, but Spark raises them from elsewhere. It
 * plans nothing itself, but gives Spark the changed query to plan, since Spark's optimizer would push the condition down again.
 */
public final class ShareCommonSubplans extends PlanningStrategy {
    /** Set on both plans; copies of them carry the tag, but are neither. */
    private static final TreeNodeTag<Rewritten> REWRITTEN = new TreeNodeTag<>("quiver.sharedGroups");

    /** A query as Spark has optimized it, and as it is planned. */
    private record Rewritten(LogicalPlan query, LogicalPlan shared) {}

    /** An aggregation in the form of another one of the query, and its results that must not be null. */
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

    /** The changed query to plan; empty if nothing needs to change, or can. */
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
     * Links the physical plan to the changed query. Adaptive execution plans again from the linked logical plan, and Spark's
     * planner has linked the plan that it was given. Runs before adaptive execution looks.
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

    /** Collects the aggregations by groups; false if adaptive execution plans again, since started stages must not change. */
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

    /** The conditions that the first must drop to equal the other as it stands in the query; empty if that is impossible. */
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

    /** The keys that are returned unchanged, by their position among the keys. */
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

    /**
     * Whether the expression already has its own plan. A subquery that prunes partitions must stay equal to the join side that it
     * copies.
     */
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
