/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.fallback;

import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.catalyst.trees.TreeNode;

/** A rule of ours in Spark's planning. A plan in which it fails stays as it is, if it can run so ({@link #withoutThis}). */
public abstract class PlanningRule<T extends TreeNode<?>> extends Rule<T> {
    @Override
    public final String ruleName() {
        return String.valueOf(getClass().getCanonicalName());
    }

    @Override
    public final T apply(T plan) {
        T changed =
                PlanningNet.orElse(getClass().getSimpleName(), () -> changed(plan), failure -> leftAs(plan, failure));
        check(changed);
        return changed;
    }

    private T leftAs(T plan, Throwable failure) {
        return PlanningNet.orElse(
                "giveReason",
                () -> {
                    giveReason(plan, failure);
                    return withoutThis(plan);
                },
                notEvenThat -> plan);
    }

    /** The plan as this rule changes it. */
    protected abstract T changed(T plan);

    /** Says in the plan, which stays as it is, why. */
    protected void giveReason(T plan, Throwable failure) {}

    /** The plan where this rule fails: it is to run without what the rule does. */
    protected T withoutThis(T plan) {
        return plan;
    }

    /** Fails where a test switch says so. */
    protected void check(T changed) {}
}
