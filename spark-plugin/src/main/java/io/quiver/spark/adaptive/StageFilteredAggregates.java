/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.adaptive;

import io.quiver.spark.estimate.RowEstimate;
import io.quiver.spark.exchange.ShuffleExchange;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.optimize.JoinBuildSides;
import io.quiver.spark.plan.PlanTrees;
import org.apache.spark.sql.catalyst.plans.physical.HashPartitioning;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.aggregate.HashAggregateExec;
import org.apache.spark.sql.execution.exchange.ENSURE_REQUIREMENTS$;
import org.apache.spark.sql.execution.joins.ShuffledHashJoinExec;
import scala.Option;

/**
 * Gives an aggregation with a HAVING a stage of its own if a join reads its groups, since few groups usually remain. They are
 * already partitioned as the join requires, so Spark plans no shuffle, never learns how few they are, and shuffles the whole
 * other side. With a shuffle of these few groups, adaptive execution broadcasts them, and the other side waits
 * ({@link DelayShuffles}).
 */
public final class StageFilteredAggregates {
    private StageFilteredAggregates() {}

    public static SparkPlan apply(SparkPlan plan) {
        SparkPlan current = PlanTrees.withChildren(plan, StageFilteredAggregates::apply);
        if (!(current instanceof ShuffledHashJoinExec join) || join.isSkewJoin()) {
            return current;
        }
        boolean right = JoinBuildSides.dropsLeft(join.joinType()) && isWorthAStage(join.right(), join.left());
        boolean left = !right && JoinBuildSides.dropsRight(join.joinType()) && isWorthAStage(join.left(), join.right());
        if (!left && !right) {
            return current;
        }
        SparkPlan side = left ? join.left() : join.right();
        return PlanTrees.replaced(join, side, stage(side));
    }

    private static boolean isWorthAStage(SparkPlan groups, SparkPlan other) {
        return arePicked(groups, false)
                && groups.outputPartitioning() instanceof HashPartitioning lying
                && lying.references().subsetOf(groups.outputSet())
                && other instanceof FragmentInputExec input
                && input.child() instanceof ShuffleExchange
                && RuntimeFilters.pays(RowEstimate.of(groups), RowEstimate.of(other));
    }

    private static boolean arePicked(SparkPlan plan, boolean isFiltered) {
        if (plan instanceof ProjectExec project) {
            return arePicked(project.child(), isFiltered);
        }
        return plan instanceof FilterExec filter
                ? arePicked(filter.child(), true)
                : isFiltered && plan instanceof HashAggregateExec;
    }

    /** Puts the groups behind an exchange that keeps their partitioning. */
    private static SparkPlan stage(SparkPlan groups) {
        SparkPlan fragment = PlanTrees.keepTags(groups, new FragmentExec(groups));
        return new FragmentInputExec(new ShuffleExchange(
                groups.outputPartitioning(), fragment, ENSURE_REQUIREMENTS$.MODULE$, Option.empty()));
    }
}
