/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.offload;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.fallback.PlanningStrategy;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.joins.ShuffledHashJoinExec;
import org.apache.spark.sql.execution.joins.SortMergeJoinExec;
import scala.Option;

/**
 * Keeps the orders that a query asks for. If a join returns its rows in the order of a sort above it, Spark drops the sort
 * (RemoveRedundantSorts, 4.1). Then nothing in the plan says that a user with ORDER BY or SORT BY, or a write to partitions,
 * relies on the join's order. A hash join has no such order. So this strategy, which plans nothing itself, tags the joins below
 * each sort before Spark plans them. Joins whose sort is gone are sorted afterwards ({@link #isCountedOn}).
 */
public final class KeepRequestedOrders extends PlanningStrategy {
    private static final TreeNodeTag<Sort> SORT = new TreeNodeTag<>("quiver.sortAbove");
    private static final TreeNodeTag<Boolean> COUNTED_ON = new TreeNodeTag<>("quiver.orderCountedOn");

    @Override
    protected Optional<SparkPlan> plan(LogicalPlan plan) {
        if (plan instanceof Sort sort) {
            nameBelow(sort, sort.child());
        }
        return Optional.empty();
    }

    private static void nameBelow(Sort sort, LogicalPlan plan) {
        // These have no order but what they ask of their own input; a sort below is looked at by itself.
        if (plan instanceof Aggregate || plan instanceof Window || plan instanceof Union || plan instanceof Sort) {
            return;
        }
        if (plan instanceof Join join) {
            join.setTagValue(SORT, sort);
        }
        Scala.list(plan.children()).forEach(child -> nameBelow(sort, child));
    }

    /** Marks the joins of a stock plan whose order replaces a sort that Spark has dropped. */
    static void mark(SparkPlan plan) {
        Set<LogicalPlan> present = Collections.newSetFromMap(new IdentityHashMap<>());
        collectSorts(plan, present);
        mark(plan, present);
    }

    private static void collectSorts(SparkPlan plan, Set<LogicalPlan> sorts) {
        if (plan instanceof SortExec sort && sort.logicalLink().isDefined()) {
            sorts.add(sort.logicalLink().get());
        }
        Scala.list(plan.children()).forEach(child -> collectSorts(child, sorts));
    }

    /** {@code satisfied}: the sorts whose order is already provided, by themselves or by a join above. */
    private static void mark(SparkPlan plan, Set<LogicalPlan> satisfied) {
        boolean isByHashHere = plan instanceof SortMergeJoinExec || plan instanceof ShuffledHashJoinExec;
        if (isByHashHere && plan.logicalLink().isDefined()) {
            Option<Sort> sort = plan.logicalLink().get().getTagValue(SORT);
            if (sort.isDefined() && satisfied.add(sort.get())) {
                plan.setTagValue(COUNTED_ON, true);
            }
        }
        Scala.list(plan.children()).forEach(child -> mark(child, satisfied));
    }

    /** Whether the join of a stock plan must return its rows in its declared order. */
    static boolean isCountedOn(SparkPlan join) {
        return join.getTagValue(COUNTED_ON).isDefined()
                && !join.outputOrdering().isEmpty();
    }
}
