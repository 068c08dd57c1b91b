/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;

/**
 * Decides how many rows to compute at once when the size of the results is unknown: few at first, later as many as the
 * earlier results allow. {@code sequence(0, 100000)} makes most of a megabyte of each row. One thread.
 */
public final class RowsAtOnce {
    private static final int FIRST = 64;
    private static final int GROWTH = 4;

    private int rows = FIRST;
    private int computed;

    /** Returns the next rows of {@code batch}: the first ones, unless it {@link #hasMore}. */
    public Batch next(Batch batch) {
        int from = computed;
        int to = Math.min(batch.rowCount(), from + rows);
        computed = to == batch.rowCount() ? 0 : to;
        return batch.slice(from, to);
    }

    /** Gives back all but the first few of the rows that {@link #next} returned last, and returns these few. */
    public Batch fewer(Batch batch, Batch rows) {
        int few = TooManyBytes.fewerRows(rows.rowCount());
        int from = computed == 0 ? batch.rowCount() - rows.rowCount() : computed - rows.rowCount();
        computed = from + few;
        this.rows = few;
        return rows.prefix(few);
    }

    /** Returns how many rows come next, if that many are left. */
    public int rows() {
        return rows;
    }

    /** Returns whether rows of the last batch given to {@link #next} are left. */
    public boolean hasMore() {
        return computed > 0;
    }

    /** Skips the remaining rows of the batch. */
    public void stop() {
        computed = 0;
    }

    /** Records that {@code rowCount} of the rows returned by {@link #next} made {@code bytes}. */
    public void made(long bytes, int rowCount) {
        long fitting = ByteBound.MAX_BYTES * Math.max(1, rowCount) / Math.max(1, bytes);
        rows = (int) Math.max(1, Math.min(fitting, Math.min((long) GROWTH * rows, 2L * Batch.TARGET_ROWS)));
    }
}
