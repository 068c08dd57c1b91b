/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.filter;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.RowPrefix;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the rows for which all conjuncts are true. A conjunct is evaluated only at rows for which those before it were
 * true: false and null both end it, as in Spark 4.1.3 {@code FilterExec}. A failure at a row is thrown after the rows before
 * it have gone out.
 */
public final class FilterOperator implements Operator {
    private final Operator input;
    private final List<Evaluator> conjuncts;
    private int[] selection = new int[Batch.TARGET_ROWS];
    private @Nullable Throwable failure;

    public FilterOperator(Operator input, List<Evaluator> conjuncts) {
        this.input = input;
        this.conjuncts = List.copyOf(conjuncts);
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            if (failure != null) {
                throw RowFailure.raise(failure);
            }
            Batch batch = input.next();
            if (batch == null) {
                return null;
            }
            Batch passed = filter(batch);
            if (passed.rowCount() > 0) {
                return passed;
            }
        }
    }

    private Batch filter(Batch batch) {
        RowPrefix prefix = new RowPrefix(batch);
        long[] active = null;
        for (Evaluator conjunct : conjuncts) {
            Column result = prefix.evaluate(conjunct, active);
            active = and(active, result, prefix.rowCount());
            if (active != null && !Bitmap.any(active, prefix.rowCount())) {
                break;
            }
        }
        failure = prefix.failure();
        return select(prefix.batch(), active);
    }

    static long @Nullable [] and(long @Nullable [] active, Column result, int rowCount) {
        if (result instanceof ConstantColumn constant) {
            boolean isTrue = !constant.isNullConstant() && Bitmap.get(((BooleanColumn) constant.value()).words(), 0);
            return isTrue ? active : Bitmap.zeros(rowCount);
        }
        return Bitmap.and(active, ((BooleanColumn) result.flat()).trueRows(), rowCount);
    }

    private Batch select(Batch batch, long @Nullable [] active) {
        int rowCount = batch.rowCount();
        if (active == null) {
            return batch;
        }
        if (selection.length < rowCount) {
            selection = new int[rowCount];
        }
        int count = Bitmap.toSelection(active, rowCount, selection);
        return count == rowCount ? batch : batch.gather(selection, count);
    }

    @Override
    public void close() {
        input.close();
    }
}
