/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts how many rows of a batch each group has, if there are few groups. It counts once for all measures that count all
 * rows of the batch.
 */
public final class GroupHistogram {
    private static final int FEW_GROUPS = 64;

    private final int[] rowsOfGroup = new int[FEW_GROUPS];
    private int @Nullable [] groups;
    private int groupCount;
    private int countedRows = -1;

    /** Starts a new batch, whose rows belong to the groups {@code groupOfRow}. */
    public void start(int[] groupOfRow, int newGroupCount) {
        groupCount = newGroupCount;
        groups = groupCount <= FEW_GROUPS ? groupOfRow : null;
        countedRows = -1;
    }

    /** Adds the number of rows of each group to {@code counts}. */
    void addTo(long[] counts, int rowCount, int[] groupOfRow) {
        if (groupOfRow != groups) {
            for (int i = 0; i < rowCount; i++) {
                counts[groupOfRow[i]]++;
            }
            return;
        }
        if (countedRows != rowCount) {
            count(rowCount, groupOfRow);
        }
        for (int group = 0; group < groupCount; group++) {
            counts[group] += rowsOfGroup[group];
        }
    }

    private void count(int rowCount, int[] groupOfRow) {
        countedRows = rowCount;
        int[] out = rowsOfGroup;
        if (groupCount == 1) {
            out[0] = rowCount;
            return;
        }
        Arrays.fill(out, 0);
        for (int i = 0; i < rowCount; i++) {
            out[groupOfRow[i]]++;
        }
    }
}
