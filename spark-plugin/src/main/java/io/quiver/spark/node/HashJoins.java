/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.plan.PlanTrees;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.optimizer.BuildLeft$;
import org.apache.spark.sql.catalyst.optimizer.BuildRight$;
import org.apache.spark.sql.catalyst.optimizer.BuildSide;
import org.apache.spark.sql.catalyst.plans.FullOuter$;
import org.apache.spark.sql.catalyst.plans.InnerLike;
import org.apache.spark.sql.catalyst.plans.JoinType;
import org.apache.spark.sql.catalyst.plans.RightOuter$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Statistics;
import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.catalyst.util.UnsafeRowUtils$;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AQEShuffleReadExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.joins.ShuffledHashJoinExec;
import org.apache.spark.sql.execution.joins.SortMergeJoinExec;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * Replaces sort-merge joins by hash joins. It drops the sorts that only fed the join, and sorts the join's output if a parent
 * needs its order ({@link #sorted}). A join that stays on Spark after all becomes the sort-merge join again.
 */
public final class HashJoins {
    private static final TreeNodeTag<SortMergeJoinExec> SORT_MERGE = new TreeNodeTag<>("quiver.sortMergeJoin");

    private HashJoins() {}

    /** The same join as a hash join, over the children without their sorts; empty if Spark cannot hash such keys. */
    public static Optional<ShuffledHashJoinExec> inPlaceOf(SortMergeJoinExec join) {
        if (!areHashed(join.leftKeys()) || !areHashed(join.rightKeys())) {
            return Optional.empty();
        }
        SparkPlan left = withoutSort(join.left());
        SparkPlan right = withoutSort(join.right());
        ShuffledHashJoinExec hash = new ShuffledHashJoinExec(
                join.leftKeys(),
                join.rightKeys(),
                join.joinType(),
                buildSide(join.joinType(), left, right),
                join.condition(),
                left,
                right,
                join.isSkewJoin());
        hash.copyTagsFrom(join);
        hash.setTagValue(SORT_MERGE, join);
        return Optional.of(hash);
    }

    /** Whether equal keys have equal bytes, as Spark's hash join nodes assert (HashJoin, 4.1). */
    public static boolean areHashed(Seq<Expression> keys) {
        return Scala.list(keys).stream().allMatch(key -> UnsafeRowUtils$.MODULE$.isBinaryStable(key.dataType()));
    }

    /**
     * Returns the sort-merge join that {@code plan} replaces, over {@code plan}'s children and the sorts it needs; {@code added}
     * transforms each added sort. Returns other plans unchanged.
     */
    public static SparkPlan asStock(SparkPlan plan, UnaryOperator<SparkPlan> added) {
        Option<SortMergeJoinExec> original = plan.getTagValue(SORT_MERGE);
        if (original.isDefined()) {
            return sorted(original.get().withNewChildren(plan.children()), added);
        }
        boolean sortsAgain = plan instanceof SortExec sort
                && !sort.global()
                && SortOrder.orderingSatisfies(sort.child().outputOrdering(), sort.sortOrder());
        return sortsAgain ? ((SortExec) plan).child() : plan;
    }

    /**
     * Returns the node over children sorted as it requires, as EnsureRequirements of Spark 4.1 does; {@code added} transforms
     * each added sort.
     */
    public static SparkPlan sorted(SparkPlan plan, UnaryOperator<SparkPlan> added) {
        List<SparkPlan> children = Scala.list(plan.children());
        List<Seq<SortOrder>> required = Scala.list(plan.requiredChildOrdering());
        List<SparkPlan> after = new ArrayList<>(children.size());
        boolean changed = false;
        for (int i = 0; i < children.size(); i++) {
            SparkPlan child = children.get(i);
            boolean isSorted =
                    i >= required.size() || SortOrder.orderingSatisfies(child.outputOrdering(), required.get(i));
            after.add(isSorted ? child : added.apply(new SortExec(required.get(i), false, child, 0)));
            changed |= !isSorted;
        }
        return changed ? plan.withNewChildren(Scala.seq(after)) : plan;
    }

    /** The order that a fragment's operators guarantee: a hash join that spills loses the order of its input. */
    static Seq<SortOrder> ordering(SparkPlan operators) {
        return mayLoseOrder(operators) ? Scala.seqOf() : operators.outputOrdering();
    }

    private static boolean mayLoseOrder(SparkPlan plan) {
        SparkPlan operator = plan instanceof OperatorExec executable ? executable.effective() : plan;
        if (operator instanceof SortExec || plan instanceof FragmentInputExec) {
            return false;
        }
        return runsByHash(operator) || Scala.list(plan.children()).stream().anyMatch(HashJoins::mayLoseOrder);
    }

    /** Whether the operator is a join that a fragment runs as a hash join, although Spark merges. */
    public static boolean runsByHash(SparkPlan operator) {
        return operator instanceof ShuffledHashJoinExec || operator instanceof SortMergeJoinExec;
    }

    private static SparkPlan withoutSort(SparkPlan child) {
        if (child instanceof SortExec sort && !sort.global()) {
            return sort.child();
        }
        if (child instanceof FragmentExec fragment && fragment.child() instanceof SortExec sort && !sort.global()) {
            return sort.child() instanceof FragmentInputExec input
                    ? input.child()
                    : PlanTrees.keepTags(fragment, new FragmentExec(sort.child()));
        }
        return child;
    }

    /**
     * Outer joins build the side that is not preserved, so that streamed rows keep their order; other joins build the smaller
     * side.
     */
    private static BuildSide buildSide(JoinType type, SparkPlan left, SparkPlan right) {
        if (type == RightOuter$.MODULE$) {
            return BuildLeft$.MODULE$;
        }
        boolean either = type instanceof InnerLike || type == FullOuter$.MODULE$;
        return either && sizeBytes(left).compareTo(sizeBytes(right)) < 0 ? BuildLeft$.MODULE$ : BuildRight$.MODULE$;
    }

    /** The size measured at run time, else the optimizer's estimate. */
    private static BigInteger sizeBytes(SparkPlan plan) {
        if (plan instanceof AQEShuffleReadExec read) {
            return sizeBytes(read.child());
        }
        if (plan instanceof QueryStageExec stage && stage.isMaterialized()) {
            Option<Statistics> statistics = stage.computeStats();
            if (statistics.isDefined()) {
                return statistics.get().sizeInBytes().bigInteger();
            }
        }
        Option<LogicalPlan> logical = plan.logicalLink();
        if (logical.isDefined()) {
            return logical.get().stats().sizeInBytes().bigInteger();
        }
        BigInteger size = BigInteger.ZERO;
        for (SparkPlan child : Scala.list(plan.children())) {
            size = size.add(sizeBytes(child));
        }
        return size;
    }
}
