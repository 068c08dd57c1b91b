/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.error;

/**
 * Signals that the values an expression makes of several rows are too long to be held at once: fewer rows must be evaluated.
 * Spark holds the values of one row at a time. Thrown only while an expression is evaluated, and only where the same rows may
 * be evaluated again.
 */
public final class TooManyBytes extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final TooManyBytes INSTANCE = new TooManyBytes();

    /** Most bytes that one column of more than one row may have: four times what operators aim at. */
    public static final int MOST = 64 << 20;

    private static final int PARTS = 8;

    private TooManyBytes() {
        super("the values of a batch are too long", null, false, false);
    }

    /** How many rows to try next where the values of {@code rowCount} rows were too long. */
    public static int fewerRows(int rowCount) {
        return Math.max(1, rowCount / PARTS);
    }

    /**
     * Does nothing where the bytes are few or belong to one row.
     *
     * @throws TooManyBytes otherwise
     */
    public static void unlessFew(long bytes, int rowCount) {
        if (bytes > MOST && rowCount > 1) {
            throw INSTANCE;
        }
    }
}
