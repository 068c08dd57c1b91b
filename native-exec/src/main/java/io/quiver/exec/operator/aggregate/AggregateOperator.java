/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.FilterableSource;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.ParkedOutput;
import io.quiver.exec.operator.Reduction;
import io.quiver.exec.operator.RowFilter;
import io.quiver.exec.operator.RowPrefix;
import io.quiver.exec.operator.UngroupedRows;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.aggregate.catalog.AggregateCatalog;
import io.quiver.exec.operator.aggregate.table.EachRowTable;
import io.quiver.exec.operator.aggregate.table.GroupTable;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Groups rows by keys and computes measures. Groups come out in the order of their first appearance as long as memory
 * suffices.
 *
 * <p>When the memory account refuses more and every measure turns values into state, a later aggregation merges states of
 * equal keys. So the groups so far go out and a new pass starts. Otherwise the groups so far stay and go on taking their
 * rows. Rows of other groups go to spill files by the hash of their keys and are aggregated afterwards, file by file, in the
 * same way. A group's rows thus meet in order in one place, so sums of doubles and first values are the same as without
 * spilling.
 *
 * <p>If a later aggregation merges groups, rows may pass as groups of their own: see {@link UngroupedRows}.
 *
 * <p>When another operator of the task needs memory, groups whose output has begun write the rest of it to disk. Groups that
 * still take rows do the same if a later aggregation merges them. Otherwise their states go to the files ahead of their later
 * rows, which all follow them there.
 */
public final class AggregateOperator implements Operator, FilterableSource {
    /** Less than this stays in memory when others ask; spilling it would not help them. */
    private static final long MIN_BYTES_TO_SPILL = 1L << 18;

    private final Operator input;
    private final AggregateInput computed;
    private final List<Measure> measures;
    private final boolean keyless;
    private final boolean nullKeysLast;
    private final boolean mayRestart;
    private final Reduction reduction;
    private final GroupFilters filters;
    private final ExecutionContext context;
    private final OperatorMetrics metrics;
    private final TaskMemory.Account account;
    private final SpilledGroups spilled;
    private final ParkedOutput parked;

    private boolean globalRowDue;
    private boolean inputEnded;
    /** The part that is read in place of the input once the input has ended. */
    private SpilledGroups.@Nullable Part source;
    /** The batch that found no memory and starts the next pass. */
    private @Nullable Batch held;

    private @Nullable PassGroups groups;
    /** The number of groups already put out, in an array of one. */
    private final int[] emitted = new int[1];
    /** Whether the groups take no new groups in this pass. */
    private boolean full;

    private boolean finished;
    /** Whether the groups are not in use, so that they may be spilled for others. */
    private boolean atRest;

    private boolean pulling;

    public AggregateOperator(
            Operator input,
            List<Expression> keys,
            List<Measure> measures,
            boolean globalRow,
            boolean nullKeysLast,
            UngroupedRows ungrouped,
            ExpressionCompiler compiler,
            ExecutionContext context,
            OperatorMetrics metrics) {
        this.input = input;
        this.computed = new AggregateInput(keys, measures, compiler);
        this.measures = List.copyOf(measures);
        this.keyless = keys.isEmpty();
        this.nullKeysLast = nullKeysLast;
        this.globalRowDue = keyless && globalRow;
        this.mayRestart = (!measures.isEmpty() || ungrouped != UngroupedRows.NONE)
                && measures.stream().allMatch(measure -> measure.phase() == Phase.INITIAL_TO_INTERMEDIATE);
        boolean mayPass = mayRestart && !keyless && measures.stream().allMatch(AggregateCatalog::mergesInAnyParts);
        this.reduction = new Reduction(mayPass ? ungrouped : UngroupedRows.NONE);
        this.filters = new GroupFilters(computed.keyTypes(), metrics);
        this.context = context;
        this.metrics = metrics;
        newGroups().close(); // a plan that names what there is not fails here
        this.account = context.memory().open("aggregate", askerBytes -> spillForOthers());
        this.spilled = new SpilledGroups(account, computed, measures, metrics);
        List<ColumnType> outputTypes = new ArrayList<>(computed.keyTypes());
        measures.forEach(measure -> outputTypes.addAll(measure.outputTypes()));
        this.parked = new ParkedOutput(account, outputTypes, metrics);
    }

    private Groups newGroups() {
        return new Groups(computed.keyTypes(), measures, computed.slots(), context);
    }

