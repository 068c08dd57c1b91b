/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.spark.sql.execution.adaptive;

import org.apache.spark.sql.execution.SparkPlan;

/** Spark loads this cost evaluator by name, from any thread: see {@code ClassesLoadedByName}. */
public final class QuiverCostEvaluator implements CostEvaluator {
    private static volatile CostEvaluator delegate;

    /** Must be called before Spark creates an instance. */
    public static void delegateTo(CostEvaluator evaluator) {
        delegate = evaluator;
    }

    @Override
    public Cost evaluateCost(SparkPlan plan) {
        return delegate.evaluateCost(plan);
    }
}
