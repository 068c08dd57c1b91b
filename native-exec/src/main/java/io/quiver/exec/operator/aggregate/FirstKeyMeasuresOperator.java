/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.Reduction;
import io.quiver.exec.operator.RowPrefix;
import io.quiver.exec.operator.UngroupedRows;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.aggregate.catalog.AggregateCatalog;
import io.quiver.exec.operator.aggregate.table.GroupTable;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Groups rows for what counts distinct values beside other measures: by keys of which the last are the values. What follows groups by all
 * keys again, and in the end puts the measures together by the first keys alone. So where the values make groups many, measures are kept by
 * the first keys: groups of all keys go out with the states that no row makes, and after them come the states of the groups of the first
 * keys, in rows that have the other keys of one of their rows each.
 *
 * <p>Rows of the beginning are grouped by all keys, measures and all, to see whether values make groups many. Where groups of the first
 * keys get many too, or memory is short, the rows to come are grouped so again.
 */
public final class FirstKeyMeasuresOperator implements Operator {
    /** So many rows are looked at: fewer than after which {@link Reduction} gives their groups up. */
    static final int LOOK_ROWS = Reduction.FIRST_LOOK_ROWS / 2;

    /** How many groups of all keys there are by then for each of the first keys, and at least, where measures are kept by these. */
    static final int MANY_EACH = 4;

    static final int MANY = LOOK_ROWS / 4;
    /** Groups of the first keys are many from here on. */
    static final int MAX_GROUPS = 1 << 14;

    /** What is done with the rows of the input. */
    private enum Stage {
        LOOKING,
        APART,
        /** Nothing: the states of the first keys go out. */
        STATES,
        TOGETHER,
        DONE
    }

    private final Operator input;
    private final List<Expression> keys;
    private final List<Measure> measures;
    private final boolean nullKeysLast;
    private final UngroupedRows ungrouped;
    private final ExpressionCompiler compiler;
    private final ExecutionContext context;
    private final OperatorMetrics metrics;
    private final TaskMemory.Account account;
    private final AggregateInput firstKeys;
    private final GroupTable seenKeys;
    private final AggregateInput computed;
    private final List<Measure> byFirstKeys = new ArrayList<>();
    private final List<Column> statesOfNoRow;

    private Stage stage;
    private AggregateOperator groups;
    private @Nullable Groups states;
    private int emittedStates;
    private @Nullable Batch held;
    private long seenRows;
    private boolean isDecided;
    private boolean inputEnded;

    /**
     * As {@link AggregateOperator}, of measures that make the same states of rows in any order and parts.
     *
     * @param firstKeyCount how many of the keys are not values: less than all
     */
    public FirstKeyMeasuresOperator(
            Operator input,
            List<Expression> keys,
            int firstKeyCount,
            List<Measure> measures,
            boolean nullKeysLast,
            UngroupedRows ungrouped,
            ExpressionCompiler compiler,
            ExecutionContext context,
            OperatorMetrics metrics) {
        this.input = input;
        this.keys = List.copyOf(keys);
        this.measures = List.copyOf(measures);
        this.nullKeysLast = nullKeysLast;
        this.ungrouped = ungrouped;
        this.compiler = compiler;
        this.context = context;
        this.metrics = metrics;
        List<Expression> first = keys.subList(0, firstKeyCount);
        this.firstKeys = new AggregateInput(first, List.of(), compiler);
        this.seenKeys = GroupTable.create(firstKeys.keyTypes());
        keys.subList(firstKeyCount, keys.size()).forEach(value -> byFirstKeys.add(anyOf(value)));
        byFirstKeys.addAll(measures);
        this.computed = new AggregateInput(first, byFirstKeys, compiler);
        this.statesOfNoRow = statesOfNoRow();
        this.account = context.memory().open("measures", TaskMemory.Spillable.NEVER);
        // whoever lets all rows pass wants none of them grouped to look at
        this.stage = ungrouped == UngroupedRows.ALL ? Stage.APART : Stage.LOOKING;
        this.groups = stage == Stage.APART ? groupsApart() : groupsTogether();
    }

    /** Whether it gives the same as an {@link AggregateOperator} to what merges by the first keys: else that is to run. */
    public static boolean suits(
            List<Expression> keys, int firstKeyCount, List<Measure> measures, UngroupedRows ungrouped) {
        return firstKeyCount < keys.size()
                && ungrouped != UngroupedRows.NONE
                && !measures.isEmpty()
                && keys.stream().noneMatch(key -> key.type().kind() == ColumnType.Kind.NULL)
                && measures.stream()
                        .allMatch(measure -> measure.phase() == Phase.INITIAL_TO_INTERMEDIATE
                                && AggregateCatalog.mergesInAnyOrder(measure));
    }

    private static Measure anyOf(Expression value) {
        Expression countsNulls = new Expression.Literal(false, ColumnType.BOOLEAN);
        return new Measure(
                "first",
                EvaluationMode.LEGACY,
                Phase.INITIAL_TO_RESULT,
                List.of(value, countsNulls),
                Optional.empty(),
                value.type(),
                List.of(value.type(), ColumnType.BOOLEAN),
                -1,
                -1,
                -1,
                false,
                -1);
    }

