/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.project;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.RowPrefix;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One output column per expression. A failure at a row is thrown after the rows before it were handed on. */
public final class ProjectOperator implements Operator {
    private final Operator input;
    private final List<Evaluator> evaluators;
    private @Nullable Throwable failure;

    public ProjectOperator(Operator input, List<Evaluator> evaluators) {
        this.input = input;
        this.evaluators = List.copyOf(evaluators);
    }

    @Override
    public @Nullable Batch next() {
        if (failure != null) {
            throw RowFailure.raise(failure);
        }
        Batch batch = input.next();
        return batch == null ? null : project(batch);
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
        input.close();
    }
}
