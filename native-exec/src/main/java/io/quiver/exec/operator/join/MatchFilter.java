/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.operator.RowFilter;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import org.jspecify.annotations.Nullable;

/**
 * The rows whose keys are in a join's table: those of the probe side that can have a match at all. Where most rows have
 * one, looking twice does not pay, and all rows pass from then on. One thread.
 */
final class MatchFilter implements RowFilter {
    private static final long TRIAL_ROWS = 1 << 15;
    private static final double MAX_MATCHING_SHARE = 0.6;

    private final int[] columns;
    private @Nullable JoinProber prober;
    private long asked;
    private long matched;
    private boolean pays = true;

    /** {@code columns} are the source's columns that are the join's keys, in their order. */
    MatchFilter(JoinBuildTable table, JoinKeys keys, int[] columns) {
        this.columns = columns.clone();
        prober = new JoinProber(table, keys);
    }

    /** Lets go of the table: all rows pass from now on. */
    void release() {
        prober = null;
    }

    @Override
    public int[] columns() {
        return columns;
    }

    @Override
    public int select(Batch batch, int[] selection) {
        int rowCount = batch.rowCount();
        JoinProber keys = prober;
        if (!pays || keys == null) {
            return Bitmap.toSelection(null, rowCount, selection);
        }
        int count = keys.select(batch.columns().toArray(new Column[0]), rowCount, selection);
        asked += rowCount;
        matched += count;
        pays = asked < TRIAL_ROWS || matched < MAX_MATCHING_SHARE * asked;
        return count;
    }
}
