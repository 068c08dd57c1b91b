/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.rows;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.kernel.ColumnMerge;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells where keys, arguments and frame bounds are: in an input column, or in a computed column carried behind the input's.
 */
public final class WindowLayout {
    private final int inputColumns;
    private final List<ColumnType> types;
    private final List<Expression> computed = new ArrayList<>();
    private final Map<Expression, Integer> slots = new HashMap<>();
    /** Computed columns whose failures count only for rows that read them. */
    private final Set<Integer> mayFail = new HashSet<>();

    private List<Evaluator> evaluators = List.of();

    public WindowLayout(List<ColumnType> inputTypes) {
        inputColumns = inputTypes.size();
        types = new ArrayList<>(inputTypes);
    }

    /** Returns the column with the values of {@code expression}. */
    public int slot(Expression expression) {
        if (expression instanceof Expression.FieldReference field) {
            return field.ordinal();
        }
        return slots.computeIfAbsent(expression, added -> {
            computed.add(added);
            types.add(added.type());
            return types.size() - 1;
        });
    }

    public int[] slots(List<Expression> expressions) {
        return expressions.stream().mapToInt(this::slot).toArray();
    }

    /**
     * Returns the column of a frame's bound. Spark evaluates a bound only for rows that have something to compare with it.
     */
    public int boundSlot(Expression bound) {
        int slot = slot(bound);
        if (slot >= inputColumns) {
            mayFail.add(slot);
        }
        return slot;
    }

    /** Compiles the computed columns. Call it once all slots are known. */
    public void compile(ExpressionCompiler compiler) {
        evaluators = compiler.compileAll(computed);
    }

    public int inputColumns() {
        return inputColumns;
    }

    List<ColumnType> types() {
        return types;
    }

    /** Returns the input with the computed columns. Failures of bounds go to {@code marks}. */
    public Batch compute(Batch input, PartitionMarks marks) {
        if (evaluators.isEmpty()) {
            return input;
        }
        List<Column> columns = new ArrayList<>(input.columns());
        for (int c = 0; c < evaluators.size(); c++) {
            int slot = inputColumns + c;
            columns.add(
                    mayFail.contains(slot)
                            ? bound(slot, evaluators.get(c), input, marks)
                            : value(evaluators.get(c), input));
        }
        return new Batch(columns, input.rowCount());
    }

    private static Column value(Evaluator evaluator, Batch input) {
        try {
            return evaluator.evaluate(input, null);
        } catch (RowFailure failure) {
            throw RowFailure.raise(failure.failure());
        }
    }

    /** Evaluates a bound. Rows that fail get a null. */
    private Column bound(int slot, Evaluator evaluator, Batch input, PartitionMarks marks) {
        int rowCount = input.rowCount();
        long[] active = null;
        while (true) {
            try {
                Column values = evaluator.evaluate(input, active);
                return active == null ? values : onlyIn(active, values);
            } catch (RowFailure failure) {
                marks.fail(slot, failure.row(), failure.failure());
                active = active == null ? Bitmap.ones(rowCount) : active.clone();
                Bitmap.clear(active, failure.row());
            }
        }
    }

    private static Column onlyIn(long[] active, Column values) {
        ColumnMerge merge = new ColumnMerge(values.type(), values.rowCount());
        merge.add(values, active);
        merge.add(ConstantColumn.ofNull(values.type(), values.rowCount()), Bitmap.not(active, values.rowCount()));
        return merge.finish();
    }
}
