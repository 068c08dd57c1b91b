/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the state of one aggregate function for all groups, in arrays indexed by group. Arguments are flat and have
 * {@code rowCount} rows. Row {@code i} belongs to group {@code groups[i]}, and rows are taken in order. One thread.
 */
public abstract class Accumulator implements AutoCloseable {
    private static final int MIN_CAPACITY = 16;

    private int capacity;

    /** Adds groups up to {@code groupCount}, in the initial state. */
    public void grow(int groupCount) {
        if (groupCount > capacity) {
            capacity = capacityFor(groupCount);
            resize(capacity);
        }
        groupsAre(groupCount);
    }

    /** Learns the number of groups before rows of new groups come. */
    void groupsAre(int groupCount) {}

    private int capacityFor(int groupCount) {
        return groupCount <= capacity
                ? capacity
                : Math.max(Math.max(MIN_CAPACITY, groupCount), (int) Math.min(2L * capacity, Integer.MAX_VALUE - 8));
    }

    /** Returns whether update may skip rows in which an argument is null. */
    public boolean skipsNullArguments() {
        return true;
    }

    /** Returns whether merge may skip rows in which the first state column is null. */
    public boolean skipsNullStates() {
        return true;
    }

    /**
     * Adds values.
     *
     * @throws io.quiver.exec.error.RowFailure where Spark raises an error at a row; the state must not be used afterwards
     */
    public abstract void update(Column[] arguments, int rowCount, int[] groups);

    /** Merges states; errors as in {@link #update}. */
    public abstract void merge(Column[] state, int rowCount, int[] groups);

    /** Merges states from {@link #state}, in any phase, into groups that may have a state. No group comes more than once. */
    public void absorb(Column[] state, int rowCount, int[] groups) {
        merge(state, rowCount, groups);
    }

    /** Like {@link #absorb}, but into groups that have had no rows: restores the state they gave away. */
    public void restore(Column[] state, int rowCount, int[] groups) {
        absorb(state, rowCount, groups);
    }

    /** Returns the state columns of groups {@code [from, from + count)}. */
    public abstract List<Column> state(int from, int count);

    /** Returns the result of groups {@code [from, from + count)}. */
    public abstract Column result(int from, int count);

    /** Returns the state columns of these groups, in this order. */
    public List<Column> state(int[] groups) {
        return inRuns(groups, this::state);
    }

    /** Returns the result of these groups, in this order. */
    public Column result(int[] groups) {
        return inRuns(groups, (from, count) -> List.of(result(from, count))).get(0);
    }

    /** Returns columns of groups {@code [from, from + count)}. */
    private interface ColumnsOfRun {
        List<Column> of(int from, int count);
    }

    /** Computes columns run by run, a run being groups with consecutive numbers. */
    private static List<Column> inRuns(int[] groups, ColumnsOfRun columns) {
        List<ColumnBuilder> builders = new ArrayList<>();
        int position = 0;
        while (position < groups.length) {
            int end = position + 1;
            while (end < groups.length && groups[end] == groups[end - 1] + 1) {
                end++;
            }
            List<Column> run = columns.of(groups[position], end - position);
            if (run.size() > builders.size()) {
                run.forEach(column -> builders.add(ColumnBuilder.create(column.type(), groups.length)));
            }
            for (int c = 0; c < run.size(); c++) {
                builders.get(c).appendPrefix(run.get(c), end - position);
            }
            position = end;
        }
        return builders.stream().map(ColumnBuilder::build).toList();
    }

    /** Resizes the arrays to hold {@code newCapacity} groups. */
    abstract void resize(int newCapacity);

    /** Returns the bytes that {@link #resize} takes per group. */
    abstract int bytesPerGroup();

    /** Estimates the bytes held with {@code groupCount} groups. */
    public long sizeBytesFor(int groupCount) {
        return (long) capacityFor(groupCount) * bytesPerGroup();
    }

    @Override
    public void close() {}
}
