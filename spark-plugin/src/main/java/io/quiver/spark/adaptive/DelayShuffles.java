/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.adaptive;

import io.quiver.spark.estimate.RowEstimate;
import io.quiver.spark.estimate.TableSizes;
import io.quiver.spark.exchange.ShuffleExchange;
import io.quiver.spark.finish.PostponedProjections;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.node.WaitingExchange;
import io.quiver.spark.optimize.JoinBuildSides;
import io.quiver.spark.plan.PlanTrees;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.ShuffleQueryStageExec;
import org.apache.spark.sql.execution.joins.ShuffledHashJoinExec;
import org.jspecify.annotations.Nullable;

/**
 * Delays the shuffle of a join's large side until the other side has finished, if that side has filters and reads less. AQE would
 * start both at once, and learn that one is small enough to be broadcast only when the other has been shuffled for nothing.
 */
public final class DelayShuffles {
    /**
     * Least size of the large side's largest table, in multiples of the other side's largest table, that makes the wait
     * worthwhile.
     */
    private static final BigInteger MIN_RATIO = BigInteger.TWO;

    private final Optional<RuntimeFilters> filters;

    private DelayShuffles(Optional<RuntimeFilters> filters) {
        this.filters = filters;
    }

    /** Delays shuffles in {@code plan}; {@code filters} may find further shuffles worth delaying. */
    public static SparkPlan apply(SparkPlan plan, Optional<RuntimeFilters> filters) {
        return new DelayShuffles(filters).rewrite(plan);
    }

    private SparkPlan rewrite(SparkPlan plan) {
        SparkPlan current = PlanTrees.withChildren(plan, this::rewrite);
        return mayBeBroadcast(current)
                .or(() -> filters.flatMap(keys -> keys.worthTheWait(current)))
                .map(side -> deferred(current, side))
                .orElse(current);
    }

    /** Finds the side of a shuffled join that need not be shuffled if the other can be broadcast. */
    private static Optional<FragmentInputExec> mayBeBroadcast(SparkPlan plan) {
        if (!(plan instanceof ShuffledHashJoinExec join) || join.isSkewJoin()) {
            return Optional.empty();
        }
        if (JoinBuildSides.canBuildRight(join.joinType()) && isWorthTheWait(join.right(), join.left())) {
            return Optional.of((FragmentInputExec) join.left());
        }
        return JoinBuildSides.canBuildLeft(join.joinType()) && isWorthTheWait(join.left(), join.right())
                ? Optional.of((FragmentInputExec) join.right())
                : Optional.empty();
    }

    private static boolean isWorthTheWait(SparkPlan awaited, SparkPlan large) {
        return exchange(large) != null
                && isUnderWay(awaited)
                && RowEstimate.of(awaited).isFiltered()
                && TableSizes.largest(RowEstimate.subject(large))
                                .compareTo(TableSizes.largest(RowEstimate.subject(awaited))
                                        .multiply(MIN_RATIO))
                        >= 0;
    }

    /** The side's exchange if it was not started, else null. */
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
            PostponedProjections.shuffledOnSpark(join.logicalLink().get());
        }
        ShuffleExchange exchange = Objects.requireNonNull(exchange(side));
        SparkPlan deferred = PlanTrees.keepTags(exchange, WaitingExchange.of(exchange));
        return PlanTrees.replaced(join, exchange, deferred);
    }
}
