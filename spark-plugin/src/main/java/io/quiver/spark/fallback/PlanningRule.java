/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.fallback;

import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.catalyst.trees.TreeNode;

/**
 * A rule of Quiver's in Spark's planning. If it fails, the plan stays unchanged, provided that it can run so
 * ({@link #withoutThis}).
 */
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

    /** Records in the unchanged plan why it is unchanged. */
    protected void giveReason(T plan, Throwable failure) {}

    /** The plan to run if this rule fails, without the rule's changes. */
    protected T withoutThis(T plan) {
        return plan;
    }

    /** Fails if a test switch says so. */
    protected void check(T changed) {}
}
