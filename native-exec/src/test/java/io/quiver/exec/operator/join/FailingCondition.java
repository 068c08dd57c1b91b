/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes {@code left < right + 20} over two int columns. Fails if they have two given values; null if either is null. */
record FailingCondition(int leftColumn, int rightColumn, int badLeft, int badRight) implements Evaluator {
    boolean test(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return false;
        }
        if ((Integer) left == badLeft && (Integer) right == badRight) {
            throw new ArithmeticException("bad pair");
        }
        return (Integer) left < (Integer) right + 20;
    }

    @Override
    public Column evaluate(Batch batch, long @Nullable [] active) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            if (!Bitmap.isSet(active, row)) {
                values.add(null);
                continue;
            }
            try {
                values.add(test(Cells.of(batch.column(leftColumn), row), Cells.of(batch.column(rightColumn), row)));
            } catch (ArithmeticException e) {
                throw new RowFailure(row, Cells.column(ColumnType.BOOLEAN, values), e);
            }
        }
        return Cells.column(ColumnType.BOOLEAN, values);
    }
}
