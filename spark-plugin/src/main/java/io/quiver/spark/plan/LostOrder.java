/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.execution.SparkPlan;

/** Whether the order of a plan's rows is lost on the way to whoever takes them, kept as a tag on the plan node itself. */
public final class LostOrder {
    private static final TreeNodeTag<Boolean> IS_LOST = new TreeNodeTag<>("quiver.orderIsLost");

    private LostOrder() {}

    /** Says of a plan that is about to be executed that its rows are scattered by a hash. */
    public static void mark(SparkPlan plan) {
        plan.setTagValue(IS_LOST, true);
    }

    public static boolean isOf(SparkPlan plan) {
        return plan.getTagValue(IS_LOST).isDefined();
    }
}
