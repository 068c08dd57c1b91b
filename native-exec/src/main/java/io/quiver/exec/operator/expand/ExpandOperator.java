/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.expand;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.kernel.ColumnConcatenation;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Outputs one row per projection for each input row, all rows of one input row before those of the next. Expressions shared
 * by projections are computed once. Source: Spark ExpandExec 4.1.
 */
public final class ExpandOperator implements Operator {
    private final Operator input;
    private final List<Expression> expressions = new ArrayList<>();
    private final List<Evaluator> evaluators;
    private final List<ExpandedColumn> columns = new ArrayList<>();
    private final int projectionCount;
    private final int rowsPerBatch;

    private @Nullable Batch failedRow;
    private @Nullable Throwable failure;
    private List<Column> values = List.of();
    private int rowCount;
    private int nextRow;

    /** {@code projections} read the columns of {@code input}, which is closed with this operator. */
    public ExpandOperator(Operator input, List<List<Expression>> projections, ExpressionCompiler compiler) {
        this.input = input;
        projectionCount = projections.size();
        rowsPerBatch = Math.max(1, Batch.TARGET_ROWS / projectionCount);
        for (int c = 0; c < projections.get(0).size(); c++) {
            int[] sources = new int[projectionCount];
            for (int p = 0; p < projectionCount; p++) {
                sources[p] = source(projections.get(p).get(c));
            }
            columns.add(new ExpandedColumn(projections.get(0).get(c).type(), sources));
        }
        evaluators = compiler.compileAll(expressions);
    }

    private int source(Expression expression) {
        int known = expressions.indexOf(expression);
        if (known >= 0) {
            return known;
        }
        expressions.add(expression);
        return expressions.size() - 1;
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            if (nextRow < rowCount) {
                return expand();
            }
            Batch failed = failedRow;
            if (failed != null) {
                failedRow = null;
                Batch before = projectionsBeforeFailure(failed);
                if (before != null) {
                    return before;
                }
            }
            if (failure != null) {
                throw RowFailure.raise(failure);
            }
            Batch batch = input.next();
            if (batch == null) {
                return null;
            }
            start(batch);
        }
    }

    /** Evaluates all expressions. If one fails, evaluates all over the rows before the first failing row. */
    private void start(Batch batch) {
        Batch current = batch;
        while (true) {
            try {
                List<Column> computed = new ArrayList<>(evaluators.size());
                for (Evaluator evaluator : evaluators) {
                    computed.add(evaluator.evaluate(current, null));
                }
                values = computed;
                rowCount = current.rowCount();
                nextRow = 0;
                return;
            } catch (RowFailure thrown) {
                failure = thrown.failure();
                failedRow = current.gather(new int[] {thrown.row()}, 1);
                current = current.prefix(thrown.row());
            }
        }
    }

    private Batch expand() {
        int count = Math.min(rowsPerBatch, rowCount - nextRow);
        int[] rows = new int[count * projectionCount];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = nextRow + i / projectionCount;
        }
        nextRow += count;
        List<Column> out = new ArrayList<>(columns.size());
        for (ExpandedColumn column : columns) {
            out.add(column.expand(values, rows));
        }
        return new Batch(out, rows.length);
    }

    /**
     * Returns the projections of one row before the failing one, which sets the failure anew; null if the first one fails.
     */
    private @Nullable Batch projectionsBeforeFailure(Batch row) {
        List<List<Column>> pieces = new ArrayList<>();
        columns.forEach(column -> pieces.add(new ArrayList<>()));
        int count = 0;
        try {
            while (count < projectionCount) {
                List<Column> projected = new ArrayList<>(columns.size());
                for (ExpandedColumn column : columns) {
                    projected.add(evaluators.get(column.source(count)).evaluate(row, null));
                }
                for (int c = 0; c < projected.size(); c++) {
                    pieces.get(c).add(projected.get(c));
                }
                count++;
            }
        } catch (RowFailure thrown) {
            failure = thrown.failure();
        }
        if (count == 0) {
            return null;
        }
        List<Column> out = new ArrayList<>(columns.size());
        for (int c = 0; c < columns.size(); c++) {
            out.add(ColumnConcatenation.concatenate(columns.get(c).type(), pieces.get(c)));
        }
        return new Batch(out, count);
    }

    @Override
    public void close() {
        values = List.of();
        rowCount = 0;
        input.close();
    }
}
