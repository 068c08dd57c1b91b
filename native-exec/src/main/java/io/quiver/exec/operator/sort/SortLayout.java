/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sort;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.kernel.sort.RowOrder;
import io.quiver.exec.operator.RowPrefix;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells where the keys of a sort are: in an input column, or in a computed column carried behind the input columns. */
final class SortLayout {
    private final List<SortKey> keys;
    private final List<ColumnType> types;
    private final int inputColumns;
    private final int[] keyColumns;
    private final List<Evaluator> computed;
    private final @Nullable GroupFirsts firsts;

    SortLayout(List<ColumnType> inputTypes, List<SortKey> keys, ExpressionCompiler compiler) {
        this(inputTypes, keys, null, compiler);
    }

    /** {@code firsts} says which rows are wanted; null where all are. */
    SortLayout(
            List<ColumnType> inputTypes,
            List<SortKey> keys,
            @Nullable GroupFirsts firsts,
            ExpressionCompiler compiler) {
        this.keys = List.copyOf(keys);
        this.firsts = firsts;
        this.inputColumns = inputTypes.size();
        this.keyColumns = new int[keys.size()];
        List<ColumnType> allTypes = new ArrayList<>(inputTypes);
        List<Expression> expressions = new ArrayList<>();
        for (int k = 0; k < keyColumns.length; k++) {
            Expression expression = keys.get(k).expression();
            if (expression.type().kind() == ColumnType.Kind.OPAQUE) {
                throw new ExecutionException(ErrorCode.PLAN_UNSUPPORTED, "no order for " + expression.type());
            }
            if (expression instanceof Expression.FieldReference field) {
                keyColumns[k] = field.ordinal();
            } else {
                keyColumns[k] = allTypes.size();
                allTypes.add(expression.type());
                expressions.add(expression);
            }
        }
        this.types = List.copyOf(allTypes);
        this.computed = compiler.compileAll(expressions);
    }

    List<SortKey> keys() {
        return keys;
    }

    /** Returns which rows are wanted; null if all are. */
    @Nullable
    GroupFirsts firsts() {
        return firsts;
    }

    /** Returns the types of the input columns, then of the computed keys. */
    List<ColumnType> types() {
        return types;
    }

    int inputColumns() {
        return inputColumns;
    }

    /** Returns the column of each key among {@link #types()}. */
    int[] keyColumns() {
        return keyColumns;
    }

    /** Returns the flat key columns of a batch with the columns {@link #types()}. */
    Column[] keyColumns(Batch batch) {
        Column[] columns = new Column[keyColumns.length];
        for (int k = 0; k < columns.length; k++) {
            columns[k] = batch.column(keyColumns[k]).flat();
        }
        return columns;
    }

    RowOrder order() {
        boolean[] ascending = new boolean[keys.size()];
        boolean[] nullsFirst = new boolean[keys.size()];
        for (int k = 0; k < ascending.length; k++) {
            ascending[k] = keys.get(k).ascending();
            nullsFirst[k] = keys.get(k).nullsFirst();
        }
        return new RowOrder(ascending, nullsFirst);
    }

    /**
     * Returns the input with the computed keys. Throws a failure at once, because nothing comes out before all rows are in.
     */
    Batch compute(Batch input) {
        if (computed.isEmpty()) {
            return input;
        }
        RowPrefix prefix = new RowPrefix(input);
        List<Column> columns = new ArrayList<>(input.columns());
        computed.forEach(evaluator -> columns.add(prefix.evaluate(evaluator, null)));
        Throwable failure = prefix.failure();
        if (failure != null) {
            throw RowFailure.raise(failure);
        }
        return new Batch(columns, input.rowCount());
    }
}
