/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.kernel.join.CodeIndex;
import org.jspecify.annotations.Nullable;

/**
 * Lists the candidate pairs of one probe batch, probe rows in order, in slices of as many as fit. A probe row's list may end
 * in an entry without a build row ({@link CodeIndex#NONE}), which marks its end.
 */
final class MatchCursor {
    /** Which probe rows get an entry without a build row. */
    enum Ends {
        NONE,
        /** Rows without candidates. */
        UNMATCHED,
        /** All rows, after their candidates. */
        ALL
    }

    /** The list of the current probe row has not begun. */
    private static final int NOT_BEGUN = -2;

    private final Ends ends;
    private final int @Nullable [] next;
    private final int allRows;

    private int[] heads = new int[0];
    private int rowCount;
    private int row;
    private int candidate = NOT_BEGUN;

    private MatchCursor(Ends ends, int @Nullable [] next, int allRows) {
        this.ends = ends;
        this.next = next;
        this.allRows = allRows;
    }

    /** Candidates are the chains that begin at the heads. A null {@code next} means that each chain is one row. */
    static MatchCursor overChains(Ends ends, int @Nullable [] next) {
        return new MatchCursor(ends, next, 0);
    }

    /** Every build row is a candidate of every probe row. */
    static MatchCursor overAll(Ends ends, int buildRows) {
        return new MatchCursor(ends, null, buildRows);
    }

    /** Starts a probe batch. {@code heads} is not needed if every build row is a candidate. */
    void start(int[] heads, int rowCount) {
        this.heads = heads;
        this.rowCount = rowCount;
        row = 0;
        candidate = NOT_BEGUN;
    }

    boolean isExhausted() {
        return row >= rowCount;
    }

    /** Skips the remaining candidates of the current row, but not its end entry. */
    void skipCandidates() {
        if (candidate >= 0) {
            candidate = CodeIndex.NONE;
        }
    }

    /** Skips all remaining entries. */
    void stop() {
        row = rowCount;
    }

    /** Writes the next entries and returns their number; 0 if there are no more. */
    int fill(int[] probeRows, int[] buildRows) {
        if (allRows > 0) {
            return fillAll(probeRows, buildRows);
        }
        if (next == null && ends == Ends.NONE) {
            return fillUnique(probeRows, buildRows);
        }
        return next == null && ends == Ends.UNMATCHED
                ? fillOuter(probeRows, buildRows)
                : fillChains(probeRows, buildRows);
    }

    /** Each row has at most one candidate, so entries are compacted without a branch. */
    private int fillUnique(int[] probeRows, int[] buildRows) {
        int count = 0;
        while (count == 0 && row < rowCount) {
            int to = Math.min(rowCount, row + probeRows.length);
            count = compact(heads, row, to, probeRows, buildRows);
            row = to;
        }
        return count;
    }

    private static int compact(int[] heads, int from, int to, int[] probeRows, int[] buildRows) {
        int count = 0;
        for (int i = from; i < to; i++) {
            int head = heads[i];
            probeRows[count] = i;
            buildRows[count] = head;
            count += ~head >>> 31;
        }
        return count;
    }

    private int fillOuter(int[] probeRows, int[] buildRows) {
        int count = Math.min(rowCount - row, probeRows.length);
        System.arraycopy(heads, row, buildRows, 0, count);
        for (int i = 0; i < count; i++) {
            probeRows[i] = row + i;
        }
        row += count;
        return count;
    }

    private int fillChains(int[] probeRows, int[] buildRows) {
        int capacity = probeRows.length;
        int count = 0;
        int i = row;
        int build = candidate;
        int[] chain = next;
        while (i < rowCount && count < capacity) {
            boolean fresh = build == NOT_BEGUN;
            if (fresh) {
                build = heads[i];
            }
            boolean ending = ends == Ends.ALL || (ends == Ends.UNMATCHED && fresh && build < 0);
            while (build >= 0 && count < capacity) {
                probeRows[count] = i;
                buildRows[count++] = build;
                build = chain == null ? CodeIndex.NONE : chain[build];
            }
            if (build >= 0 || (ending && count == capacity)) {
                break;
            }
            if (ending) {
                probeRows[count] = i;
                buildRows[count++] = CodeIndex.NONE;
            }
            i++;
            build = NOT_BEGUN;
        }
        row = i;
        candidate = build;
        return count;
    }

    private int fillAll(int[] probeRows, int[] buildRows) {
        int capacity = probeRows.length;
        int count = 0;
        while (row < rowCount && count < capacity) {
            int build = candidate == NOT_BEGUN ? 0 : candidate;
            int taken = build < 0 ? 0 : Math.min(allRows - build, capacity - count);
            for (int k = 0; k < taken; k++) {
                probeRows[count + k] = row;
                buildRows[count + k] = build + k;
            }
            count += taken;
            boolean done = build < 0 || build + taken == allRows;
            candidate = done ? CodeIndex.NONE : build + taken;
            if (!done || (ends == Ends.ALL && count == capacity)) {
                break;
            }
            if (ends == Ends.ALL) {
                probeRows[count] = row;
                buildRows[count++] = CodeIndex.NONE;
            }
            row++;
            candidate = NOT_BEGUN;
        }
        return count;
    }
}
