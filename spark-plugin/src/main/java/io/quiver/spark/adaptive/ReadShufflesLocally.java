/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.adaptive;

import io.quiver.spark.fallback.PlanningRule;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.plan.PlanTrees;
import org.apache.spark.sql.catalyst.optimizer.BuildRight$;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AQEShuffleReadExec;
import org.apache.spark.sql.execution.adaptive.AQEShuffleReadRule;
import org.apache.spark.sql.execution.adaptive.OptimizeShuffleWithLocalRead$;
import org.apache.spark.sql.execution.adaptive.ShuffleQueryStageExec;
import org.apache.spark.sql.execution.exchange.ShuffleOrigin;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import scala.collection.immutable.Seq;

/**
 * Reads a shuffle where its blocks are, once its join has become a broadcast join. Spark's own rule
 * (OptimizeShuffleWithLocalRead, 4.1) needs the shuffle right below the join or at the root of a stage, but Quiver's nodes stand
 * in between. This rule asks Spark's rule about the shuffle below them. AQE undoes a local read that would cost another shuffle.
 */
public final class ReadShufflesLocally extends PlanningRule<SparkPlan> implements AQEShuffleReadRule {
    @Override
    public Seq<ShuffleOrigin> supportedShuffleOrigins() {
        return OptimizeShuffleWithLocalRead$.MODULE$.supportedShuffleOrigins();
    }

    @Override
    protected SparkPlan changed(SparkPlan plan) {
        if (plan instanceof FragmentExec fragment && fragment.isConversion()) {
            return PlanTrees.withChildren(fragment, ReadShufflesLocally::local);
        }
        return probeSides(plan);
    }

    private static SparkPlan probeSides(SparkPlan plan) {
        SparkPlan current = PlanTrees.withChildren(plan, ReadShufflesLocally::probeSides);
        if (!(current instanceof BroadcastHashJoinExec join)) {
            return current;
        }
        boolean buildsRight = join.buildSide() == BuildRight$.MODULE$;
        return PlanTrees.withChildren(
                join, child -> child == (buildsRight ? join.left() : join.right()) ? local(child) : child);
    }

    private static SparkPlan local(SparkPlan side) {
        return side instanceof FragmentInputExec input && isReadWhole(input.child())
                ? PlanTrees.withChildren(input, OptimizeShuffleWithLocalRead$.MODULE$::apply)
                : side;
    }

    /** Whether the plan is a shuffle that is not read locally yet. */
    private static boolean isReadWhole(SparkPlan plan) {
        return plan instanceof ShuffleQueryStageExec
                || (plan instanceof AQEShuffleReadExec read
                        && read.child() instanceof ShuffleQueryStageExec
                        && !read.isLocalRead());
    }
}
