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
 * The state of one aggregate function for all groups, in arrays indexed by group. Arguments are flat and of {@code
 * rowCount} rows; row {@code i} belongs to group {@code groups[i]}, and rows are taken in order. One thread.
 */
public abstract class Accumulator implements AutoCloseable {
    private static final int MIN_CAPACITY = 16;

    private int capacity;

    /** Makes sure that groups up to {@code groupCount} exist, new ones in the initial state. */
    public void grow(int groupCount) {
        if (groupCount > capacity) {
            capacity = capacityFor(groupCount);
            resize(capacity);
        }
        groupsAre(groupCount);
    }

    /** Told how many groups there are, before rows of new ones come. */
    void groupsAre(int groupCount) {}

    private int capacityFor(int groupCount) {
        return groupCount <= capacity
                ? capacity
                : Math.max(Math.max(MIN_CAPACITY, groupCount), (int) Math.min(2L * capacity, Integer.MAX_VALUE - 8));
    }

    /** Whether update may be spared the rows in which an argument is null. */
    public boolean skipsNullArguments() {
        return true;
    }

    /** Whether merge may be spared the rows in which the first state column is null. */
    public boolean skipsNullStates() {
        return true;
    }

    /**
     * Takes values.
     *
     * @throws io.quiver.exec.error.RowFailure where Spark raises an error at a row; the state is then of no use
     */
    public abstract void update(Column[] arguments, int rowCount, int[] groups);

    /** Takes states; as {@link #update}. */
    public abstract void merge(Column[] state, int rowCount, int[] groups);

    /** Takes states that {@link #state} gave, in any phase, into groups that may have a state; no group more than once. */
    public void absorb(Column[] state, int rowCount, int[] groups) {
        merge(state, rowCount, groups);
    }

    /** As {@link #absorb}, into groups that have had no row: they are as they were when they gave their states. */
    public void restore(Column[] state, int rowCount, int[] groups) {
        absorb(state, rowCount, groups);
    }

    /** The state columns of groups {@code [from, from + count)}. */
    public abstract List<Column> state(int from, int count);

    /** The result of groups {@code [from, from + count)}. */
    public abstract Column result(int from, int count);

    /** The state columns of these groups, in this order. */
    public List<Column> state(int[] groups) {
        return inRuns(groups, this::state);
    }

    /** The result of these groups, in this order. */
    public Column result(int[] groups) {
        return inRuns(groups, (from, count) -> List.of(result(from, count))).get(0);
    }

    /** Gives columns of groups {@code [from, from + count)}. */
    private interface ColumnsOfRun {
        List<Column> of(int from, int count);
    }

    /** Groups that follow each other are asked for at once. */
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

    /** Arrays with room for {@code newCapacity} groups. */
    abstract void resize(int newCapacity);

    /** What {@link #resize} takes for each group. */
    abstract int bytesPerGroup();

    /** About how many bytes are held once there are {@code groupCount} groups. */
    public long sizeBytesFor(int groupCount) {
        return (long) capacityFor(groupCount) * bytesPerGroup();
    }

    @Override
    public void close() {}
}
