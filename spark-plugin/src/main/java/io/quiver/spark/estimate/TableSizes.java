/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.estimate;

import io.quiver.spark.compat.Scala;
import java.math.BigInteger;
import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.adaptive.LogicalQueryStage;
import org.jspecify.annotations.Nullable;

/** Estimates how much a logical plan reads from the tables below it. */
public final class TableSizes {
    private TableSizes() {}

    /**
     * Returns the bytes read from the largest table of the plan, as estimated from its files. Counts from finished stages are
     * ignored, since they would not be comparable.
     */
    public static BigInteger largest(@Nullable LogicalPlan plan) {
        if (plan == null) {
            return BigInteger.ZERO;
        }
        if (plan instanceof LogicalQueryStage stage) {
            return largest(stage.logicalPlan());
        }
        List<LogicalPlan> children = Scala.list(plan.children());
        if (children.size() == 1 || children.isEmpty()) {
            boolean isTable = children.isEmpty() || isOneTable(plan);
            return isTable ? plan.stats().sizeInBytes().bigInteger() : largest(children.get(0));
        }
        return children.stream().map(TableSizes::largest).reduce(BigInteger.ZERO, BigInteger::max);
    }

    private static boolean isOneTable(LogicalPlan plan) {
        if (plan instanceof LogicalQueryStage stage) {
            return isOneTable(stage.logicalPlan());
        }
        List<LogicalPlan> children = Scala.list(plan.children());
        return children.isEmpty() || (children.size() == 1 && isOneTable(children.get(0)));
    }
}
