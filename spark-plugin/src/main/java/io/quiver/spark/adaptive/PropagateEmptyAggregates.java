/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.adaptive;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.fallback.PlanningRule;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AQEPropagateEmptyRelation$;
import org.apache.spark.sql.execution.adaptive.LogicalQueryStage;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.apache.spark.sql.internal.SQLConf;
import scala.Option;

/**
 * Ends a plan early when an aggregation turns out to have no groups. Spark's own rule (AQEPropagateEmptyRelation, 4.1) needs the
 * aggregation right above a shuffle that counted no rows, but Quiver's nodes stand in between. This rule shows Spark's rule the
 * plan without them. A plan without empty aggregations does not change.
 */
public final class PropagateEmptyAggregates extends PlanningRule<LogicalPlan> {
    @Override
    protected LogicalPlan changed(LogicalPlan plan) {
        if (isExcluded()) {
            return plan;
        }
        LogicalPlan seen = withStages(plan);
        LogicalPlan propagated = seen == plan ? plan : AQEPropagateEmptyRelation$.MODULE$.apply(seen);
        return propagated.fastEquals(seen) ? plan : propagated;
    }

    private static boolean isExcluded() {
        @SuppressWarnings("unchecked")
        Option<String> excluded = (Option<String>) SQLConf.get().getConf(SQLConf.ADAPTIVE_OPTIMIZER_EXCLUDED_RULES());
        return excluded.isDefined()
                && Arrays.stream(excluded.get().split(","))
                        .anyMatch(rule -> rule.trim().equals(AQEPropagateEmptyRelation$.MODULE$.ruleName()));
    }

    private static LogicalPlan withStages(LogicalPlan plan) {
        if (plan instanceof LogicalQueryStage stage) {
            SparkPlan physical = withoutFragment(stage.physicalPlan());
            if (physical == stage.physicalPlan()) {
                return stage;
            }
            LogicalQueryStage stock = new LogicalQueryStage(stage.logicalPlan(), physical);
            stock.copyTagsFrom(stage);
            return stock;
        }
        return plan.mapChildren(PropagateEmptyAggregates::withStages);
    }

    /** Returns an aggregation right over a stage as Spark plans it; returns any other plan unchanged. */
    private static SparkPlan withoutFragment(SparkPlan plan) {
        SparkPlan root = plan instanceof FragmentExec fragment ? fragment.child() : plan;
        return root instanceof BaseAggregateExec aggregate
                        && aggregate.child() instanceof FragmentInputExec input
                        && input.child() instanceof QueryStageExec stage
                ? (SparkPlan) root.withNewChildren(Scala.seqOf(stage))
                : plan;
    }
}
