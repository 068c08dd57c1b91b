/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.exchange.DeferredExchange;
import io.quiver.spark.exchange.ShuffleExchange;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.plans.InnerLike;
import org.apache.spark.sql.catalyst.plans.JoinType;
import org.apache.spark.sql.catalyst.plans.LeftAnti$;
import org.apache.spark.sql.catalyst.plans.LeftOuter$;
import org.apache.spark.sql.catalyst.plans.LeftSemi$;
import org.apache.spark.sql.catalyst.plans.RightOuter$;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.LogicalQueryStage;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.adaptive.ShuffleQueryStageExec;
import org.apache.spark.sql.execution.joins.ShuffledHashJoinExec;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Puts off the shuffle of a large side of a join until the other side, which has filters and is read from less, is there:
 * AQE would start both at the same time, and find out that one is small enough to be broadcast when the other has been
 * shuffled for nothing.
 */
final class DeferredShuffles {
    /** How many times the other side's largest table is at least, for it to be worth the wait. */
    private static final BigInteger MIN_RATIO = BigInteger.TWO;

    private DeferredShuffles() {}

    static SparkPlan apply(SparkPlan plan) {
        SparkPlan current = ExecutableForm.withChildren(plan, DeferredShuffles::apply);
        if (!(current instanceof ShuffledHashJoinExec join) || join.isSkewJoin()) {
            return current;
        }
        if (mayBroadcastRight(join.joinType()) && isWorthTheWait(join.right(), join.left())) {
            return ExecutableForm.keepTags(
                    join, (SparkPlan) join.withNewChildren(Scala.seqOf(deferred(join.left(), join), join.right())));
        }
        if (mayBroadcastLeft(join.joinType()) && isWorthTheWait(join.left(), join.right())) {
            return ExecutableForm.keepTags(
                    join, (SparkPlan) join.withNewChildren(Scala.seqOf(join.left(), deferred(join.right(), join))));
        }
        return current;
    }

    private static boolean isWorthTheWait(SparkPlan awaited, SparkPlan large) {
        return exchange(large) != null
                && isUnderWay(awaited)
                && isFiltered(logical(awaited))
                && largestTable(logical(large))
                                .compareTo(largestTable(logical(awaited)).multiply(MIN_RATIO))
                        >= 0;
    }

    /** An exchange that was not started. */
    private static @Nullable ShuffleExchange exchange(SparkPlan side) {
        return side instanceof FragmentInputExec input && input.child() instanceof ShuffleExchange exchange
                ? exchange
                : null;
    }

    private static boolean isUnderWay(SparkPlan side) {
        return exchange(side) != null
                || (side instanceof FragmentInputExec input
                        && input.child() instanceof ShuffleQueryStageExec stage
                        && !stage.isMaterialized());
    }

    private static SparkPlan deferred(SparkPlan side, ShuffledHashJoinExec join) {
        if (join.logicalLink().isDefined()) {
            LateProjections.shuffledOnSpark(join.logicalLink().get());
        }
        ShuffleExchange exchange = Objects.requireNonNull(exchange(side));
        return new FragmentInputExec(ExecutableForm.keepTags(exchange, DeferredExchange.of(exchange)));
    }

    /** What a side stands for. Exchanges are no part of the logical plan: what is below them is. */
    private static @Nullable LogicalPlan logical(SparkPlan side) {
        SparkPlan plan = side instanceof QueryStageExec stage ? stage.plan() : side;
        Option<LogicalPlan> link = plan.logicalLink();
        if (link.isDefined()) {
            return link.get();
        }
        List<SparkPlan> children = Scala.list(plan.children());
        return children.size() == 1 ? logical(children.get(0)) : null;
    }

    private static boolean isFiltered(@Nullable LogicalPlan plan) {
        if (plan == null) {
            return false;
        }
        if (plan instanceof LogicalQueryStage stage) {
            return isFiltered(stage.logicalPlan());
        }
        return (plan instanceof Filter filter && isSelective(filter.condition()))
                || Scala.list(plan.children()).stream().anyMatch(DeferredShuffles::isFiltered);
    }

    private static boolean isSelective(Expression condition) {
        if (condition instanceof org.apache.spark.sql.catalyst.expressions.And and) {
            return isSelective(and.left()) || isSelective(and.right());
        }
        return !(condition instanceof IsNotNull);
    }

    /** By what is read of it, as estimated from its files: what a stage has counted since would compare with nothing. */
    static BigInteger largestTable(@Nullable LogicalPlan plan) {
        if (plan == null) {
            return BigInteger.ZERO;
        }
        if (plan instanceof LogicalQueryStage stage) {
            return largestTable(stage.logicalPlan());
        }
        List<LogicalPlan> children = Scala.list(plan.children());
        if (children.size() == 1 || children.isEmpty()) {
            boolean isTable = children.isEmpty() || isOneTable(plan);
            return isTable ? plan.stats().sizeInBytes().bigInteger() : largestTable(children.get(0));
        }
        return children.stream().map(DeferredShuffles::largestTable).reduce(BigInteger.ZERO, BigInteger::max);
    }

    private static boolean isOneTable(LogicalPlan plan) {
        if (plan instanceof LogicalQueryStage stage) {
            return isOneTable(stage.logicalPlan());
        }
        List<LogicalPlan> children = Scala.list(plan.children());
        return children.isEmpty() || (children.size() == 1 && isOneTable(children.get(0)));
    }

    private static boolean mayBroadcastRight(JoinType type) {
        return type instanceof InnerLike
                || type == LeftOuter$.MODULE$
                || type == LeftSemi$.MODULE$
                || type == LeftAnti$.MODULE$;
    }

    private static boolean mayBroadcastLeft(JoinType type) {
        return type instanceof InnerLike || type == RightOuter$.MODULE$;
    }
}
