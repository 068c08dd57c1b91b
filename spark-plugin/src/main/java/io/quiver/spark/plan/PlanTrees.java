/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.execution.SparkPlan;

/** Rewrites plans and keeps what Spark stores on their nodes: tags, and nodes whose children do not change. */
public final class PlanTrees {
    private PlanTrees() {}

    /** Applies {@code rewrite} to each child; returns the plan itself if no child changes. */
    public static SparkPlan withChildren(SparkPlan plan, UnaryOperator<SparkPlan> rewrite) {
        List<SparkPlan> before = Scala.list(plan.children());
        List<SparkPlan> after = new ArrayList<>(before.size());
        boolean changed = false;
        for (SparkPlan child : before) {
            SparkPlan rewritten = rewrite.apply(child);
            changed |= rewritten != child;
            after.add(rewritten);
        }
        if (!changed) {
            return plan;
        }
        SparkPlan result = plan.withNewChildren(Scala.seq(after));
        if (result == plan) {
            for (int i = 0; i < before.size(); i++) {
                tell(before.get(i), after.get(i));
            }
        }
        return result;
    }

    /**
     * Copies tags, including reasons, to {@code old} from its equal. If all new children equal the old ones, the parent keeps the
     * old ones. Source: Spark 4.1.3 {@code TreeNode.withNewChildren}.
     */
    private static void tell(SparkPlan old, SparkPlan equal) {
        if (old == equal) {
            return;
        }
        SparkApi.get().mergeTags(old, equal);
        List<SparkPlan> below = Scala.list(old.children());
        for (int i = 0; i < below.size(); i++) {
            tell(below.get(i), Scala.list(equal.children()).get(i));
        }
    }

    /** Replaces the node {@code old} of the plan by {@code replacement}. */
    public static SparkPlan replaced(SparkPlan plan, SparkPlan old, SparkPlan replacement) {
        return plan == old ? replacement : withChildren(plan, child -> replaced(child, old, replacement));
    }

    /** Copies tags, since AQE asks every node for its logical plan, which is a tag. */
    public static SparkPlan keepTags(SparkPlan from, SparkPlan to) {
        if (to != from && to.isTagsEmpty()) {
            to.copyTagsFrom(from);
        }
        return to;
    }
}
