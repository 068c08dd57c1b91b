/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.OperatorMetrics;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a task gives a compiled plan to run.
 *
 * @param inputs by ordinal of the plan's InputNodes
 * @param parameters by ordinal of the plan's Parameters, as {@code Literal.value}
 * @param metrics by operator id
 * @param host the parts of operators that only the host can do
 * @param tables existing build tables of joins, by ordinal of the plan's TableNodes
 */
public record ExecutionContext(
        List<BatchSource> inputs,
        ForeignExpressions foreign,
        ForeignAggregates foreignAggregates,
        List<@Nullable Object> parameters,
        TaskMemory memory,
        IntFunction<OperatorMetrics> metrics,
        HostOperators host,
        SharedTables tables,
        ForeignWindows foreignWindows) {
    /** Creates a context without host operators and without shared tables. */
    public ExecutionContext(
            List<BatchSource> inputs,
            ForeignExpressions foreign,
            ForeignAggregates foreignAggregates,
            List<@Nullable Object> parameters,
            TaskMemory memory,
            IntFunction<OperatorMetrics> metrics) {
        this(
                inputs,
                foreign,
                foreignAggregates,
                parameters,
                memory,
                metrics,
                HostOperators.NONE,
                SharedTables.NONE,
                ForeignWindows.NONE);
    }
}
