/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.expression.BytesMade;
import io.quiver.exec.vector.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rows an operator gets at once by the bytes that its expressions make of them.
 * {@code length(repeat(s, 1000)) > 5} makes a thousand times the bytes of its input and keeps none of them. Spark makes those
 * bytes for one row at a time.
 */
public final class PacedInput implements Operator {
    private final Operator input;
    private final BytesMade made;
    private final RowsAtOnce rowsAtOnce = new RowsAtOnce();
    private @Nullable Batch whole;
    private int lastRowCount;

    /** {@code made} counts the bytes that the operator makes of the rows it gets from here. */
    public PacedInput(Operator input, BytesMade made) {
        this.input = input;
        this.made = made;
    }

    @Override
    public @Nullable Batch next() {
        if (!made.isUsed()) {
            return input.next();
        }
        if (lastRowCount > 0) {
            rowsAtOnce.made(made.take(), lastRowCount);
            lastRowCount = 0;
        }
        Batch batch = rowsAtOnce.hasMore() ? whole : input.next();
        whole = batch;
        if (batch == null) {
            return null;
        }
        Batch rows = rowsAtOnce.next(batch);
        lastRowCount = rows.rowCount();
        return rows;
    }

    @Override
    public void close() {
        whole = null;
        input.close();
    }
}
