/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Used by one thread; keeps scratch space between batches. */
public interface Evaluator {
    /**
     * Evaluates over all rows of {@code batch} and returns one value per row in any encoding. Only rows set in {@code active}
     * (null: all) matter: other rows get an unspecified value and must not raise or decline.
     *
     * @throws io.quiver.exec.error.Declined where no kernel covers this batch
     * @throws io.quiver.exec.error.TooManyBytes where fewer rows must be evaluated; only parts of expressions and
     *     {@link ExpressionCompiler#compileBounded} throw it
     * @throws io.quiver.exec.error.RowFailure where the expression fails at an active row
     */
    Column evaluate(Batch batch, long @Nullable [] active);
}
