/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.vector.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the first rows of its input in batches that grow from one row to the size of those that come. Spark computes row by
 * row, so a limit or {@code take} above calls a user's function as often as rows are wanted; with whole batches below such a function one
 * row would cost thousands of calls, with these at most four times as many as needed.
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
