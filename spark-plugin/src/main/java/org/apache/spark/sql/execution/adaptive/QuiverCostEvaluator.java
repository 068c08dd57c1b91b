/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.spark.sql.execution.adaptive;

import org.apache.spark.sql.execution.SparkPlan;

/** The cost evaluator that Spark loads by name, from any thread: see {@code ClassesLoadedByName}. */
public final class QuiverCostEvaluator implements CostEvaluator {
    private static volatile CostEvaluator delegate;

    /** To be called before Spark makes an instance. */
    public static void delegateTo(CostEvaluator evaluator) {
        delegate = evaluator;
    }

    @Override
    public Cost evaluateCost(SparkPlan plan) {
        return delegate.evaluateCost(plan);
    }
}
