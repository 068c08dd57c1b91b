/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;

/**
 * How many rows to compute at once where nobody knows how long the results are: few at first, later as many as those before
 * say. {@code sequence(0, 100000)} makes most of a megabyte of each row. One thread.
 */
public final class RowsAtOnce {
    private static final int FIRST = 64;
    private static final int GROWTH = 4;

    private int rows = FIRST;
    private int computed;

    /** The next rows of a batch: the first ones, unless it {@link #hasMore}. */
    public Batch next(Batch batch) {
        int from = computed;
        int to = Math.min(batch.rowCount(), from + rows);
        computed = to == batch.rowCount() ? 0 : to;
        return batch.slice(from, to);
    }

    /** Gives back the rows that {@link #next} gave last but for some first ones, and returns these. */
    public Batch fewer(Batch batch, Batch rows) {
        int few = TooManyBytes.fewerRows(rows.rowCount());
        int from = computed == 0 ? batch.rowCount() - rows.rowCount() : computed - rows.rowCount();
        computed = from + few;
        this.rows = few;
        return rows.prefix(few);
    }

    /** How many rows come next, where there are as many. */
    public int rows() {
        return rows;
    }

    /** Whether rows of the batch that {@link #next} was asked for last are left. */
    public boolean hasMore() {
        return computed > 0;
    }

    /** Leaves out what is left of the batch. */
    public void stop() {
        computed = 0;
    }

    /** Learns from the bytes that came of so many of the rows that {@link #next} gave. */
    public void made(long bytes, int rowCount) {
        long fitting = ByteBound.MAX_BYTES * Math.max(1, rowCount) / Math.max(1, bytes);
        rows = (int) Math.max(1, Math.min(fitting, Math.min((long) GROWTH * rows, 2L * Batch.TARGET_ROWS)));
    }
}
