/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.adaptive;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import io.quiver.spark.finish.PostponedProjections;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.node.WaitingExchange;
import io.quiver.spark.optimize.JoinBuildSides;
import io.quiver.spark.plan.PlanTrees;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.optimizer.BuildLeft$;
import org.apache.spark.sql.catalyst.optimizer.BuildRight$;
import org.apache.spark.sql.catalyst.optimizer.BuildSide;
import org.apache.spark.sql.catalyst.plans.logical.Statistics;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.ShuffleQueryStageExec;
import org.apache.spark.sql.execution.exchange.ValidateRequirements$;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import org.apache.spark.sql.execution.joins.ShuffledHashJoinExec;
import org.apache.spark.sql.internal.SQLConf;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * Replans joins whose large side still waits when their stage begins. AQE has not planned again, because the other side is a stage that another
 * part of the query had already run. This does what AQE would have done: it broadcasts the other side if that is small, so that the large side
 * need not be shuffled.
 */
public final class BroadcastFinishedSides {
    private BroadcastFinishedSides() {}

    public static SparkPlan broadcast(SparkPlan stage) {
        SparkPlan changed = rewrite(stage);
        // Somebody above may count on the rows being where the shuffle would have brought them, in the plan or in the
        // query.
        return changed != stage
                        && changed.outputPartitioning().equals(stage.outputPartitioning())
                        && ValidateRequirements$.MODULE$.validate(changed)
                ? changed
                : stage;
    }

    private static SparkPlan rewrite(SparkPlan plan) {
        SparkPlan current = PlanTrees.withChildren(plan, BroadcastFinishedSides::rewrite);
        if (!(current instanceof ShuffledHashJoinExec join)) {
            return current;
        }
        if (JoinBuildSides.canBuildRight(join.joinType())) {
            Optional<SparkPlan> broadcast = broadcast(join, join.left(), join.right(), BuildRight$.MODULE$);
            if (broadcast.isPresent()) {
                return broadcast.get();
            }
        }
        return JoinBuildSides.canBuildLeft(join.joinType())
                ? broadcast(join, join.right(), join.left(), BuildLeft$.MODULE$).orElse(join)
                : join;
    }

    private static Optional<SparkPlan> broadcast(
            ShuffledHashJoinExec join, SparkPlan large, SparkPlan small, BuildSide build) {
        if (!(large instanceof FragmentInputExec waiting)
                || !(waiting.child() instanceof WaitingExchange deferred)
                || !(small instanceof FragmentInputExec input)
                || !(input.child() instanceof ShuffleQueryStageExec stage)
                || !isSmall(stage)) {
            return Optional.empty();
        }
        boolean buildsLeft = build == BuildLeft$.MODULE$;
        Seq<Expression> keys = buildsLeft ? join.leftKeys() : join.rightKeys();
        SparkPlan streamed = FragmentInputExec.inside(deferred.child());
        SparkPlan table = new FragmentInputExec(FinishedStages.broadcast(stage, Scala.list(stage.output()), keys));
        BroadcastHashJoinExec broadcast = SparkApi.get()
                .broadcastHashJoin(
                        join.leftKeys(),
                        join.rightKeys(),
                        join.joinType(),
                        build,
                        join.condition(),
                        buildsLeft ? table : streamed,
                        buildsLeft ? streamed : table);
        broadcast.copyTagsFrom(join);
        PostponedProjections.shuffledOnSpark(broadcast);
        return Optional.of(broadcast);
    }

    private static boolean isSmall(ShuffleQueryStageExec stage) {
        Option<Object> own = SQLConf.get().getConf(SQLConf.ADAPTIVE_AUTO_BROADCASTJOIN_THRESHOLD());
        long limit = own.isDefined() ? (Long) own.get() : SQLConf.get().autoBroadcastJoinThreshold();
        Option<Statistics> statistics = stage.computeStats();
        return stage.isMaterialized()
                && FinishedStages.mayBroadcast(stage)
                && statistics.isDefined()
                && statistics.get().sizeInBytes().longValue() <= limit;
    }
}
