/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnBuilder;

/** The host's own functions over frames, by plan ordinal. Spark runs them through its window code. */
public interface ForeignWindows {
    /** No functions: a plan that names one fails with NO_FOREIGN_EXPRESSION. */
    ForeignWindows NONE = ordinal -> {
        throw new ExecutionException(
                ErrorCode.NO_FOREIGN_EXPRESSION,
                "the plan asks for foreign window function %d and the host has none".formatted(ordinal));
    };

    /** Creates the function for one task thread. */
    ForeignWindow create(int ordinal);

    /** Computes one function over one frame after the other and throws what the host raises. */
    interface ForeignWindow {
        /** Starts an empty frame in a partition of {@code partitionRows} rows. */
        void initialize(int partitionRows);

        /** Adds the rows {@code [from, to)} of a batch of the window's input columns to the frame, in order. */
        void update(Batch rows, int from, int to);

        /** Appends the function's value for the frame so far. */
        void evaluate(ColumnBuilder out);
    }
}
