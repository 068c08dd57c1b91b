/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a condition over one slice of candidate pairs, up to the first failure. If one match is enough, pairs after a
 * row's first match do not count even if they fail, because Spark does not evaluate them.
 */
final class PairFilter {
    private final int[] probeRows;
    private final int[] buildRows;
    private final boolean oneMatchIsEnough;
    private int rowCount;
    private @Nullable Throwable failure;

    PairFilter(int[] probeRows, int[] buildRows, boolean oneMatchIsEnough) {
        this.probeRows = probeRows;
        this.buildRows = buildRows;
        this.oneMatchIsEnough = oneMatchIsEnough;
    }

    /**
     * Returns bits of the first {@link #rowCount()} entries: set for pairs that pass. Bits of entries that are not pairs are
     * arbitrary.
     */
    long[] passing(JoinCondition condition, Batch pairs, int count) {
        long[] active = pairsAmong(count);
        while (true) {
            try {
                rowCount = count;
                return condition.passing(pairs, active);
            } catch (RowFailure thrown) {
                long[] before = JoinCondition.trueRows(thrown.computed());
                if (!oneMatchIsEnough || !hasMatchBefore(thrown.row(), before, active)) {
                    rowCount = thrown.row();
                    failure = thrown.failure();
                    return before;
                }
                active = withoutRestOfRow(active, thrown.row(), count);
            }
        }
    }

    /** Returns how many entries were evaluated: all, or those before the failure. */
    int rowCount() {
        return rowCount;
    }

    /** Returns the failure at the entry after the last one, or null. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    private long @Nullable [] pairsAmong(int count) {
        int signs = 0;
        for (int j = 0; j < count; j++) {
            signs |= buildRows[j];
        }
        if (signs >= 0) {
            return null;
        }
        long[] active = Bitmap.zeros(count);
        for (int j = 0; j < count; j++) {
            active[j >> 6] |= (~buildRows[j] >>> 31 & 1L) << j;
        }
        return active;
    }

    private boolean hasMatchBefore(int failed, long[] passing, long @Nullable [] active) {
        int row = probeRows[failed];
        for (int j = failed - 1; j >= 0 && probeRows[j] == row; j--) {
            if (Bitmap.get(passing, j) && Bitmap.isSet(active, j)) {
                return true;
            }
        }
        return false;
    }

    /** Returns a new bitmap, because evaluators recognise earlier results by the array. */
    private long[] withoutRestOfRow(long @Nullable [] active, int from, int count) {
        long[] rest = active == null ? Bitmap.ones(count) : active.clone();
        for (int j = from; j < count && probeRows[j] == probeRows[from]; j++) {
            Bitmap.clear(rest, j);
        }
        return rest;
    }
}
