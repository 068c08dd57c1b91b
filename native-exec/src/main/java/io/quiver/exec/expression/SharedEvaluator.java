/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import org.jspecify.annotations.Nullable;

/** A subexpression that occurs more than once. It is computed once per batch and reused for the same rows or some of them. */
final class SharedEvaluator implements Evaluator {
    private final Evaluator expression;
    private @Nullable Batch lastBatch;
    private long @Nullable [] lastActive;
    private @Nullable Column lastResult;

    SharedEvaluator(Evaluator expression) {
        this.expression = expression;
    }

    @Override
    public Column evaluate(Batch batch, long @Nullable [] active) {
        Column known = lastResult;
        if (known != null && batch == lastBatch && Bitmap.contains(lastActive, active, batch.rowCount())) {
            return known;
        }
        lastResult = null;
        Column result = expression.evaluate(batch, active);
        lastBatch = batch;
        lastActive = active;
        lastResult = result;
        return result;
    }
}
