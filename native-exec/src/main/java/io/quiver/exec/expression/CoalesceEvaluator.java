/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.kernel.ColumnMerge;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Returns the first argument that is not null. Evaluates a later argument only at the rows where all before it are null.
 * Source: Spark 4.1.3 {@code Coalesce}.
 */
final class CoalesceEvaluator implements Evaluator {
    private final List<Evaluator> arguments;
    private final ColumnType type;

    CoalesceEvaluator(List<Evaluator> arguments, ColumnType type) {
        this.arguments = arguments;
        this.type = type;
    }

    @Override
    public Column evaluate(Batch batch, long @Nullable [] active) {
        int rowCount = batch.rowCount();
        ColumnMerge merge = new ColumnMerge(type, rowCount);
        long[] open = active == null ? Bitmap.ones(rowCount) : active;
        for (int i = 0; i < arguments.size(); i++) {
            Column argument = arguments.get(i).evaluate(batch, open);
            long[] validity = argument.validity();
            if (validity == null || i == arguments.size() - 1) {
                merge.addValues(argument, open);
                break;
            }
            long[] left = Bitmap.andNot(open, validity, rowCount);
            if (!Bitmap.any(left, rowCount)) {
                merge.addValues(argument, open);
                break;
            }
            long[] taken = Bitmap.and(open, validity, rowCount);
            if (taken != null && Bitmap.any(taken, rowCount)) {
                merge.addValues(argument, taken);
            }
            open = left;
        }
        Column result = merge.finish();
        return result.type().equals(type) ? result : result.withType(type);
    }
}
