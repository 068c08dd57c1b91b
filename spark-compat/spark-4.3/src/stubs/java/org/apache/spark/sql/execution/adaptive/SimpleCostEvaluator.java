/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.spark.sql.execution.adaptive;

import org.apache.spark.sql.execution.SparkPlan;

/** What is asked of this class of Spark 4.3; never packaged. */
public class SimpleCostEvaluator implements CostEvaluator {
    public SimpleCostEvaluator(boolean forceOptimizeSkewedJoin, boolean countLocalSort) {}

    @Override
    public Cost evaluateCost(SparkPlan plan) {
        throw new AssertionError("compile-time stub");
    }
}
