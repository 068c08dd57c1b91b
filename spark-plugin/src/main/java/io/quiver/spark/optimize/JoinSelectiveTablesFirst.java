/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.optimize;

import io.quiver.bridge.relation.FilterTranslator;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.estimate.RowEstimate;
import io.quiver.spark.fallback.PlanningRule;
import io.quiver.spark.translation.Translation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Exists;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InSubquery;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.plans.Inner$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.JoinHint$;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.execution.columnar.InMemoryRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.internal.SQLConf;
import org.jspecify.annotations.Nullable;
import scala.Some;

/**
 * Joins small filtered tables to the one table that they restrict before that table is joined with anything else: nation to
 * supplier, and both to lineitem, before lineitem meets orders. Spark keeps the order of the query (without statistics of its
 * cost-based optimizer), and so shuffles and joins the rows first that such a table drops. EXISTS and IN over the restricted
 * table are evaluated for the remaining rows.
 *
 * <p>Applies only to inner joins, and only if no condition can fail: rows and errors are the same, but not their order. Runs
 * before Spark's cost-based optimization, and not if that is configured to order joins.
 */
public final class JoinSelectiveTablesFirst extends PlanningRule<LogicalPlan> {
    /** Largest share of its rows that a side joined first may keep, so that rows with several matches are still fewer. */
    private static final double MAX_SHARE = 0.4;

    /** Set on joins that this rule has ordered: Spark runs rules again, and this rule must then change nothing. */
    private static final TreeNodeTag<Boolean> ORDERED = new TreeNodeTag<>("quiver.orderedJoins");

    /** A part of the tree that is already joined. */
    private record Side(LogicalPlan plan, boolean selective, BigInteger sizeBytes) {}

    @Override
    protected LogicalPlan changed(LogicalPlan plan) {
        SQLConf conf = SQLConf.get();
        boolean isOrderedBySpark = conf.cboEnabled() && conf.joinReorderEnabled();
        return QuiverConf.reordersJoins() && !isOrderedBySpark && !plan.isStreaming()
                ? rewrite(plan, BigInteger.valueOf(conf.autoBroadcastJoinThreshold()))
                : plan;
    }

    private static LogicalPlan rewrite(LogicalPlan plan, BigInteger limit) {
        if (plan.getTagValue(ORDERED).isDefined()) {
            return plan;
        }
        if (innerJoin(plan) != null) {
            List<LogicalPlan> leaves = new ArrayList<>();
            List<Expression> conditions = new ArrayList<>();
            flatten(plan, leaves, conditions);
            if (leaves.size() > 2
                    && conditions.stream().allMatch(JoinSelectiveTablesFirst::cannotFail)
                    && leaves.stream().allMatch(leaf -> handsOnColumns(leaf) && hasKnownSize(leaf))) {
                List<Side> sides = new ArrayList<>();
                for (LogicalPlan leaf : leaves) {
                    sides.add(new Side(
                            rewrite(leaf, limit),
                            isFiltered(leaf),
                            leaf.stats().sizeInBytes().bigInteger()));
                }
                Optional<LogicalPlan> joined = joined(sides, conditions, limit);
                if (joined.isPresent()) {
                    Project ordered = new Project(Scala.widen(plan.output()), joined.get());
                    ordered.setTagValue(ORDERED, true);
                    return ordered;
                }
            }
        }
        return plan.mapChildren(child -> rewrite(child, limit));
    }

    /** The inner join at the root of the plan, below projections that only drop columns. */
    private static @Nullable Join innerJoin(LogicalPlan plan) {
        if (plan instanceof Project project
                && Scala.list(project.projectList()).stream().allMatch(Attribute.class::isInstance)) {
            return innerJoin(project.child());
        }
        return plan instanceof Join join
                        && join.joinType() == Inner$.MODULE$
                        && join.condition().isDefined()
                        && join.hint().equals(JoinHint$.MODULE$.NONE())
                ? join
                : null;
    }

    private static void flatten(LogicalPlan plan, List<LogicalPlan> leaves, List<Expression> conditions) {
        Join join = innerJoin(plan);
        if (join == null) {
            leaves.add(plan);
            return;
        }
        flatten(join.left(), leaves, conditions);
        flatten(join.right(), leaves, conditions);
        conditions.addAll(FilterTranslator.split(join.condition().get()));
    }

    private static boolean cannotFail(Expression condition) {
        return condition.deterministic()
                && !Translation.translator()
                        .mayFail(condition, Scala.list(condition.references().toSeq()));
    }

    private static boolean canNoneFail(List<Expression> parts) {
        return parts.stream().allMatch(JoinSelectiveTablesFirst::cannotFail);
    }

    /**
     * Whether no column of the leaf is an expression that may fail: Spark computes such columns after the joins that it
     * broadcasts.
     */
    private static boolean handsOnColumns(LogicalPlan leaf) {
        boolean isSafe = leaf instanceof Project project
                ? Scala.list(project.projectList()).stream()
                        .allMatch(column ->
                                cannotFail(column instanceof Alias alias ? alias.child() : (Expression) column))
                : !(leaf instanceof Aggregate);
        return isSafe && Scala.list(leaf.children()).stream().allMatch(JoinSelectiveTablesFirst::handsOnColumns);
    }

    /** Whether Spark already knows the size of its tables: tables of version 2 sources get theirs from a later rule. */
    private static boolean hasKnownSize(LogicalPlan leaf) {
        return Scala.list(leaf.collectLeaves()).stream()
                .allMatch(table -> table instanceof LogicalRelation
                        || table instanceof LocalRelation
                        || table instanceof InMemoryRelation);
    }

