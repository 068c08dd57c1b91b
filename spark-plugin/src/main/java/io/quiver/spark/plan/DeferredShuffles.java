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
import java.util.Optional;
import org.apache.spark.sql.catalyst.plans.InnerLike;
import org.apache.spark.sql.catalyst.plans.JoinType;
import org.apache.spark.sql.catalyst.plans.LeftAnti$;
import org.apache.spark.sql.catalyst.plans.LeftOuter$;
import org.apache.spark.sql.catalyst.plans.LeftSemi$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.LogicalQueryStage;
import org.apache.spark.sql.execution.adaptive.ShuffleQueryStageExec;
import org.apache.spark.sql.execution.joins.ShuffledHashJoinExec;
import org.jspecify.annotations.Nullable;

/**
 * Puts off the shuffle of a large side of a join until the other side, which has filters and is read from less, is there:
 * AQE would start both at the same time, and find out that one is small enough to be broadcast when the other has been
 * shuffled for nothing.
 */
final class DeferredShuffles {
    /** How many times the other side's largest table is at least, for it to be worth the wait. */
    private static final BigInteger MIN_RATIO = BigInteger.TWO;

    private final Optional<KeyFilters> filters;

    private DeferredShuffles(Optional<KeyFilters> filters) {
        this.filters = filters;
    }

    /** {@code filters}: what else may be worth the wait. */
    static SparkPlan apply(SparkPlan plan, Optional<KeyFilters> filters) {
        return new DeferredShuffles(filters).rewrite(plan);
    }

    private SparkPlan rewrite(SparkPlan plan) {
        SparkPlan current = ExecutableForm.withChildren(plan, this::rewrite);
        return mayBeBroadcast(current)
                .or(() -> filters.flatMap(keys -> keys.worthTheWait(current)))
                .map(side -> deferred(current, side))
                .orElse(current);
    }

    /** The side of a shuffled join that need not be shuffled if the other can be broadcast. */
    private static Optional<FragmentInputExec> mayBeBroadcast(SparkPlan plan) {
        if (!(plan instanceof ShuffledHashJoinExec join) || join.isSkewJoin()) {
            return Optional.empty();
        }
        if (mayBroadcastRight(join.joinType()) && isWorthTheWait(join.right(), join.left())) {
            return Optional.of((FragmentInputExec) join.left());
        }
        return JoinSides.canBuildLeft(join.joinType()) && isWorthTheWait(join.left(), join.right())
                ? Optional.of((FragmentInputExec) join.right())
                : Optional.empty();
    }

    private static boolean isWorthTheWait(SparkPlan awaited, SparkPlan large) {
        return exchange(large) != null
                && isUnderWay(awaited)
                && RowEstimate.of(awaited).isFiltered()
                && largestTable(RowEstimate.subject(large))
                                .compareTo(largestTable(RowEstimate.subject(awaited))
                                        .multiply(MIN_RATIO))
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

    private static SparkPlan deferred(SparkPlan join, FragmentInputExec side) {
        if (join instanceof ShuffledHashJoinExec && join.logicalLink().isDefined()) {
            LateProjections.shuffledOnSpark(join.logicalLink().get());
        }
        ShuffleExchange exchange = Objects.requireNonNull(exchange(side));
        SparkPlan deferred = ExecutableForm.keepTags(exchange, DeferredExchange.of(exchange));
        return ExecutableForm.replaced(join, exchange, deferred);
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

    static boolean mayBroadcastRight(JoinType type) {
        return type instanceof InnerLike
                || type == LeftOuter$.MODULE$
                || type == LeftSemi$.MODULE$
                || type == LeftAnti$.MODULE$;
    }
}
