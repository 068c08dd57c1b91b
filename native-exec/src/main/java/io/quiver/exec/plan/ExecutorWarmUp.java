/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.ForeignAggregates;
import java.util.List;

/** Runs a plan over nothing, so that the first task finds reader, catalogue and operators loaded. */
public final class ExecutorWarmUp {
    private ExecutorWarmUp() {}

    /**
     * Reads a plan with one input and runs it without rows. This needs nothing that the host has beside the plan.
     *
     * @throws io.quiver.exec.error.ExecutionException where the plan cannot run
     */
    public static void run(byte[] plan) {
        ExecutionContext context = new ExecutionContext(
                List.of(() -> null),
                ForeignExpressions.NONE,
                ForeignAggregates.NONE,
                List.of(),
                TaskMemory.unlimited(),
                operatorId -> OperatorMetrics.NONE);
        try (Operator operator = CompiledPlan.of(plan).open(context)) {
            while (operator.next() != null) {
                // an aggregation without keys makes one row of no input
            }
        }
    }
}
