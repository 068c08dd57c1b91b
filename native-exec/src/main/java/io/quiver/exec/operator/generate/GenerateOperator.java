/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.generate;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.RowPrefix;
import io.quiver.exec.operator.RowsAtOnce;
import io.quiver.exec.operator.host.Generation;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Outputs rows generated from input rows, each with some columns of its input row and the generated columns. A failure at a
 * row is thrown after the rows before it have gone out. Source: Spark GenerateExec 4.1.
 */
public final class GenerateOperator implements Operator {
    private final Operator input;
    private final Generation generation;
    private final @Nullable List<Evaluator> arguments;
    private final int[] required;
    private final RowsAtOnce rowsAtOnce = new RowsAtOnce();
    /** The batch that contains {@link #current}. */
    private @Nullable Batch whole;

    private final Deque<Generation.Rows> last = new ArrayDeque<>();
    private @Nullable Batch current;
    private @Nullable Batch lastRow;
    private @Nullable Throwable failure;
    private boolean ended;

    /**
     * Generates rows from {@code input}, which is closed with this operator.
     *
     * @param arguments the columns that {@code generation} reads in place of the input's; null if it reads the input's. A
     *     single one may throw {@link TooManyBytes}
     * @param required the input's columns to hand on
     */
    public GenerateOperator(
            Operator input, Generation generation, @Nullable List<Evaluator> arguments, List<Integer> required) {
        this.input = input;
        this.generation = generation;
        this.arguments = arguments;
        this.required = required.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            Batch batch = current;
            if (batch != null) {
                Generation.Rows rows = generation.next(Batch.TARGET_ROWS);
                if (rows != null) {
                    return joined(batch, rows);
                }
                current = null;
            }
            if (failure != null) {
                throw RowFailure.raise(failure);
            }
            Batch left = rowsAtOnce.hasMore() ? whole : null;
            Batch next = left != null ? left : ended ? null : input.next();
            if (next == null) {
                return afterInput();
            }
            start(next);
        }
    }

    private void start(Batch batch) {
        if (arguments == null) {
            generation.start(batch);
            current = batch;
        } else {
            whole = batch;
            Batch evaluated = evaluated(arguments, batch, rowsAtOnce.next(batch));
            rowsAtOnce.made(ByteBound.about(evaluated), evaluated.rowCount());
            generation.start(evaluated);
        }
        if (generation.mayHaveLast()) {
            lastRow = batch.gather(new int[] {batch.rowCount() - 1}, 1).owned();
        }
    }

    /** Evaluates the arguments of rows of a batch, or of fewer of them if a single argument gets too long. */
    private Batch evaluated(List<Evaluator> evaluators, Batch batch, Batch rows) {
        RowPrefix prefix = new RowPrefix(rows);
        List<Column> columns = new ArrayList<>(evaluators.size());
        try {
            for (Evaluator evaluator : evaluators) {
                columns.add(prefix.evaluate(evaluator, null));
            }
        } catch (TooManyBytes tooMany) {
            return evaluated(evaluators, batch, rowsAtOnce.fewer(batch, rows));
        }
        columns.replaceAll(prefix::cut);
        failure = prefix.failure();
        current = prefix.batch();
        return new Batch(columns, prefix.rowCount());
    }

    private Batch joined(Batch batch, Generation.Rows rows) {
        List<Column> columns = new ArrayList<>(required.length + rows.columns().size());
        for (int column : required) {
            columns.add(batch.column(column).gather(rows.sources(), rows.rowCount()));
        }
        columns.addAll(rows.columns());
        return new Batch(columns, rows.rowCount());
    }

    /** Returns the rows made at the end, with the last input row's columns beside them, as in Spark and Hive. */
    private @Nullable Batch afterInput() {
        if (!ended) {
            ended = true;
            if (generation.mayHaveLast()) {
                last.addAll(generation.last());
            }
        }
        Generation.Rows rows = last.poll();
        if (rows == null) {
            return null;
        }
        Batch beside = lastRow;
        if (beside == null) {
            if (required.length > 0) {
                throw new IllegalStateException("rows were made at the end of an input without rows");
            }
            return new Batch(rows.columns(), rows.rowCount());
        }
        return joined(beside, new Generation.Rows(new int[rows.rowCount()], rows.rowCount(), rows.columns()));
    }

    @Override
    public void close() {
        current = null;
        whole = null;
        input.close();
    }
}
