/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shared code of join tests: inputs of batches, nodes, and running to the end. */
final class JoinRun {
    private JoinRun() {}

    static ExpressionCompiler compiler() {
        return compiler(ForeignExpressions.NONE);
    }

    static ExpressionCompiler compiler(ForeignExpressions foreign) {
        return new ExpressionCompiler(FunctionCatalog.standard(), foreign, List.of());
    }

    static Operator input(List<Batch> batches) {
        Iterator<Batch> iterator = batches.iterator();
        return new Operator() {
            @Override
            public @Nullable Batch next() {
                return iterator.hasNext() ? iterator.next() : null;
            }

            @Override
            public void close() {}
        };
    }

    static List<Expression> fields(List<ColumnType> types, int... ordinals) {
        List<Expression> fields = new ArrayList<>();
        for (int ordinal : ordinals) {
            fields.add(new FieldReference(ordinal, types.get(ordinal)));
        }
        return fields;
    }

    /** Joins on the first {@code keyCount} columns of both sides. */
    static JoinShape join(
            JoinType type,
            BuildSide side,
            List<ColumnType> left,
            List<ColumnType> right,
            int keyCount,
            boolean nullSafe,
            @Nullable Expression condition) {
        int[] keys = java.util.stream.IntStream.range(0, keyCount).toArray();
        return new JoinShape(
                type,
                side,
                left,
                right,
                fields(left, keys),
                fields(right, keys),
                java.util.Collections.nCopies(keyCount, nullSafe),
                Optional.ofNullable(condition),
                false);
    }

    static List<List<@Nullable Object>> rows(List<Batch> batches) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        batches.forEach(batch -> rows.addAll(Cells.rows(batch)));
        return rows;
    }

    /** All rows, read batch by batch as a consumer would. */
    static List<List<@Nullable Object>> drain(Operator operator) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
            if (batch.rowCount() == 0 || batch.rowCount() > 2 * Batch.TARGET_ROWS) {
                throw new AssertionError("a batch of " + batch.rowCount() + " rows");
            }
            rows.addAll(Cells.rows(batch));
        }
        return rows;
    }
}
