/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.optimize;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.exchange.ShuffleExchange;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.plan.PlanTrees;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.physical.SinglePartition$;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.TakeOrderedAndProjectExec;
import org.apache.spark.sql.execution.exchange.ENSURE_REQUIREMENTS$;
import scala.Option;

/**
 * Builds the two phases of a top-n: the best rows of each partition, and the best of those once they are brought together. Spark
 * hides both in one node (TakeOrderedAndProjectExec, Spark 4.1). As separate nodes they are fragments around a columnar exchange.
 * All new nodes stand for the same logical plan, so AQE keeps them together when it plans again.
 */
public final class TopN {
    private TopN() {}

    /** The best rows of each partition, with all columns and without the offset. */
    public static SparkPlan perPartition(TakeOrderedAndProjectExec topN, SparkPlan child) {
        return new TakeOrderedAndProjectExec(
                topN.limit(), topN.sortOrder(), Scala.<NamedExpression>widen(child.output()), child, 0);
    }

    /** Whether the child has a single partition, so that one phase is enough. */
    public static boolean isOnePartition(TakeOrderedAndProjectExec topN) {
        return topN.child().outputPartitioning() == SinglePartition$.MODULE$;
    }

    /** The best rows of all partitions over the per-partition fragment. */
    public static SparkPlan global(TakeOrderedAndProjectExec topN, SparkPlan perPartition) {
        SparkPlan exchange = PlanTrees.keepTags(
                topN,
                new ShuffleExchange(
                        SinglePartition$.MODULE$, perPartition, ENSURE_REQUIREMENTS$.MODULE$, Option.empty()));
        return PlanTrees.keepTags(
                topN, new FragmentExec(topN.withNewChildren(Scala.seqOf(new FragmentInputExec(exchange)))));
    }
}