    /**
     * Leaves out groups before their keys are made. Call it before the first {@link #next}, on an aggregation that outputs
     * results.
     *
     * @param filter reads columns of measures only
     */
    @Override
    public void filterWith(RowFilter filter) {
        filters.add(filter);
    }

    @Override
    public @Nullable Batch next() {
        atRest = false;
        Batch batch = advance();
        atRest = true;
        return batch;
    }

    private @Nullable Batch advance() {
        while (!finished) {
            Batch waiting = parked.read();
            if (waiting != null) {
                return waiting;
            }
            PassGroups current = groups;
            Batch batch = current == null ? null : output(current, emitted);
            if (batch != null) {
                return batch;
            }
            closeGroups();
            if (held == null && reduction.passes()) {
                Batch passed = passRows();
                if (passed != null) {
                    return passed;
                }
            }
            finished = !openPass();
        }
        return null;
    }

    /** How many groups the rows of this pass have made so far. */
    int groupCount() {
        return groups == null ? 0 : groups.count();
    }

    /** Returns the next rows as groups of their own, or null if none are left. */
    private @Nullable Batch passRows() {
        Batch rows = nextComputed();
        while (rows != null && rows.rowCount() == 0) {
            rows = nextComputed();
        }
        if (rows == null) {
            return null;
        }
        reduction.passed(rows.rowCount());
        GroupTable table = new EachRowTable(rows, computed.keyTypes().size());
        try (Groups each = new Groups(table, computed.keyTypes().size(), measures, computed.slots(), context)) {
            each.add(rows);
            return each.output(0, rows.rowCount());
        }
    }

    /**
     * Returns the output of the groups from {@code next[0]} on and advances {@code next[0]} past them; null after the last
     * group.
     */
    private @Nullable Batch output(PassGroups groups, int[] next) {
        while (next[0] < groups.count()) {
            Cancellation.check();
            int from = next[0];
            int count = groupsAtOnce(groups, from);
            next[0] += count;
            Batch batch = output(groups, from, count);
            if (batch.rowCount() > 0) {
                return batch;
            }
        }
        return null;
    }

    private Batch output(PassGroups groups, int from, int count) {
        boolean ordersNulls = nullKeysLast && count == groups.count();
        if (!filters.isEmpty() && !ordersNulls && !groups.isSorted()) {
            return filters.output(groups, from, count);
        }
        Batch batch = groups.output(from, count);
        return filters.filter(ordersNulls ? withNullKeysLast(batch) : batch);
    }

    /**
     * Returns the groups in Spark's order if one batch holds them all. With more groups, Spark's first hash map fills up and
     * groups without nulls come late, too.
     */
    private Batch withNullKeysLast(Batch batch) {
        int count = batch.rowCount();
        long @Nullable [] complete = null;
        for (int key = 0; key < computed.keyTypes().size(); key++) {
            complete = Bitmap.and(complete, batch.column(key).flat().validity(), count);
        }
        if (complete == null || Bitmap.all(complete, count)) {
            return batch;
        }
        int[] rows = new int[count];
        int[] withNulls = new int[count];
        int completeCount = Bitmap.toSelection(complete, count, rows);
        int others = Bitmap.toSelection(Bitmap.not(complete, count), count, withNulls);
        System.arraycopy(withNulls, 0, rows, completeCount, others);
        return batch.gather(rows, count);
    }

    /** Returns how many groups from {@code from} on make a batch: fewer if each holds much. */
    private int groupsAtOnce(PassGroups groups, int from) {
        long bytesPerGroup = account.heldBytes() / Math.max(1, groups.count());
        long count = Math.max(1, Math.min(Batch.TARGET_ROWS, ByteBound.MAX_BYTES / Math.max(1, bytesPerGroup)));
        return groups.countWithin(ByteBound.MAX_BYTES, from, (int) Math.min(count, groups.count() - from));
    }

    /** Fills new groups from the remaining rows; false if there are none. */
    private boolean openPass() {
        if (held == null && inputEnded && source == null) {
            source = spilled.next();
            if (source == null) {
                return false;
            }
        }
        startGroups();
        full = false;
        if (source != null) {
            restoreStates(source);
        }
        fill();
        if (globalRowDue) {
            globalRowDue = false;
            current().addGlobalGroup();
        }
        return true;
    }

    private void startGroups() {
        int sortedAfter =
                source != null || measures.isEmpty() ? -1 : measures.get(0).sortedAfter();
        groups = new PassGroups(this::newGroups, keyless ? -1 : sortedAfter, new RestRows(computed.keyTypes()));
        reduction.startTable();
        emitted[0] = 0;
    }