    private List<Column> statesOfNoRow() {
        int first = byFirstKeys.size() - measures.size();
        List<AggregateInput.Slots> slots = computed.slots().subList(first, byFirstKeys.size());
        try (Groups one = new Groups(List.of(), measures, slots, context)) {
            one.addGlobalGroup();
            return one.outputs(0, 1).stream().map(Column::flat).toList();
        }
    }

    private AggregateOperator groupsTogether() {
        return new AggregateOperator(
                new Rows(), keys, measures, false, nullKeysLast, ungrouped, compiler, context, metrics);
    }

    private AggregateOperator groupsApart() {
        states = new Groups(computed.keyTypes(), byFirstKeys, computed.slots(), context);
        return new AggregateOperator(
                new Rows(), keys, List.of(), false, nullKeysLast, ungrouped, compiler, context, metrics);
    }

    @Override
    public @Nullable Batch next() {
        while (stage != Stage.DONE) {
            Batch batch = stage == Stage.STATES ? nextStates() : groups.next();
            if (batch != null) {
                return stage == Stage.APART ? withStatesOfNoRow(batch) : batch;
            }
            stage = nextStage();
        }
        return null;
    }

    private Stage nextStage() {
        if (stage == Stage.APART) {
            return Stage.STATES;
        }
        if (inputEnded) {
            return Stage.DONE;
        }
        groups.close();
        if (stage == Stage.LOOKING) {
            groups = groupsApart();
            return Stage.APART;
        }
        groups = groupsTogether();
        return Stage.TOGETHER;
    }

    private Batch withStatesOfNoRow(Batch keyColumns) {
        List<Column> columns = new ArrayList<>(keyColumns.columns());
        statesOfNoRow.forEach(state -> columns.add(new ConstantColumn(state, keyColumns.rowCount())));
        return new Batch(columns, keyColumns.rowCount());
    }

    private @Nullable Batch nextStates() {
        Groups current = states;
        if (current == null || emittedStates == current.count()) {
            closeStates();
            return null;
        }
        Cancellation.check();
        long bytesPerGroup = Math.max(1, account.heldBytes() / current.count());
        int count = (int) Math.max(1, Math.min(Batch.TARGET_ROWS, ByteBound.MAX_BYTES / bytesPerGroup));
        int from = emittedStates;
        emittedStates = Math.min(current.count(), from + count);
        return current.output(from, emittedStates - from);
    }

    private void closeStates() {
        Groups current = states;
        if (current != null) {
            states = null;
            current.close();
            account.resize(0);
        }
    }

    /** The input's rows as far as the groups of this stage are to have them. */
    private final class Rows implements Operator {
        @Override
        public @Nullable Batch next() {
            Batch batch = held == null ? input.next() : held;
            held = null;
            if (batch == null) {
                inputEnded = true;
                return null;
            }
            if (endsBefore(batch)) {
                held = batch;
                return null;
            }
            return batch;
        }

        /** The input is closed by whoever made it. */
        @Override
        public void close() {}
    }

    private boolean endsBefore(Batch batch) {
        return switch (stage) {
            case LOOKING -> !isDecided && valuesMakeManyGroups(batch);
            case APART -> !keepStates(batch);
            case STATES, TOGETHER, DONE -> false;
        };
    }

    private boolean valuesMakeManyGroups(Batch batch) {
        if (seenRows >= LOOK_ROWS) {
            isDecided = true;
            return groups.groupCount() >= Math.max(MANY, (long) MANY_EACH * seenKeys.groupCount());
        }
        seenRows += batch.rowCount();
        // what fails here fails where the rows are grouped
        RowPrefix prefix = new RowPrefix(batch);
        Batch rows = firstKeys.evaluate(prefix);
        seenKeys.assign(rows, new int[Math.max(1, rows.rowCount())]);
        return false;
    }

    /** Takes the rows into the states of the first keys; false, and none is taken, where these have got too many or too large. */
    private boolean keepStates(Batch batch) {
        Groups current = states;
        if (current == null || current.count() > MAX_GROUPS) {
            return false;
        }
        RowPrefix prefix = new RowPrefix(batch);
        Batch rows = computed.evaluate(prefix);
        Throwable failure = prefix.failure();
        if (failure != null) {
            throw RowFailure.raise(failure);
        }
        if (!current.hasRoomFor(rows) || !account.resize(current.sizeBytesAfter(rows.rowCount(), rows))) {
            return false;
        }
        metrics.peakMemory(account.heldBytes());
        current.add(rows);
        return true;
    }

    @Override
    public void close() {
        try (Operator closedLast = input;
                TaskMemory.Account closedToo = account;
                Operator closedFirst = groups) {
            stage = Stage.DONE;
            held = null;
            closeStates();
        }
    }
}
