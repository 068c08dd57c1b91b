/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.error;

import io.quiver.exec.vector.Column;

/**
 * Signals that an expression failed at one row. The operator that evaluates it hands on the rows before that row first and
 * throws the failure only when its consumer asks for more. So a query that stops earlier (a limit) never sees the error, and
 * the first failing row wins, as in Spark's row-at-a-time execution.
 */
public final class RowFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int row;
    private final transient Column computed;
    private final Throwable failure;

    /** {@code computed} holds the values of the rows before {@code row}. */
    public RowFailure(int row, Column computed, Throwable failure) {
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

    public Throwable failure() {
        return failure;
    }

    /** Throws {@code failure} unchanged, checked or not (Spark's code throws both): {@code throw RowFailure.raise(f)}. */
    public static RuntimeException raise(Throwable failure) {
        return RowFailure.<RuntimeException>sneak(failure);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