    private PassGroups current() {
        return Objects.requireNonNull(groups);
    }

    private int nextLevel() {
        return source == null ? 0 : source.level() + 1;
    }

    private void restoreStates(SpilledGroups.Part part) {
        PassGroups current = current();
        BlockFile file = part.states();
        for (Batch states = read(file); states != null; states = read(file)) {
            full = full || !reserve(current, states);
            if (!full) {
                current.restore(states);
                continue;
            }
            int[] others = current.restoreKnown(states);
            if (others != null) {
                spilled.writeStates(states.gather(others, others.length), nextLevel());
            }
        }
    }

    private static @Nullable Batch read(@Nullable BlockFile file) {
        return file == null ? null : file.read();
    }

    private void fill() {
        for (Batch batch = nextComputed(); batch != null; batch = nextComputed()) {
            PassGroups current = current();
            full = full || !reserve(current, batch);
            if (!full) {
                current.add(batch);
                if (reduction.endsTable(batch.rowCount(), current.count())) {
                    current.settle();
                    return;
                }
                continue;
            }
            current.settle();
            if (mayRestart) {
                held = batch;
                return;
            }
            int[] others = current.addKnown(batch);
            if (others != null) {
                spilled.writeRows(batch.gather(others, others.length), nextLevel());
            }
        }
        current().settle();
        spilled.endPass();
        closeSource();
    }

    /** Reserves memory for a batch. The first batch of a pass always goes in, so that every pass makes progress. */
    private boolean reserve(PassGroups current, Batch batch) {
        boolean granted = current.hasRoomFor(batch) && account.resize(current.sizeBytesAfter(batch.rowCount(), batch));
        metrics.peakMemory(account.heldBytes());
        return granted || keyless || current.count() == 0;
    }

    private @Nullable Batch nextComputed() {
        Batch first = held;
        if (first != null) {
            held = null;
            return first;
        }
        if (source != null) {
            return read(source.rows());
        }
        return inputEnded ? null : nextFromInput();
    }

    private @Nullable Batch nextFromInput() {
        Batch batch = pull();
        if (batch == null) {
            inputEnded = true;
            return null;
        }
        RowPrefix prefix = new RowPrefix(batch);
        Batch rows = computed.evaluate(prefix);
        Throwable failure = prefix.failure();
        if (failure != null) {
            // an aggregate may still fail at an earlier row
            if (groups != null && rows.rowCount() > 0) {
                groups.add(rows);
            }
            throw RowFailure.raise(failure);
        }
        return rows;
    }

    private @Nullable Batch pull() {
        atRest = true;
        pulling = true;
        try {
            return input.next();
        } finally {
            pulling = false;
            atRest = false;
        }
    }

    private long spillForOthers() {
        long held = account.heldBytes();
        PassGroups current = groups;
        if (!atRest || current == null || keyless || current.isSplit() || held < MIN_BYTES_TO_SPILL) {
            return 0;
        }
        if (pulling && !mayRestart) {
            spillStates(current);
        } else if (!park(current)) {
            return 0;
        }
        closeGroups();
        if (pulling) {
            startGroups();
        }
        return held;
    }

    private void spillStates(PassGroups current) {
        int count;
        for (int group = 0; group < current.count(); group += count) {
            count = groupsAtOnce(current, group);
            spilled.writeStates(current.states(group, count), nextLevel());
        }
        full = true;
    }

    /**
     * Moves the remaining output of the groups to disk. If computing it fails, nothing moves and the failure comes in its
     * turn.
     */
    private boolean park(PassGroups current) {
        int[] next = emitted.clone();
        try {
            parked.write(() -> output(current, next));
            return true;
        } catch (ExecutionException spillFailed) {
            throw spillFailed;
        } catch (RuntimeException notNow) {
            Cancellation.check();
            return false;
        }
    }

    private void closeGroups() {
        PassGroups current = groups;
        if (current != null) {
            groups = null;
            current.close();
            account.resize(0);
        }
    }

    private void closeSource() {
        if (source != null) {
            source.close();
            source = null;
        }
    }

    @Override
    public void close() {
        atRest = false;
        try (Operator closedLast = input;
                TaskMemory.Account closedToo = account;
                SpilledGroups closedSecond = spilled;
                ParkedOutput closedFirst = parked) {
            finished = true;
            closeGroups();
            closeSource();
        }
    }
}
