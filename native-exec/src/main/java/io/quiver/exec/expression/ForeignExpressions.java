/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.vector.ColumnType;

/** The host's own expressions, by the ordinals that plans name. Source of exactness: Spark's code does what kernels do not. */
public interface ForeignExpressions {
    /** None: a plan that names one fails with NO_FOREIGN_EXPRESSION. */
    ForeignExpressions NONE = (ordinal, type) -> (batch, active) -> {
        throw new io.quiver.exec.error.ExecutionException(
                io.quiver.exec.error.ErrorCode.NO_FOREIGN_EXPRESSION,
                "the plan asks for foreign expression %d and the host has none".formatted(ordinal));
    };

    /** Makes an evaluator for one task thread. It fails with RowFailure, never Declined. */
    Evaluator evaluator(int ordinal, ColumnType type);
}
