/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.ExecutionContext;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.RowPrefix;
import io.quiver.exec.vector.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups rows by keys and computes measures. Groups come out in the order of their first appearance as long as memory
 * suffices.
 *
 * <p>When the memory account refuses more: where every measure turns values into state, whatever follows merges states of
 * equal keys, so the groups so far go out and a new pass starts. Else the groups so far stay and go on taking their rows,
 * and the rows of other groups go to spill files by the hash of their keys, to be aggregated after these, file by file, in
 * the same way. A group's rows thus meet in their order in one place, so that sums of doubles and first values are as
 * without spilling.
 */
public final class AggregateOperator implements Operator {
    private final Operator input;
    private final AggregateInput computed;
    private final List<Measure> measures;
    private final boolean keyless;
    private final boolean mayRestart;
    private final ExecutionContext context;
    private final OperatorMetrics metrics;
    private final TaskMemory.Account account;
    private final SpilledGroups spilled;

    private boolean globalRowDue;
    private boolean inputEnded;
    private @Nullable BlockFile source;
    private int sourceLevel = -1;
    /** The batch that found no memory and starts the next pass. */
    private @Nullable Batch held;

    private @Nullable Groups groups;
    private int emitted;
    private boolean finished;

    public AggregateOperator(
            Operator input,
            List<Expression> keys,
            List<Measure> measures,
            boolean globalRow,
            ExpressionCompiler compiler,
            ExecutionContext context,
            OperatorMetrics metrics) {
        this.input = input;
        this.computed = new AggregateInput(keys, measures, compiler);
        this.measures = List.copyOf(measures);
        this.keyless = keys.isEmpty();
        this.globalRowDue = keyless && globalRow;
        this.mayRestart = !measures.isEmpty()
                && measures.stream().allMatch(measure -> measure.phase() == Phase.INITIAL_TO_INTERMEDIATE);
        this.context = context;
        this.metrics = metrics;
        newGroups().close(); // a plan that names what there is not fails here
        this.account = context.memory().open("aggregate", TaskMemory.Spillable.NEVER);
        this.spilled = new SpilledGroups(account, computed, metrics);
    }

    private Groups newGroups() {
        return new Groups(computed.keyTypes(), measures, computed.slots(), context);
    }

    @Override
    public @Nullable Batch next() {
        while (!finished) {
            Groups current = groups;
            if (current != null && emitted < current.count()) {
                int count = Math.min(Batch.TARGET_ROWS, current.count() - emitted);
                Batch batch = current.output(emitted, count);
                emitted += count;
                return batch;
            }
            closeGroups();
            finished = !openPass();
        }
        return null;
    }

    /** Fills new groups from what is left; false where nothing is. */
    private boolean openPass() {
        if (held == null && inputEnded && source == null) {
            source = spilled.nextFile();
            if (source == null) {
                return false;
            }
            sourceLevel = spilled.level();
        }
        Groups current = newGroups();
        groups = current;
        emitted = 0;
        fill(current);
        if (globalRowDue) {
            globalRowDue = false;
            current.addGlobalGroup();
        }
        return true;
    }

    private void fill(Groups current) {
        boolean full = false;
        for (Batch batch = nextComputed(); batch != null; batch = nextComputed()) {
            full = full || !reserve(current, batch);
            if (!full) {
                current.add(batch);
            } else if (mayRestart) {
                held = batch;
                return;
            } else {
                int[] others = current.addKnown(batch);
                if (others != null) {
                    spilled.write(batch.gather(others, others.length), sourceLevel + 1);
                }
            }
        }
        spilled.endPass();
    }

    /** Makes sure of the memory for a batch; the first of a pass goes in any case, so that every pass comes further. */
    private boolean reserve(Groups current, Batch batch) {
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
        BlockFile file = source;
        if (file != null) {
            Batch batch = file.read();
            if (batch == null) {
                file.close();
                source = null;
            }
            return batch;
        }
        return inputEnded ? null : nextFromInput();
    }

    private @Nullable Batch nextFromInput() {
        Batch batch = input.next();
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

    private void closeGroups() {
        Groups current = groups;
        if (current != null) {
            groups = null;
            current.close();
            account.resize(0);
        }
    }

    @Override
    public void close() {
        try (Operator closedLast = input;
                TaskMemory.Account closedToo = account;
                SpilledGroups closedFirst = spilled) {
            finished = true;
            closeGroups();
            if (source != null) {
                source.close();
                source = null;
            }
        }
    }
}
