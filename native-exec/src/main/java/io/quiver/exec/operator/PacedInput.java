/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.expression.BytesMade;
import io.quiver.exec.vector.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Hands an operator as many rows at once as its expressions make few bytes of: {@code length(repeat(s, 1000)) > 5} makes a
 * thousand times the bytes of its input, of which nothing is left in the end. Spark makes those of one row at a time.
 */
public final class PacedInput implements Operator {
    private final Operator input;
    private final BytesMade made;
    private final RowsAtOnce rowsAtOnce = new RowsAtOnce();
    private @Nullable Batch whole;
    private int lastRowCount;

    /** {@code made} counts what the operator makes of the rows that it gets from here. */
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
