/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.error;

import io.quiver.exec.vector.Column;

/**
 * An expression failed at one row. The operator that evaluates hands on the rows before it first and throws the cause
 * only when its consumer asks for more, so that a query which stops earlier (a limit) never sees the error and the first
 * failing row wins, as in Spark's row-at-a-time execution.
 */
public final class RowFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int row;
    private final transient Column computed;
    private final RuntimeException failure;

    /** {@code computed} holds the values of the rows before {@code row}. */
    public RowFailure(int row, Column computed, RuntimeException failure) {
        super("an expression failed at row " + row, failure, false, false);
        this.row = row;
        this.computed = computed;
        this.failure = failure;
    }

    public int row() {
        return row;
    }

    public Column computed() {
        return computed;
    }

    public RuntimeException failure() {
        return failure;
    }
}
