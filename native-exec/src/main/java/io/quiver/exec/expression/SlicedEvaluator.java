/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.kernel.ColumnConcatenation;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The root of an expression. Where intermediate values get too long for all rows of a batch, it evaluates some rows at a time:
 * {@code length(repeat(s, 100000))} makes many bytes, none of which are in the result.
 */
final class SlicedEvaluator implements Evaluator {
    private final Evaluator expression;
    private final boolean isBounded;

    /** {@code isBounded}: throws {@code TooManyBytes} also where the results are too long for one column. */
    SlicedEvaluator(Evaluator expression, boolean isBounded) {
        this.expression = expression;
        this.isBounded = isBounded;
    }

    @Override
    public Column evaluate(Batch batch, long @Nullable [] active) {
        try {
            return expression.evaluate(batch, active);
        } catch (TooManyBytes tooMany) {
            return inSlices(batch, active);
        }
    }

    private Column inSlices(Batch batch, long @Nullable [] active) {
        int rowCount = batch.rowCount();
        int rowsAtOnce = fewer(rowCount);
        List<Column> pieces = new ArrayList<>();
        long bytes = 0;
        int from = 0;
        while (from < rowCount) {
            Cancellation.check();
            int to = Math.min(rowCount, from + rowsAtOnce);
            Column piece;
            try {
                piece = expression.evaluate(batch.slice(from, to), slice(active, from, to));
            } catch (TooManyBytes again) {
                rowsAtOnce = fewer(to - from);
                continue;
            } catch (RowFailure failure) {
                pieces.add(failure.computed());
                throw new RowFailure(from + failure.row(), joined(pieces), failure.failure());
            }
            pieces.add(piece);
            bytes += ColumnBuilder.bytesOf(piece);
            if (isBounded) {
                TooManyBytes.unlessFew(bytes, rowCount);
            }
            from = to;
        }
        return joined(pieces);
    }

    private static int fewer(int rowCount) {
        if (rowCount <= 1) {
            throw new IllegalStateException("the value of one row is always made");
        }
        return TooManyBytes.fewerRows(rowCount);
    }

    private static long @Nullable [] slice(long @Nullable [] active, int from, int to) {
        if (active == null) {
            return null;
        }
        long[] slice = Bitmap.zeros(to - from);
        Bitmap.copy(active, from, slice, 0, to - from);
        return slice;
    }

    private static Column joined(List<Column> pieces) {
        return ColumnConcatenation.concatenate(pieces.get(0).type(), pieces);
    }
}
