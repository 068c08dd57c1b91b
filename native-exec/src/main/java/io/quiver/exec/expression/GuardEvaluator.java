/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.error.Declined;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.kernel.ColumnMerge;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates with kernels and, for a batch or rows that they decline, with the host's own expression. The host's evaluator is
 * made when first needed (making it may compile code). It also runs where a part of the expression failed: the host decides
 * whether the whole expression fails, and at which row.
 */
final class GuardEvaluator implements Evaluator {
    private final Evaluator vectorised;
    private final Supplier<Evaluator> maker;
    private final Runnable onDeclined;
    private @Nullable Evaluator host;

    GuardEvaluator(Evaluator vectorised, Supplier<Evaluator> maker, Runnable onDeclined) {
        this.vectorised = vectorised;
        this.maker = maker;
        this.onDeclined = onDeclined;
    }

    @Override
    public Column evaluate(Batch batch, long @Nullable [] active) {
        try {
            return vectorised.evaluate(batch, active);
        } catch (Declined declined) {
            onDeclined.run();
            long[] rows = declined.rows();
            return rows == null || rows.length != Bitmap.wordCount(batch.rowCount())
                    ? host().evaluate(batch, active)
                    : divided(batch, active, rows);
        } catch (RowFailure ofPart) {
            return host().evaluate(batch, active);
        }
    }

    /**
     * Has the host evaluate only the {@code declined} rows. These may be other rows than those of the batch, such as entries of
     * a dictionary: the kernels then decline again.
     */
    private Column divided(Batch batch, long @Nullable [] active, long[] declined) {
        int rowCount = batch.rowCount();
        long[] ofHost = declined.clone();
        for (int i = 0; active != null && i < ofHost.length; i++) {
            ofHost[i] &= active[i];
        }
        long[] others = prefix(Bitmap.andNot(active, declined, rowCount), rowCount);
        if (!Bitmap.any(others, rowCount)) {
            return host().evaluate(batch, active);
        }
        Column vectors;
        try {
            vectors = vectorised.evaluate(batch, others);
        } catch (Declined | RowFailure again) {
            return host().evaluate(batch, active);
        }
        try {
            return merged(vectors, others, host().evaluate(batch, ofHost), ofHost, rowCount);
        } catch (RowFailure failure) {
            int row = failure.row();
            Column before = merged(vectors.prefix(row), others, failure.computed(), ofHost, row);
            throw new RowFailure(row, before, failure.failure());
        }
    }

    private static Column merged(Column vectors, long[] others, Column host, long[] ofHost, int rowCount) {
        ColumnMerge merge = new ColumnMerge(vectors.type(), rowCount);
        merge.addValues(vectors, prefix(others, rowCount));
        merge.addValues(host, prefix(ofHost, rowCount));
        return merge.finish();
    }

    private static long[] prefix(long[] words, int rowCount) {
        long[] prefix = Arrays.copyOf(words, Bitmap.wordCount(rowCount));
        if (prefix.length > 0) {
            prefix[prefix.length - 1] &= Bitmap.lastWordMask(rowCount);
        }
        return prefix;
    }

    private Evaluator host() {
        if (host == null) {
            host = maker.get();
        }
        return host;
    }
}