    /** Whether the side's filter suggests that it keeps few of a table's rows. */
    private static boolean isFiltered(LogicalPlan leaf) {
        if (leaf instanceof Project project) {
            return isFiltered(project.child());
        }
        return leaf instanceof Filter && RowEstimate.of(leaf).share() <= MAX_SHARE;
    }

    /** Empty if no table restricts exactly one other, or if some tables share no condition. */
    private static Optional<LogicalPlan> joined(List<Side> leaves, List<Expression> all, BigInteger limit) {
        List<Side> sides = new ArrayList<>(leaves);
        List<Expression> conditions = new ArrayList<>(all);
        boolean merged = false;
        for (int d = smallest(sides, conditions, limit); d >= 0; d = smallest(sides, conditions, limit)) {
            int restricted = onlyNeighbour(sides, d, conditions);
            Side large = sides.get(restricted);
            LogicalPlan joined = restrict(large.plan(), sides.get(d).plan(), conditions);
            sides.set(restricted, new Side(joined, true, large.sizeBytes()));
            sides.remove(d);
            merged = true;
        }
        if (!merged) {
            return Optional.empty();
        }
        LogicalPlan result = sides.remove(0).plan();
        while (!sides.isEmpty()) {
            int next = connected(result, sides, conditions);
            if (next < 0) {
                return Optional.empty();
            }
            result = join(result, sides.remove(next).plan(), conditions);
        }
        return conditions.isEmpty() ? Optional.of(result) : Optional.empty();
    }

    /** The smallest filtered side that restricts exactly one other; -1 if there is none. */
    private static int smallest(List<Side> sides, List<Expression> conditions, BigInteger limit) {
        int found = -1;
        for (int d = 0; d < sides.size() && sides.size() > 1; d++) {
            Side side = sides.get(d);
            boolean isSmaller = side.sizeBytes()
                            .compareTo(found < 0 ? limit : sides.get(found).sizeBytes())
                    <= 0;
            if (side.selective() && isSmaller && onlyNeighbour(sides, d, conditions) >= 0) {
                found = d;
            }
        }
        return found;
    }

    /** The only side with an equality to side {@code d}; -1 if there are none or several. */
    private static int onlyNeighbour(List<Side> sides, int d, List<Expression> conditions) {
        int found = -1;
        for (int s = 0; s < sides.size(); s++) {
            if (s != d
                    && areEqual(
                            sides.get(d).plan().outputSet(), sides.get(s).plan().outputSet(), conditions)) {
                if (found >= 0) {
                    return -1;
                }
                found = s;
            }
        }
        return found;
    }

    private static int connected(LogicalPlan plan, List<Side> sides, List<Expression> conditions) {
        for (int s = 0; s < sides.size(); s++) {
            if (areEqual(plan.outputSet(), sides.get(s).plan().outputSet(), conditions)) {
                return s;
            }
        }
        return -1;
    }

    private static boolean areEqual(AttributeSet a, AttributeSet b, List<Expression> conditions) {
        return conditions.stream()
                .anyMatch(condition -> condition instanceof EqualTo equal
                        && ((equal.left().references().subsetOf(a)
                                        && equal.right().references().subsetOf(b))
                                || (equal.left().references().subsetOf(b)
                                        && equal.right().references().subsetOf(a))));
    }

    /** Joins the sides by the conditions over their columns, and removes these from the list. */
    private static LogicalPlan join(LogicalPlan left, LogicalPlan right, List<Expression> conditions) {
        AttributeSet both = left.outputSet().$plus$plus(right.outputSet());
        List<Expression> here =
                conditions.stream().filter(c -> c.references().subsetOf(both)).toList();
        conditions.removeAll(here);
        Expression condition = here.stream().reduce(And::new).orElseThrow();
        return new Join(left, right, Inner$.MODULE$, new Some<>(condition), JoinHint$.MODULE$.NONE());
    }

    /** Joins {@code large} with {@code small}, below the subquery conditions of {@code large}. */
    private static LogicalPlan restrict(LogicalPlan large, LogicalPlan small, List<Expression> conditions) {
        boolean isPruned = large instanceof Project project
                && project.child() instanceof Filter
                && Scala.list(project.projectList()).stream().allMatch(Attribute.class::isInstance);
        LogicalPlan inner = isPruned ? ((Project) large).child() : large;
        if (inner instanceof Filter filter) {
            List<Expression> subqueries = new ArrayList<>();
            List<Expression> others = new ArrayList<>();
            for (Expression conjunct : FilterTranslator.split(filter.condition())) {
                (isJoinToBe(conjunct) ? subqueries : others).add(conjunct);
            }
            if (!subqueries.isEmpty()) {
                LogicalPlan rest = others.stream()
                        .reduce(And::new)
                        .<LogicalPlan>map(condition -> new Filter(condition, filter.child()))
                        .orElse(filter.child());
                return new Filter(subqueries.stream().reduce(And::new).orElseThrow(), join(rest, small, conditions));
            }
        }
        return join(large, small, conditions);
    }

    /** Whether Spark turns the conjunct into a semi or anti join, which can then run over fewer rows. */
    private static boolean isJoinToBe(Expression conjunct) {
        Expression asked = conjunct instanceof Not not ? not.child() : conjunct;
        if (asked instanceof InSubquery in) {
            return canNoneFail(Scala.list(in.values()))
                    && canNoneFail(Scala.list(in.query().children()));
        }
        return asked instanceof Exists && canNoneFail(Scala.list(asked.children()));
    }
}
