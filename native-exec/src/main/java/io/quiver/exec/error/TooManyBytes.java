/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.error;

/**
 * The values that an expression makes of several rows are too long to be there at once: fewer rows are to be evaluated. Spark has
 * those of one row at a time. Only while an expression is evaluated, and only where the same rows may be evaluated again.
 */
public final class TooManyBytes extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final TooManyBytes INSTANCE = new TooManyBytes();

    /** What one column may have of more than one row: four times what operators aim at. */
    public static final int MOST = 64 << 20;

    private static final int PARTS = 8;

    private TooManyBytes() {
        super("the values of a batch are too long", null, false, false);
    }

    /** How many rows to try where the values of so many were too long. */
    public static int fewerRows(int rowCount) {
        return Math.max(1, rowCount / PARTS);
    }

    /**
     * Does nothing where the bytes are few, or of one row.
     *
     * @throws TooManyBytes where they are not
     */
    public static void unlessFew(long bytes, int rowCount) {
        if (bytes > MOST && rowCount > 1) {
            throw INSTANCE;
        }
    }
}
