/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.adaptive;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.estimate.RowEstimate;
import io.quiver.spark.exchange.ShuffleExchange;
import io.quiver.spark.node.WaitingExchange;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.adaptive.ShuffleQueryStageExec;
import org.jspecify.annotations.Nullable;

/** Counts how often each exchange occurs in a physical plan, and how often each logical plan that its nodes stand for. */
final class ExchangeReuse {
    private final Map<SparkPlan, Integer> exchanges = new HashMap<>();
    private final Map<LogicalPlan, Integer> logicalPlans = new IdentityHashMap<>();

    private ExchangeReuse() {}

    static ExchangeReuse of(SparkPlan plan) {
        ExchangeReuse uses = new ExchangeReuse();
        uses.count(plan, null);
        return uses;
    }

    /**
     * Whether the exchange occurs once, and no other node stands for its logical plan. Equal exchanges would be reused as one,
     * and their rows shuffled once. Adaptive execution uses the exchange's stage wherever it finds that logical plan.
     */
    boolean isAlone(ShuffleExchange exchange) {
        return exchanges.getOrDefault(exchange.canonicalized(), 0) <= 1
                && logicalPlans.getOrDefault(RowEstimate.subject(exchange), 0) <= 1;
    }

    private static SparkPlan within(SparkPlan plan) {
        if (plan instanceof AdaptiveSparkPlanExec adaptive) {
            return adaptive.executedPlan();
        }
        return plan instanceof QueryStageExec stage ? stage.plan() : plan;
    }

    /** {@code above}: the logical plan of the parent. Nodes that stand for the same plan follow each other. */
    private void count(SparkPlan plan, @Nullable LogicalPlan above) {
        SparkPlan current = within(plan);
        if (plan instanceof ShuffleQueryStageExec stage) {
            exchanges.merge(stage.canonicalized(), 1, Integer::sum);
        } else if (current instanceof WaitingExchange deferred) {
            exchanges.merge(deferred.exchange().canonicalized(), 1, Integer::sum);
        } else if (current instanceof ShuffleExchange exchange) {
            exchanges.merge(exchange.canonicalized(), 1, Integer::sum);
        }
        LogicalPlan logical =
                current.logicalLink().isDefined() ? current.logicalLink().get() : above;
        if (logical != null && logical != above) {
            logicalPlans.merge(logical, 1, Integer::sum);
        }
        Scala.list(current.children()).forEach(child -> count(child, logical));
        Scala.list(current.subqueries()).forEach(subquery -> count(subquery, null));
    }
}
