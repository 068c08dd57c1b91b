/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates several expressions over one batch where each may fail at a row: once one has failed, only the rows before it
 * count, and the others are evaluated over those (where they may fail earlier still). So the first failing row wins, as in
 * Spark's row-at-a-time execution.
 */
public final class RowPrefix {
    private Batch batch;
    private @Nullable Throwable failure;

    public RowPrefix(Batch batch) {
        this.batch = batch;
    }

    /** Evaluates over the rows that still count; of the result, only {@link #cut} is to be used in the end. */
    public Column evaluate(Evaluator evaluator, long @Nullable [] active) {
        try {
            return evaluator.evaluate(batch, active);
        } catch (RowFailure rowFailure) {
            batch = batch.prefix(rowFailure.row());
            failure = rowFailure.failure();
            return rowFailure.computed();
        }
    }

    /** The rows before the first failure, all where there is none. */
    public Batch batch() {
        return batch;
    }

    public int rowCount() {
        return batch.rowCount();
    }

    /** What an expression said at the row after {@link #batch()}; to be thrown when the consumer asks for more. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** The rows of an earlier result that still count. */
    public Column cut(Column result) {
        return result.prefix(batch.rowCount());
    }
}
