/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.exchange.ShuffleExchange;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnionExec;
import org.apache.spark.sql.execution.adaptive.AQEShuffleReadExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.exchange.ReusedExchangeExec;

/**
 * Where a stock operator reads rows from a columnar shuffle of ours, our own conversion takes the place of Spark's: it
 * knows our nested values and generates no code.
 */
public final class ColumnarInputs extends Rule<SparkPlan> {
    @Override
    public String ruleName() {
        return "io.quiver.spark.plan.ColumnarInputs";
    }

    @Override
    public SparkPlan apply(SparkPlan plan) {
        // Not switched off with the session: a stage that was planned columnar is read columnar.
        SparkPlan current = ExecutableForm.withChildren(plan, this::apply);
        if (current instanceof ColumnarToRowExec conversion && readsOurs(conversion.child())) {
            return ExecutableForm.keepTags(current, new FragmentExec(new FragmentInputExec(conversion.child())));
        }
        return current;
    }

    private static boolean readsOurs(SparkPlan plan) {
        if (plan instanceof AQEShuffleReadExec read) {
            return readsOurs(read.child());
        }
        if (plan instanceof QueryStageExec stage) {
            return readsOurs(stage.plan());
        }
        if (plan instanceof ReusedExchangeExec reused) {
            return readsOurs(reused.child());
        }
        if (plan instanceof UnionExec) {
            return Scala.list(plan.children()).stream().anyMatch(ColumnarInputs::readsOurs);
        }
        return plan instanceof ShuffleExchange || plan instanceof FragmentExec;
    }
}
