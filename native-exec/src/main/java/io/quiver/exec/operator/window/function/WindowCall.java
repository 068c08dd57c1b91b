/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.window.frame.WindowFrame;
import io.quiver.exec.vector.ColumnType;
import java.util.List;

/**
 * One column that a window computes.
 *
 * @param arguments values over the input's columns; constants such as an offset are literals
 * @param stateTypes the columns of an aggregate's state; empty for other functions
 * @param foreign the ordinal of the host's own function for the rows that the vectorised one declines, -1 for none
 */
public record WindowCall(
        String function,
        EvaluationMode mode,
        List<Expression> arguments,
        ColumnType type,
        List<ColumnType> stateTypes,
        WindowFrame frame,
        int foreign) {
    /** The name of functions that only the host computes. */
    public static final String FOREIGN = "foreign";

    public WindowCall {
        arguments = List.copyOf(arguments);
        stateTypes = List.copyOf(stateTypes);
    }
}
