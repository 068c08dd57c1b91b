/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.optimize;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.estimate.TableSizes;
import io.quiver.spark.fallback.PlanningStrategy;
import io.quiver.spark.finish.PostponedProjections;
import io.quiver.spark.node.HashJoins;
import io.quiver.spark.verdict.OperatorVerdict;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.optimizer.BuildLeft$;
import org.apache.spark.sql.catalyst.optimizer.BuildRight$;
import org.apache.spark.sql.catalyst.optimizer.BuildSide;
import org.apache.spark.sql.catalyst.planning.ExtractEquiJoinKeys;
import org.apache.spark.sql.catalyst.plans.RightOuter$;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.LogicalQueryStage;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import org.apache.spark.sql.internal.SQLConf;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * Broadcasts the smaller side of a join up to a larger size than Spark's default (10 MB): as columns it takes a fraction of the
 * memory and time of a hashed relation of rows, and the other side is not shuffled. It applies only if the join will run on
 * Quiver, if neither a hint nor a threshold of the user's says otherwise, and if the other side has not been shuffled already.
 * Joins that Spark broadcasts itself are left to Spark.
 */
public final class BroadcastLargerSides extends PlanningStrategy {
    private static final long HEAP_SHARE = 64;

    /** Columns in memory take about three times the bytes that the optimizer estimates from file sizes. */
    private static final long BYTES_PER_FILE_BYTE = 3;

    @Override
    protected Optional<SparkPlan> plan(LogicalPlan plan) {
        return plan instanceof Join join ? broadcast(join) : Optional.empty();
    }

    private Optional<SparkPlan> broadcast(Join join) {
        long limit = limitBytes();
        if (limit <= 0 || !QuiverConf.enabled() || !QuiverConf.broadcastEnabled() || !isLeftToUs(join)) {
            return Optional.empty();
        }
        var keys = ExtractEquiJoinKeys.unapply(join);
        if (keys.isEmpty()
                || !HashJoins.areHashed(keys.get()._2())
                || !HashJoins.areHashed(keys.get()._3())) {
            return Optional.empty();
        }
        return buildSide(join, keys.get()._2(), keys.get()._3(), limit)
                .map(side -> plan(
                        join, side, keys.get()._2(), keys.get()._3(), keys.get()._4()))
                .filter(OperatorVerdict::isSupported);
    }

    /** Largest size of a columnar broadcast in bytes. */
    public static long limitBytes() {
        return Math.min(QuiverConf.broadcastThreshold(), Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    private static boolean isLeftToUs(Join join) {
        boolean isHinted =
                join.hint().leftHint().isDefined() || join.hint().rightHint().isDefined();
        return !isHinted
                && readsColumns(join)
                && !SQLConf.get()
                        .contains(SQLConf.AUTO_BROADCASTJOIN_THRESHOLD().key())
                && !SQLConf.get()
                        .contains(
                                SQLConf.ADAPTIVE_AUTO_BROADCASTJOIN_THRESHOLD().key());
    }

    private SparkPlan plan(
            Join join,
            BuildSide side,
            Seq<Expression> leftKeys,
            Seq<Expression> rightKeys,
            Option<Expression> condition) {
        BroadcastHashJoinExec broadcast = SparkApi.get()
                .broadcastHashJoin(
                        leftKeys,
                        rightKeys,
                        join.joinType(),
                        side,
                        condition,
                        planLater(join.left()),
                        planLater(join.right()));
        PostponedProjections.shuffledOnSpark(broadcast);
        return broadcast;
    }

    private static Optional<BuildSide> buildSide(
            Join join, Seq<Expression> leftKeys, Seq<Expression> rightKeys, long limit) {
        long own = SQLConf.get().autoBroadcastJoinThreshold();
        BigInteger left = sizeBytes(join.left());
        BigInteger right = sizeBytes(join.right());
        boolean buildsLeft = JoinBuildSides.canBuildLeft(join.joinType());
        boolean buildsRight = JoinBuildSides.canBuildRight(join.joinType());
        if ((buildsLeft && isUpTo(left, own)) || (buildsRight && isUpTo(right, own))) {
            return Optional.empty();
        }
        boolean leftFits = buildsLeft && !isShuffled(join.right(), rightKeys) && fits(join.left(), join.right(), limit);
        boolean rightFits = buildsRight && !isShuffled(join.left(), leftKeys) && fits(join.right(), join.left(), limit);
        if (leftFits && (!rightFits || left.compareTo(right) < 0)) {
            return Optional.of(BuildLeft$.MODULE$);
        }
        return rightFits ? Optional.of(BuildRight$.MODULE$) : Optional.empty();
    }

    private static boolean fits(LogicalPlan build, LogicalPlan streamed, long limit) {
        BigInteger size = sizeBytes(build);
        if (build.stats().isRuntime()) {
            return isUpTo(size, limit);
        }
        return isUpTo(size, limit / BYTES_PER_FILE_BYTE)
                && TableSizes.largest(streamed).compareTo(size.multiply(BigInteger.TWO)) >= 0;
    }

    private static BigInteger sizeBytes(LogicalPlan plan) {
        return plan.stats().sizeInBytes().bigInteger();
    }

    private static boolean isUpTo(BigInteger size, long limit) {
        return size.compareTo(BigInteger.valueOf(limit)) <= 0;
    }

    /**
     * Whether the rows come from exchanges that AQE has already started, and are partitioned as a join by {@code keys} requires:
     * then there is no shuffle to save.
     */
    private static boolean isShuffled(LogicalPlan plan, Seq<Expression> keys) {
        if (plan instanceof Project project) {
            return isShuffled(project.child(), keys);
        }
        if (plan instanceof Filter filter) {
            return isShuffled(filter.child(), keys);
        }
        if (plan instanceof Join join) {
            var inner = ExtractEquiJoinKeys.unapply(join);
            return inner.isDefined()
                    && (join.joinType() == RightOuter$.MODULE$
                            ? areSame(inner.get()._3(), keys) && isShuffled(join.right(), keys)
                            : areSame(inner.get()._2(), keys) && isShuffled(join.left(), keys));
        }
        return plan instanceof LogicalQueryStage;
    }

    private static boolean areSame(Seq<Expression> some, Seq<Expression> others) {
        List<Expression> left = Scala.list(some);
        List<Expression> right = Scala.list(others);
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).semanticEquals(right.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether all rows come from Parquet files or exchanges; joins of other rows may stay on Spark. */
    private static boolean readsColumns(LogicalPlan plan) {
        List<LogicalPlan> children = Scala.list(plan.children());
        if (children.isEmpty()) {
            return plan instanceof LogicalQueryStage
                    || (plan instanceof LogicalRelation leaf
                            && leaf.relation() instanceof HadoopFsRelation files
                            && files.fileFormat() instanceof ParquetFileFormat);
        }
        return children.stream().allMatch(BroadcastLargerSides::readsColumns);
    }
}
