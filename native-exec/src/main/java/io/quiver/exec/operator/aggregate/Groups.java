/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.operator.aggregate.accumulator.Accumulator;
import io.quiver.exec.operator.aggregate.accumulator.Accumulators;
import io.quiver.exec.operator.aggregate.accumulator.GroupHistogram;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.aggregate.table.GroupTable;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one pass over some rows, with the state of every measure. Takes the columns that {@link AggregateInput}
 * computes.
 */
final class Groups implements AutoCloseable {
    private final List<Measure> measures;
    private final List<AggregateInput.Slots> slots;
    private final int keyCount;
    private final GroupTable table;
    private final List<Accumulator> accumulators = new ArrayList<>();
    private final GroupHistogram histogram = new GroupHistogram();
    private int[] groups = new int[Batch.TARGET_ROWS];
    private int[] selection = new int[Batch.TARGET_ROWS];
    private int[] selectedGroups = new int[Batch.TARGET_ROWS];
    private int groupCount;

    Groups(
            List<ColumnType> keyTypes,
            List<Measure> measures,
            List<AggregateInput.Slots> slots,
            ExecutionContext context) {
        this(GroupTable.create(keyTypes), keyTypes.size(), measures, slots, context);
    }

    /** Groups by the first {@code keyCount} columns, using {@code table}. */
    Groups(
            GroupTable table,
            int keyCount,
            List<Measure> measures,
            List<AggregateInput.Slots> slots,
            ExecutionContext context) {
        this.measures = measures;
        this.slots = slots;
        this.keyCount = keyCount;
        this.table = table;
        try {
            Accumulators functions = new Accumulators(keyCount == 0, histogram, context);
            measures.forEach(measure -> accumulators.add(functions.create(measure)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    int count() {
        return groupCount;
    }

    /** Adds the one group of an aggregation without keys. */
    void addGlobalGroup() {
        grow(1);
    }

    private void grow(int newCount) {
        groupCount = Math.max(groupCount, newCount);
        for (Accumulator accumulator : accumulators) {
            accumulator.grow(groupCount);
        }
    }

    /** Returns whether arrays can also hold the groups of {@code batch}. */
    boolean hasRoomFor(Batch batch) {
        return table.hasRoomFor(batch);
    }

    /** Estimates the bytes held after the rows of {@code batch} have added {@code more} groups. */
    long sizeBytesAfter(int more, Batch batch) {
        long size = table.sizeBytesAfter(more, batch) + 12L * groups.length;
        for (Accumulator accumulator : accumulators) {
            size += accumulator.sizeBytesFor(groupCount + more);
        }
        return size;
    }

    /** Adds all rows. Throws the first error that Spark raises at a row. */
    void add(Batch batch) {
        reserveRows(batch.rowCount());
        table.assign(batch, groups);
        grow(table.groupCount());
        accumulate(batch, groups);
    }

    /**
     * Returns how many rows can be added until {@code more} new groups have come: all rows, or those up to the last new
     * group.
     */
    int rowsUntil(int more, Batch batch) {
        reserveRows(batch.rowCount());
        table.find(batch, groups);
        int unknown = 0;
        for (int i = 0; i < batch.rowCount(); i++) {
            unknown += groups[i] < 0 ? 1 : 0;
            if (unknown == more) {
                return i + 1;
            }
        }
        return batch.rowCount();
    }

    List<Column> keys(int from, int count) {
        return table.keys(from, count);
    }

    /** As {@link GroupTable#countWithin}. */
    int countWithin(long bytes, int from, int count) {
        return table.countWithin(bytes, from, count);
    }

    /**
     * Restores states of groups, at most one per group, before any row of these groups comes. The rows are those of
     * {@link #states}.
     */
    void restore(Batch states) {
        assign(states);
        forEachState(states, Accumulator::restore);
    }

    /** Merges states of groups, rows of {@link #states}, into the existing ones, if any. */
    void absorb(Batch states) {
        assign(states);
        forEachState(states, Accumulator::absorb);
    }

    private void assign(Batch states) {
        reserveRows(states.rowCount());
        table.assign(states, groups);
        grow(table.groupCount());
    }

    /** Restores the states of groups that exist and returns the other rows' numbers, or null if there are none. */
    int @Nullable [] restoreKnown(Batch states) {
        return takeKnown(states, known -> forEachState(known, Accumulator::restore));
    }

    /** Passes the states of one measure to its accumulator. */
    private interface StateTaker {
        void take(Accumulator accumulator, Column[] state, int rowCount, int[] groupOfRow);
    }

    private void forEachState(Batch states, StateTaker taker) {
        int column = keyCount;
        for (int m = 0; m < measures.size(); m++) {
            Column[] state = new Column[measures.get(m).stateTypes().size()];
            for (int s = 0; s < state.length; s++) {
                state[s] = states.column(column++).flat();
            }
            long[] wanted = accumulators.get(m).skipsNullStates() ? state[0].validity() : null;
            take(taker, accumulators.get(m), state, wanted, states.rowCount());
        }
    }

    private void take(
            StateTaker taker, Accumulator accumulator, Column[] state, long @Nullable [] wanted, int rowCount) {
        if (wanted == null) {
            taker.take(accumulator, state, rowCount, groups);
            return;
        }
        int count = Bitmap.toSelection(wanted, rowCount, selection);
        for (int i = 0; i < count; i++) {
            selectedGroups[i] = groups[selection[i]];
        }
        for (int s = 0; s < state.length; s++) {
            state[s] = state[s].gather(selection, count);
        }
        taker.take(accumulator, state, count, selectedGroups);
    }

    /** Adds the rows whose group exists and returns the other rows' numbers, ascending, or null if there are none. */
    int @Nullable [] addKnown(Batch batch) {
        return takeKnown(batch, known -> accumulate(known, groups));
    }

    private int @Nullable [] takeKnown(Batch batch, Consumer<Batch> taker) {
        int rowCount = batch.rowCount();
        reserveRows(rowCount);
        table.find(batch, groups);
        int knownCount = 0;
        int unknownCount = 0;
        int[] known = new int[rowCount];
        int[] unknown = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            if (groups[i] < 0) {
                unknown[unknownCount++] = i;
            } else {
                known[knownCount] = i;
                groups[knownCount++] = groups[i];
            }
        }
        if (knownCount > 0) {
            taker.accept(knownCount == rowCount ? batch : batch.gather(known, knownCount));
        }
        return unknownCount == 0 ? null : java.util.Arrays.copyOf(unknown, unknownCount);
    }

    private void reserveRows(int rowCount) {
        if (groups.length < rowCount) {
            groups = new int[rowCount];
            selection = new int[rowCount];
            selectedGroups = new int[rowCount];
        }
    }

    private void accumulate(Batch batch, int[] groupOfRow) {
        histogram.start(groupOfRow, groupCount);
        Batch rows = batch;
        Throwable failure = null;
        for (int m = 0; m < measures.size(); m++) {
            try {
                accumulate(m, rows, groupOfRow);
            } catch (RowFailure rowFailure) {
                failure = rowFailure.failure();
                rows = rows.prefix(rowFailure.row());
            }
        }
        if (failure != null) {
            throw RowFailure.raise(failure);
        }
    }

    private void accumulate(int m, Batch batch, int[] groupOfRow) {
        AggregateInput.Slots slot = slots.get(m);
        Accumulator accumulator = accumulators.get(m);
        boolean merges = measures.get(m).phase().readsState();
        Column[] arguments = new Column[slot.arguments().length];
        for (int a = 0; a < arguments.length; a++) {
            arguments[a] = batch.column(slot.arguments()[a]);
        }
        long[] wanted = wanted(slot, accumulator, merges, arguments, batch);
        if (wanted == null) {
            take(accumulator, merges, arguments, batch.rowCount(), groupOfRow);
            return;
        }
        int count = Bitmap.toSelection(wanted, batch.rowCount(), selection);
        if (count == 0) {
            return;
        }
        for (int i = 0; i < count; i++) {
            selectedGroups[i] = groupOfRow[selection[i]];
        }
        for (int a = 0; a < arguments.length; a++) {
            arguments[a] = arguments[a].gather(selection, count);
        }
        try {
            take(accumulator, merges, arguments, count, selectedGroups);
        } catch (RowFailure failure) {
            throw new RowFailure(selection[failure.row()], failure.computed(), failure.failure());
        }
    }

    /** Selects the rows that the accumulator has to see; null for all. */
    private static long @Nullable [] wanted(
            AggregateInput.Slots slot, Accumulator accumulator, boolean merges, Column[] arguments, Batch batch) {
        int rowCount = batch.rowCount();
        long[] wanted = slot.filter() < 0 ? null : ((BooleanColumn) batch.column(slot.filter())).trueRows();
        if (merges) {
            return accumulator.skipsNullStates() ? Bitmap.and(wanted, arguments[0].validity(), rowCount) : wanted;
        }
        if (accumulator.skipsNullArguments()) {
            for (Column argument : arguments) {
                wanted = Bitmap.and(wanted, argument.validity(), rowCount);
            }
        }
        return wanted;
    }

    private static void take(
            Accumulator accumulator, boolean merges, Column[] arguments, int rowCount, int[] groupOfRow) {
        if (merges) {
            accumulator.merge(arguments, rowCount, groupOfRow);
        } else {
            accumulator.update(arguments, rowCount, groupOfRow);
        }
    }

    /** Returns keys and state columns of the groups {@code [from, from + count)}, which may not be used afterwards. */
    Batch states(int from, int count) {
        List<Column> columns = new ArrayList<>(table.keys(from, count));
        accumulators.forEach(accumulator -> columns.addAll(accumulator.state(from, count)));
        return new Batch(columns, count);
    }

    /** Returns the outputs of these groups, in this order, without keys. */
    List<Column> outputs(int[] groups) {
        List<Column> columns = new ArrayList<>();
        for (int m = 0; m < measures.size(); m++) {
            if (measures.get(m).phase().writesState()) {
                columns.addAll(accumulators.get(m).state(groups));
            } else {
                columns.add(accumulators.get(m).result(groups));
            }
        }
        return columns;
    }

    /** Returns keys and outputs of the groups {@code [from, from + count)}. */
    Batch output(int from, int count) {
        List<Column> columns = new ArrayList<>(table.keys(from, count));
        columns.addAll(outputs(from, count));
        return new Batch(columns, count);
    }

    /** Returns the outputs of the groups {@code [from, from + count)} without keys. */
    List<Column> outputs(int from, int count) {
        List<Column> columns = new ArrayList<>();
        for (int m = 0; m < measures.size(); m++) {
            if (measures.get(m).phase().writesState()) {
                columns.addAll(accumulators.get(m).state(from, count));
            } else {
                columns.add(accumulators.get(m).result(from, count));
            }
        }
        return columns;
    }

    @Override
    public void close() {
        accumulators.forEach(Accumulator::close);
    }
}
