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
 * Evaluates several expressions over one batch when each may fail at a row. Once one has failed, the others are evaluated
 * only over the rows before that row, where they may fail earlier still. So the first failing row wins, as in Spark's
 * row-at-a-time execution.
 */
public final class RowPrefix {
    private Batch batch;
    private @Nullable Throwable failure;

    public RowPrefix(Batch batch) {
        this.batch = batch;
    }

    /** Evaluates over the rows that still count. Pass the result through {@link #cut} after the last evaluation. */
    public Column evaluate(Evaluator evaluator, long @Nullable [] active) {
        try {
            return evaluator.evaluate(batch, active);
        } catch (RowFailure rowFailure) {
            batch = batch.prefix(rowFailure.row());
            failure = rowFailure.failure();
            return rowFailure.computed();
        }
    }

    /** Returns the rows before the first failure, or all rows if there is none. */
    public Batch batch() {
        return batch;
    }

    public int rowCount() {
        return batch.rowCount();
    }

    /** Returns the failure at the row after {@link #batch()}. It is thrown when the consumer asks for more rows. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Cuts an earlier result to the rows that still count. */
    public Column cut(Column result) {
        return result.prefix(batch.rowCount());
    }
}
