/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import java.util.Set;

/** Tells by name how the nodes of a logged plan relate. */
final class PlanBorders {
    private static final Set<String> BORDERS = Set.of("InputAdapter", "AdaptiveSparkPlan", "ResultQueryStage", "");

    private PlanBorders() {}

    /** Whether the plan below is not run for this node: it was cached, or runs elsewhere in the plan. */
    static boolean endsPlan(LoggedNode node) {
        return isReused(node)
                || node.name().startsWith("Scan In-memory")
                || node.name().startsWith("InMemoryTableScan");
    }

    static boolean isReused(LoggedNode node) {
        return node.name().equals("ReusedExchange") || node.name().equals("ReusedSubquery");
    }

    /** Whether the node computes a value for its parent's expressions. It hands no rows to its parent. */
    static boolean isSubquery(LoggedNode node) {
        return node.name().startsWith("Subquery") || node.name().equals("ReusedSubquery");
    }

    static boolean isExchange(LoggedNode node) {
        return node.name().equals("Exchange") || node.name().equals("BroadcastExchange");
    }

    /** Whether the node is a command, which the driver runs. The node below it does the writing. */
    static boolean isCommand(LoggedNode node) {
        return node.name().startsWith("Execute ");
    }

    /** Whether the plan below runs in stages of its own. */
    static boolean endsStage(LoggedNode node) {
        return isExchange(node) || node.name().startsWith("Subquery");
    }

    static boolean isBorder(LoggedNode node) {
        return BORDERS.contains(node.name());
    }
}
