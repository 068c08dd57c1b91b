/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

/**
 * Decides whether grouping rows before an exchange reduces them enough. After some thousand rows it looks at the later half
 * of them. If nearly each row of that half has made a group, the table is given up and a multiple of these rows passes
 * without a table. Then a new table is filled, with twice as many rows before the next look, so that repeated keys are found
 * even if that takes millions of rows. A table that reduces is checked again each time it has taken as many rows again.
 */
public final class Reduction {
    public static final int FIRST_LOOK_ROWS = 1 << 16;

    /** Rows that pass for each row that was grouped without success. */
    public static final int PASSED_PER_GROUPED_ROW = 8;

    /** Grouping costs more than it saves the exchange and what follows where of ten rows nine make groups (decision 0031). */
    private static final double HARDLY_FEWER = 0.9;

    private final UngroupedRows allowed;
    private final double hardlyFewer;
    private long lookRows = FIRST_LOOK_ROWS;
    private long groupedRows;
    private long seenRows;
    private long seenGroups;
    private long passing;

    public Reduction(UngroupedRows allowed) {
        this(allowed, HARDLY_FEWER);
    }

    /** {@code hardlyFewer} is the share of rows that make groups from which on grouping does not pay. */
    public Reduction(UngroupedRows allowed, double hardlyFewer) {
        this.allowed = allowed;
        this.hardlyFewer = hardlyFewer;
        startTable();
    }

    /** Returns whether the next rows pass. */
    public boolean passes() {
        return allowed == UngroupedRows.ALL || passing > 0;
    }

    /** Records rows that have passed. */
    public void passed(int rowCount) {
        passing -= rowCount;
    }

    /** Records that a new table begins without groups. */
    public void startTable() {
        groupedRows = 0;
        seenRows = 0;
        seenGroups = 0;
    }

    /** Returns how many more rows the table takes before its number of groups is looked at; not positive if that is due. */
    public long rowsUntilLook() {
        long look = seenRows == 0 ? lookRows / 2 : lookRows;
        return allowed == UngroupedRows.NONE ? Long.MAX_VALUE : look - groupedRows;
    }

    /** Records rows that went into the table and its number of groups; returns whether to give up the table. */
    public boolean endsTable(int rowCount, int groupCount) {
        groupedRows += rowCount;
        if (allowed == UngroupedRows.NONE || groupedRows < lookRows / 2) {
            return false;
        }
        if (seenRows == 0) {
            see(groupCount);
            return false;
        }
        if (groupedRows < lookRows) {
            return false;
        }
        boolean isGivenUp = groupCount - seenGroups >= hardlyFewer * (groupedRows - seenRows);
        if (isGivenUp) {
            passing = PASSED_PER_GROUPED_ROW * groupedRows;
        }
        see(groupCount);
        lookRows *= 2;
        return isGivenUp;
    }

    private void see(int groupCount) {
        seenRows = groupedRows;
        seenGroups = groupCount;
    }
}
