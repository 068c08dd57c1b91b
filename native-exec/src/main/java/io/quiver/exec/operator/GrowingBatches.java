/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.vector.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Hands on its input in batches that grow from one row to the size of the input batches. Spark computes row by row, so below
 * a limit or {@code take} it calls a user's function only for the rows that are wanted. With whole batches one wanted row
 * would cost thousands of calls; with these it costs at most four times the calls needed.
 */
public final class GrowingBatches implements Operator {
    private static final int FACTOR = 4;

    private final Operator input;
    private int size = 1;
    private @Nullable Batch pending;
    private int handedOn;

    public GrowingBatches(Operator input) {
        this.input = input;
    }

    @Override
    public @Nullable Batch next() {
        Batch batch = pending != null ? pending : input.next();
        if (batch == null) {
            return null;
        }
        int left = batch.rowCount() - handedOn;
        int count = Math.min(size, left);
        Batch result = batch.slice(handedOn, handedOn + count);
        size = Math.min(size * FACTOR, Integer.MAX_VALUE / FACTOR);
        pending = count < left ? batch : null;
        handedOn = pending == null ? 0 : handedOn + count;
        return result;
    }

    @Override
    public void close() {
        pending = null;
        input.close();
    }
}
