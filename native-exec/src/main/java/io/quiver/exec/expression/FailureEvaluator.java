/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import org.jspecify.annotations.Nullable;

/**
 * The root of an expression whose parts may fail at a row. It evaluates the rows before the failing one, so that the failure
 * carries the values of the whole expression, and so that another part that fails earlier wins.
 */
final class FailureEvaluator implements Evaluator {
    private final Evaluator expression;

    FailureEvaluator(Evaluator expression) {
        this.expression = expression;
    }

    @Override
    public Column evaluate(Batch batch, long @Nullable [] active) {
        try {
            return expression.evaluate(batch, active);
        } catch (RowFailure failure) {
            Column before = evaluate(batch.prefix(failure.row()), active);
            throw new RowFailure(failure.row(), before, failure.failure());
        }
    }
}
