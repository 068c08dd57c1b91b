/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.fallback;

import io.quiver.spark.compat.Scala;
import java.util.Optional;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import scala.collection.immutable.Seq;

/** A strategy of Quiver's in Spark's planner; if it fails to plan a node, Spark's own strategies do. */
public abstract class PlanningStrategy extends SparkStrategy {
    @Override
    public final Seq<SparkPlan> apply(LogicalPlan plan) {
        Optional<SparkPlan> planned =
                PlanningNet.orElse(getClass().getSimpleName(), () -> plan(plan), failure -> Optional.empty());
        return planned.isPresent() ? Scala.seqOf(planned.get()) : Scala.seqOf();
    }

    /** A physical plan for the node, or empty. */
    protected abstract Optional<SparkPlan> plan(LogicalPlan plan);
}
