/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.project;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes one output column per expression. A failure at a row is thrown after the rows before it have gone out. If the
 * values of an expression get too long, some rows of a batch go out before it is evaluated for the others.
 */
public final class ProjectOperator implements Operator {
    /** Rows of the input, and the first columns of the output for them. */
    private record Rows(Batch input, List<Column> computed) {
        Rows(Batch input) {
            this(input, new ArrayList<>());
        }

        Rows slice(int from, int to) {
            List<Column> columns =
                    new Batch(computed, input.rowCount()).slice(from, to).columns();
            return new Rows(input.slice(from, to), new ArrayList<>(columns));
        }

        int count() {
            return input.rowCount();
        }
    }

    private final Operator input;
    private final List<Evaluator> evaluators;
    private final Deque<Rows> later = new ArrayDeque<>();
    private @Nullable Throwable failure;

    /** {@code evaluators} may throw {@link TooManyBytes}. */
    public ProjectOperator(Operator input, List<Evaluator> evaluators) {
        this.input = input;
        this.evaluators = List.copyOf(evaluators);
    }

    @Override
    public @Nullable Batch next() {
        Rows rows = later.poll();
        if (rows == null) {
            if (failure != null) {
                throw RowFailure.raise(failure);
            }
            Batch batch = input.next();
            if (batch == null) {
                return null;
            }
            rows = new Rows(batch);
        }
        return project(rows);
    }

    private Batch project(Rows start) {
        Rows rows = start;
        while (rows.computed().size() < evaluators.size()) {
            Evaluator evaluator = evaluators.get(rows.computed().size());
            try {
                rows.computed().add(evaluator.evaluate(rows.input(), null));
            } catch (RowFailure thrown) {
                failure = thrown.failure();
                later.clear();
                rows = rows.slice(0, thrown.row());
                rows.computed().add(thrown.computed());
            } catch (TooManyBytes tooMany) {
                int few = TooManyBytes.fewerRows(rows.count());
                later.push(rows.slice(few, rows.count()));
                rows = rows.slice(0, few);
            }
        }
        if (failure != null && rows.count() == 0) {
            throw RowFailure.raise(failure);
        }
        return new Batch(rows.computed(), rows.count());
    }

    @Override
    public void close() {
        later.clear();
        input.close();
    }
}
