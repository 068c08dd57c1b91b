/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.offload;

import io.quiver.spark.adaptive.BroadcastFinishedSides;
import io.quiver.spark.finish.ExecutableForm;
import io.quiver.spark.node.StockForm;
import io.quiver.spark.node.WaitingExchange;
import io.quiver.spark.python.StockInput;
import org.apache.spark.sql.execution.SparkPlan;

/**
 * Offloads the plan of a stage, or of a query without adaptive execution, and makes its fragments ready to run: operators with
 * Quiver's metrics replace stock nodes.
 */
public final class OffloadForExecution extends OffloadRule {
    @Override
    SparkPlan formed(SparkPlan offloaded) {
        return ExecutableForm.of(StockInput.inRows(ScansInRows.apply(BroadcastFinishedSides.broadcast(offloaded))));
    }

    /** Fragments that adaptive execution has already planned would otherwise never be made ready to run. */
    @Override
    protected SparkPlan withoutThis(SparkPlan plan) {
        return StockForm.everywhere(plan);
    }

    /** A waiting exchange runs as part of the stage. */
    @Override
    SparkPlan rewriteWaiting(WaitingExchange waiting) {
        return rewriteBelow(waiting);
    }
}
