/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * One aggregate function of an aggregation. {@code arguments} are values, or the state columns in order where the phase
 * reads state; {@code outputTypes} are one result, or the state columns, which equal Spark's {@code
 * aggBufferAttributes}. {@code filter} applies to input rows. {@code valueType} is the type of the final result, in
 * every phase.
 */
public record Measure(
        String function,
        EvaluationMode mode,
        Phase phase,
        List<Expression> arguments,
        Optional<Expression> filter,
        ColumnType valueType,
        List<ColumnType> outputTypes) {
    public Measure {
        arguments = List.copyOf(arguments);
        outputTypes = List.copyOf(outputTypes);
    }
}
