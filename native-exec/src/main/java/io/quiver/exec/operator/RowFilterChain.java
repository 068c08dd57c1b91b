/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Applies row filters one after the other, each to the rows that those before it wanted. From time to time it moves the
 * filters that rule out the most to the front. One thread.
 */
public final class RowFilterChain {
    private static final int BATCHES_PER_ORDER = 16;

    private final List<Link> links = new ArrayList<>();
    private int batches;
    private int[] selection = new int[Batch.TARGET_ROWS];

    /** A filter with the counts of rows it was asked about and rows it wanted. */
    public static final class Link {
        private final RowFilter filter;
        private long asked;
        private long wanted;

        private Link(RowFilter filter) {
            this.filter = filter;
        }

        public int[] columns() {
            return filter.columns();
        }

        /** As {@link RowFilter#select}. */
        public int select(Batch columns, int[] selection) {
            int count = filter.select(columns, selection);
            asked += columns.rowCount();
            wanted += count;
            return count;
        }

        private double wantedShare() {
            return asked == 0 ? 1 : (double) wanted / asked;
        }
    }

    public void add(RowFilter filter) {
        links.add(new Link(filter));
    }

    public boolean isEmpty() {
        return links.isEmpty();
    }

    public int size() {
        return links.size();
    }

    /** Returns the filters in the best order for the next batch. */
    public List<Link> forNextBatch() {
        batches++;
        // often at first: what a top-n has found elsewhere may rule out all
        if (links.size() > 1 && (batches % BATCHES_PER_ORDER == 0 || Integer.bitCount(batches) == 1)) {
            links.sort(Comparator.comparingDouble(Link::wantedShare));
        }
        return links;
    }

    /** Returns the wanted rows of a batch that has already been read. */
    public Batch filter(Batch batch) {
        Batch rows = batch;
        for (Link link : forNextBatch()) {
            if (rows.rowCount() == 0) {
                break;
            }
            if (selection.length < rows.rowCount()) {
                selection = new int[rows.rowCount()];
            }
            List<Column> columns = new ArrayList<>();
            for (int ordinal : link.columns()) {
                columns.add(rows.column(ordinal));
            }
            int count = link.select(new Batch(columns, rows.rowCount()), selection);
            rows = count == rows.rowCount() ? rows : rows.gather(selection, count);
        }
        return rows;
    }
}
