/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.error;

import org.jspecify.annotations.Nullable;

/**
 * Signals that a kernel does not cover a batch or some of its rows: an error to raise, an overflow, bytes that are not ASCII.
 * The guard around the expression catches it and has Spark's own expression evaluate these rows, which raises the error if
 * there is one. It has no stack trace: it is thrown at most twice per expression and batch and never reaches a user.
 */
public final class Declined extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Declined INSTANCE = new Declined(null);

    private final transient long @Nullable [] rows;

    private Declined(long @Nullable [] rows) {
        super("a kernel declined the batch", null, false, false);
        this.rows = rows;
    }

    public static Declined batch() {
        return INSTANCE;
    }

    /** The kernel declines the rows set in {@code rows}, of those that it saw. It would answer all others. */
    public static Declined rows(long[] rows) {
        return new Declined(rows);
    }

    /** The declined rows, see {@link #rows(long[])}; null: any row may be declined. */
    public long @Nullable [] rows() {
        return rows;
    }
}
