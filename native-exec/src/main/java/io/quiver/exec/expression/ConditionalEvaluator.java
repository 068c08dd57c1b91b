/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.kernel.ColumnMerge;
import io.quiver.exec.kernel.Kleene;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates CASE WHEN: each condition at the rows that no clause before took, each value at the rows that its clause takes.
 * Source: Spark 4.1.3 {@code CaseWhen}, {@code If}.
 */
final class ConditionalEvaluator implements Evaluator {
    private final List<Evaluator> conditions;
    private final List<Evaluator> values;
    private final Evaluator otherwise;
    private final ColumnType type;

    ConditionalEvaluator(List<Evaluator> conditions, List<Evaluator> values, Evaluator otherwise, ColumnType type) {
        this.conditions = conditions;
        this.values = values;
        this.otherwise = otherwise;
        this.type = type;
    }

    @Override
    public Column evaluate(Batch batch, long @Nullable [] active) {
        int rowCount = batch.rowCount();
        ColumnMerge merge = new ColumnMerge(type, rowCount);
        long[] open = active;
        for (int i = 0; i < conditions.size(); i++) {
            BooleanColumn condition =
                    (BooleanColumn) conditions.get(i).evaluate(batch, open).flat();
            long[] taken = Kleene.isTrue(condition, open);
            if (!Bitmap.any(taken, rowCount)) {
                continue;
            }
            merge.addValues(values.get(i).evaluate(batch, taken), taken);
            open = Bitmap.andNot(open, taken, rowCount);
            if (!Bitmap.any(open, rowCount)) {
                return typed(merge.finish());
            }
        }
        if (open == null) {
            return typed(otherwise.evaluate(batch, null));
        }
        if (Bitmap.any(open, rowCount)) {
            merge.addValues(otherwise.evaluate(batch, open), open);
        }
        return typed(merge.finish());
    }

    private Column typed(Column result) {
        return result.type().equals(type) ? result : result.withType(type);
    }
}
