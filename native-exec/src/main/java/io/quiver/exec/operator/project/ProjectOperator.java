/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.project;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.RowPrefix;
import io.quiver.exec.operator.RowsAtOnce;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One output column per expression. A failure at a row is thrown after the rows before it were handed on. */
public final class ProjectOperator implements Operator {
    private final Operator input;
    private final List<Evaluator> evaluators;
    private final @Nullable RowsAtOnce rowsAtOnce;
    private @Nullable Batch current;
    private @Nullable Throwable failure;

    public ProjectOperator(Operator input, List<Evaluator> evaluators) {
        this(input, evaluators, false);
    }

    /** {@code makesBytes}: whether values are computed whose length nobody knows before. */
    public ProjectOperator(Operator input, List<Evaluator> evaluators, boolean makesBytes) {
        this.input = input;
        this.evaluators = List.copyOf(evaluators);
        this.rowsAtOnce = makesBytes ? new RowsAtOnce() : null;
    }

    @Override
    public @Nullable Batch next() {
        if (failure != null) {
            throw RowFailure.raise(failure);
        }
        RowsAtOnce some = rowsAtOnce;
        Batch left = some != null && some.hasMore() ? current : null;
        Batch batch = left == null ? input.next() : left;
        if (batch == null || some == null) {
            return batch == null ? null : project(batch);
        }
        current = batch;
        Batch projected = project(some.next(batch));
        some.made(projected);
        return projected;
    }

    private Batch project(Batch batch) {
        RowPrefix prefix = new RowPrefix(batch);
        List<Column> columns = new ArrayList<>(evaluators.size());
        for (Evaluator evaluator : evaluators) {
            columns.add(prefix.evaluate(evaluator, null));
        }
        failure = prefix.failure();
        if (failure == null) {
            return new Batch(columns, batch.rowCount());
        }
        if (prefix.rowCount() == 0) {
            throw RowFailure.raise(failure);
        }
        columns.replaceAll(prefix::cut);
        return new Batch(columns, prefix.rowCount());
    }

    @Override
    public void close() {
        current = null;
        input.close();
    }
}
