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
 * Selects the rows of the probe side whose keys are in a join's table, the only ones that can match. If most rows match,
 * looking them up twice does not pay, and from then on all rows pass. One thread.
 */
final class MatchFilter implements RowFilter {
    private static final long TRIAL_ROWS = 1 << 15;
    private static final double MAX_MATCHING_SHARE = 0.6;

    private final int[] columns;
    private @Nullable JoinProber prober;
    private long asked;
    private long matched;
    private boolean pays = true;

    /** {@code columns} are the source's columns with the join's keys, in key order. */
    MatchFilter(JoinBuildTable table, JoinKeys keys, int[] columns) {
        this.columns = columns.clone();
        prober = new JoinProber(table, keys);
    }

    /** Releases the table. From now on all rows pass. */
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
