/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a virtual table, whose expressions read no input. */
final class ConstantRows implements BatchSource {
    private static final Batch ONE_ROW = new Batch(List.of(), 1);

    private final List<List<Expression>> rows;
    private final ExpressionCompiler compiler;
    private int next;

    ConstantRows(List<List<Expression>> rows, ExpressionCompiler compiler) {
        this.rows = rows;
        this.compiler = compiler;
    }

    @Override
    public @Nullable Batch next() {
        if (next >= rows.size()) {
            return null;
        }
        int end = Math.min(rows.size(), next + Batch.TARGET_ROWS);
        List<Expression> first = rows.get(next);
        List<ColumnBuilder> builders = new ArrayList<>();
        first.forEach(value -> builders.add(ColumnBuilder.create(value.type(), 16)));
        int count = end - next;
        for (; next < end; next++) {
            List<Expression> row = rows.get(next);
            for (int i = 0; i < builders.size(); i++) {
                Column value = compiler.compile(row.get(i)).evaluate(ONE_ROW, null);
                builders.get(i).append(value, 0);
            }
        }
        return new Batch(builders.stream().map(ColumnBuilder::build).toList(), count);
    }
}
