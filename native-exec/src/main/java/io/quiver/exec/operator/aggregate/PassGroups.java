/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.kernel.sort.RowSorter;
import io.quiver.exec.kernel.sort.SortColumn;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one pass, built the way Spark's object hash aggregation builds them. Once there are as many groups as its
 * threshold, further rows make new states. At the end the earlier states are merged into these, and groups come out in the
 * order of their keys. Source: ObjectAggregationIterator, SortBasedAggregator of Spark 4.1.3.
 */
final class PassGroups implements AutoCloseable {
    /** If fewer than one in this many groups is wanted, its keys are made one by one. */
    private static final int FEW = 16;

    private final Supplier<Groups> maker;
    private final int sortedAfter;
    private final RestRows rest;
    private Groups current;
    /** The groups at the time the threshold was met. */
    private @Nullable Groups before;

    private long beforeBytes;
    /** The output order of the groups, if it differs from the order of their first rows. */
    private int @Nullable [] order;

    /** The keys of all groups if there is an order. */
    private List<Column> keys = List.of();

    /** {@code sortedAfter} is Spark's threshold; negative if it has none. */
    PassGroups(Supplier<Groups> maker, int sortedAfter, RestRows rest) {
        this.maker = maker;
        this.sortedAfter = sortedAfter < 0 ? Integer.MAX_VALUE : Math.max(1, sortedAfter);
        this.rest = rest;
        this.current = maker.get();
    }

    int count() {
        return current.count();
    }

    void addGlobalGroup() {
        current.addGlobalGroup();
    }

    /** Returns whether new rows go into other states than earlier rows. */
    boolean isSplit() {
        return before != null;
    }

    boolean hasRoomFor(Batch batch) {
        return current.hasRoomFor(batch);
    }

    long sizeBytesAfter(int more, Batch batch) {
        long size = current.sizeBytesAfter(more, batch) + beforeBytes;
        return before == null ? size : size + rest.sizeBytesAfter(batch);
    }

    /** As {@link Groups#add}. */
    void add(Batch batch) {
        Batch rows = batch;
        while (before == null && current.count() + rows.rowCount() > sortedAfter) {
            if (current.count() >= sortedAfter) {
                split(rows);
                break;
            }
            int taken = current.rowsUntil(sortedAfter - current.count(), rows);
            current.add(rows.prefix(taken));
            if (taken == rows.rowCount()) {
                return;
            }
            rows = rows.slice(taken, rows.rowCount());
        }
        if (before == null || !rest.hold(rows)) {
            current.add(rows);
        }
    }

    private void split(Batch rows) {
        before = current;
        beforeBytes = current.sizeBytesAfter(0, rows.prefix(0));
        current = maker.get();
    }

    /** Merges the two parts. Afterwards no rows come, or all of them go into the existing groups. */
    void settle() {
        Groups first = before;
        if (first == null) {
            return;
        }
        rest.forEach(current::add);
        before = null;
        beforeBytes = 0;
        try (first) {
            for (int group = 0; group < first.count(); group += Batch.TARGET_ROWS) {
                current.absorb(first.states(group, Math.min(Batch.TARGET_ROWS, first.count() - group)));
            }
        }
        keys = current.keys(0, current.count());
        order = inOrderOfKeys();
    }

    private int[] inOrderOfKeys() {
        List<SortColumn> columns = new ArrayList<>();
        for (Column key : keys) {
            columns.add(new SortColumn(key.flat(), true, true));
        }
        return RowSorter.sort(columns, current.count());
    }

    void restore(Batch states) {
        current.restore(states);
    }

    int @Nullable [] restoreKnown(Batch states) {
        return current.restoreKnown(states);
    }

    /** As {@link Groups#addKnown}, after {@link #settle}. */
    int @Nullable [] addKnown(Batch batch) {
        return current.addKnown(batch);
    }

    /** Returns how many of the {@code count} groups from {@code from} on come out together. */
    int countWithin(long bytes, int from, int count) {
        return order == null ? current.countWithin(bytes, from, count) : count;
    }

    Batch states(int from, int count) {
        return current.states(from, count);
    }

    /** Returns the output of the groups {@code [from, from + count)} in output order. */
    Batch output(int from, int count) {
        int[] groups = order;
        if (groups == null || groups.length < from + count) {
            return current.output(from, count);
        }
        int[] wanted = Arrays.copyOfRange(groups, from, from + count);
        List<Column> columns = new ArrayList<>();
        for (Column key : keys) {
            columns.add(key.gather(wanted, count));
        }
        columns.addAll(current.outputs(wanted));
        return new Batch(columns, count);
    }

    /** Returns whether groups come out in the order of their keys. Their keys exist by then. */
    boolean isSorted() {
        return order != null;
    }

    /** Returns the columns of {@link #output} without the keys; only for unsorted groups. */
    List<Column> outputs(int from, int count) {
        return current.outputs(from, count);
    }

    /**
     * Returns the keys of the groups {@code from + wanted[0..wantedCount)}, all below {@code from + count}; only for unsorted
     * groups.
     */
    List<Column> keys(int from, int count, int[] wanted, int wantedCount) {
        if (wantedCount == count) {
            return current.keys(from, count);
        }
        List<Column> columns = new ArrayList<>();
        if (wantedCount > count / FEW) {
            current.keys(from, count).forEach(key -> columns.add(key.gather(wanted, wantedCount)));
            return columns;
        }
        List<ColumnBuilder> builders = new ArrayList<>();
        current.keys(from, 0).forEach(key -> builders.add(ColumnBuilder.create(key.type(), wantedCount)));
        for (int i = 0; i < wantedCount; i++) {
            List<Column> group = current.keys(from + wanted[i], 1);
            for (int k = 0; k < group.size(); k++) {
                builders.get(k).append(group.get(k), 0);
            }
        }
        builders.forEach(builder -> columns.add(builder.build()));
        return columns;
    }

    @Override
    public void close() {
        try (Groups closedToo = before;
                Groups closed = current) {
            rest.clear();
        }
    }
}
