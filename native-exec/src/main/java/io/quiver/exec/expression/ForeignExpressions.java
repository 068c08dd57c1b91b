/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The host's own expressions, by the ordinals that plans name. They make results exact: Spark's code computes what kernels do
 * not.
 */
public interface ForeignExpressions {
    /** None: a plan that names one fails with NO_FOREIGN_EXPRESSION. */
    ForeignExpressions NONE = (ordinal, type) -> (batch, active) -> {
        throw new io.quiver.exec.error.ExecutionException(
                io.quiver.exec.error.ErrorCode.NO_FOREIGN_EXPRESSION,
                "the plan asks for foreign expression %d and the host has none".formatted(ordinal));
    };

    /** Makes an evaluator for one task thread. It fails with RowFailure, never Declined. */
    Evaluator evaluator(int ordinal, ColumnType type);

    /** The same, and reports the rows evaluated to {@code work}. */
    default Evaluator evaluator(int ordinal, ColumnType type, HostWork work) {
        Evaluator evaluator = evaluator(ordinal, type);
        return (batch, active) -> {
            work.hostRows(Bitmap.count(active, batch.rowCount()));
            return evaluator.evaluate(batch, active);
        };
    }

    /**
     * The error that an expression raises over one row; null where it raises none.
     *
     * @param types the types of the row's values
     * @param row the values; decimals are unscaled BigIntegers, which need not fit in their type
     */
    default @Nullable Throwable failure(int ordinal, List<ColumnType> types, List<@Nullable Object> row) {
        return null;
    }
}
