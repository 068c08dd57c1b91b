/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.adaptive;

import io.quiver.spark.compat.SparkApi;
import io.quiver.spark.fallback.PlanningNet;
import io.quiver.spark.node.WaitingExchange;
import io.quiver.spark.plan.PlanTrees;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.Cost;
import org.apache.spark.sql.execution.adaptive.CostEvaluator;
import org.apache.spark.sql.internal.SQLConf;

/** Computes the cost of a plan for AQE, as Spark does (above all the number of shuffles), and counts waiting shuffles too. */
public final class AdaptiveCost implements CostEvaluator {
    @Override
    public Cost evaluateCost(SparkPlan plan) {
        SparkPlan seen = PlanningNet.orElse("AdaptiveCost", () -> withShuffles(plan), failure -> plan);
        return SparkApi.get().stockCostEvaluator(SQLConf.get()).evaluateCost(seen);
    }

    private static SparkPlan withShuffles(SparkPlan plan) {
        SparkPlan current = PlanTrees.withChildren(plan, AdaptiveCost::withShuffles);
        return current instanceof WaitingExchange deferred ? deferred.exchange() : current;
    }
}
