/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.sort;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.kernel.RunStarts;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import java.util.Arrays;
import java.util.List;

/**
 * Picks the first rows of each group of sorted rows by the keys alone, so that other columns are gathered for picked rows only.
 * Source: Spark 4.1.3 {@code RankLike}.
 */
public final class RankLimit {
    private static final int ROWS_AT_ONCE = 4096;

    /** The function that ranks the rows of a group. */
    public enum Rank {
        ROW_NUMBER,
        RANK,
        DENSE_RANK
    }

    private final List<Column> groupKeys;
    private final List<Column> orderKeys;
    private final Rank rank;
    private final int limit;
    private int rowNumber;
    private int place;

    private RankLimit(List<Column> groupKeys, List<Column> orderKeys, Rank rank, int limit) {
        this.groupKeys = groupKeys;
        this.orderKeys = rank == Rank.ROW_NUMBER ? List.of() : orderKeys;
        this.rank = rank;
        this.limit = limit;
    }

    /**
     * Returns the row numbers of {@code rows} whose rank is at most {@code limit}, in their order.
     *
     * @param groupKeys flat columns; rows with equal ones follow each other in {@code rows}
     * @param orderKeys flat columns by which the rows of a group are sorted
     */
    public static int[] within(List<Column> groupKeys, List<Column> orderKeys, Rank rank, int limit, int[] rows) {
        return new RankLimit(groupKeys, orderKeys, rank, limit).within(rows);
    }

    private int[] within(int[] rows) {
        int[] picked = new int[rows.length];
        int count = 0;
        for (int from = 0; from < rows.length; from += ROWS_AT_ONCE) {
            Cancellation.check();
            count = pick(rows, from, Math.min(rows.length, from + ROWS_AT_ONCE), picked, count);
        }
        return count == rows.length ? rows : Arrays.copyOf(picked, count);
    }

    /** Looks at the rows {@code [from, to)} and returns how many are picked with those. */
    private int pick(int[] rows, int from, int to, int[] picked, int before) {
        int first = Math.max(0, from - 1); // the row before shows whether these begin a group
        int[] looked = Arrays.copyOfRange(rows, first, to);
        long[] groups = starts(groupKeys, looked);
        long[] peers = starts(orderKeys, looked);
        if (from == 0) {
            Bitmap.set(groups, 0);
        }
        int count = before;
        for (int i = from - first; i < looked.length; i++) {
            boolean startsGroup = Bitmap.get(groups, i);
            advance(startsGroup, startsGroup || Bitmap.get(peers, i));
            picked[count] = looked[i];
            count += place <= limit ? 1 : 0;
        }
        return count;
    }

    private static long[] starts(List<Column> keys, int[] rows) {
        long[] starts = Bitmap.zeros(rows.length);
        for (int k = 0; k < keys.size(); k++) {
            RunStarts.mark(keys.get(k).gather(rows, rows.length), rows.length, starts);
        }
        return starts;
    }

    private void advance(boolean startsGroup, boolean startsPeers) {
        if (startsGroup) {
            rowNumber = 0;
            place = 0;
        }
        rowNumber++;
        switch (rank) {
            case ROW_NUMBER -> place = rowNumber;
            case RANK -> place = startsPeers ? rowNumber : place;
            case DENSE_RANK -> place += startsPeers ? 1 : 0;
        }
    }
}
