/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sort;

import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.ParkedOutput;
import io.quiver.exec.operator.Reduction;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Returns the first rows of each group, and perhaps other rows, because a later operator limits again. It keeps the first rows so
 * far and some more, and cuts back when there are too many. If that hardly makes them fewer, rows pass as they come; see {@link
 * Reduction}. Rows that are equal in all keys keep their order, so that the later operator picks the same ones of them. Without
 * memory for more rows, those so far go out.
 */
public final class GroupFirstsOperator implements Operator {
    /** The share of rows left from which on sorting costs more than it saves behind it (decision 0034). */
    private static final double HARDLY_FEWER = 0.75;

    /** The rows are cut back when there are this many, and {@link #GROWTH} times as many as were kept last. */
    private static final int MIN_ROWS = Reduction.FIRST_LOOK_ROWS / 2;

    private static final int GROWTH = 4;

    /** Fewer bytes stay in memory when others ask, because spilling them would not help. */
    private static final long MIN_BYTES_TO_SPILL = 1L << 18;

    private final Operator input;
    private final SortLayout layout;
    private final OperatorMetrics metrics;
    private final TaskMemory.Account account;
    private final SortBuffer buffer;
    private final ParkedOutput parked;
    private final Reduction reduction;
    /** How many rows came since the buffer was last cut back. */
    private int fresh;
    /** How many rows there were then. */
    private int kept;
    /** The batch that found no memory. */
    private @Nullable Batch held;

    private @Nullable SortedRows output;
    private boolean inputEnded;
    /** Whether no call is at the rows, so that others may have them spilled. */
    private boolean atRest;

    public GroupFirstsOperator(
            Operator input,
            List<ColumnType> inputTypes,
            List<SortKey> keys,
            GroupFirsts firsts,
            ExpressionCompiler compiler,
            TaskMemory memory,
            OperatorMetrics metrics) {
        this.input = input;
        this.layout = new SortLayout(inputTypes, keys, firsts, compiler);
        this.metrics = metrics;
        this.buffer = new SortBuffer(layout);
        this.account = memory.open("group limit", askerBytes -> spillForOthers());
        this.parked = new ParkedOutput(account, inputTypes, metrics);
        this.reduction = new Reduction(firsts.ungrouped(), HARDLY_FEWER);
    }

    @Override
    public @Nullable Batch next() {
        atRest = false;
        Batch batch = advance();
        atRest = true;
        return batch;
    }

    private @Nullable Batch advance() {
        while (true) {
            Batch batch = parked.read();
            if (batch == null) {
                batch = nextOfOutput();
            }
            if (batch != null || (inputEnded && held == null)) {
                return batch;
            }
            if (held == null && reduction.passes()) {
                Batch passing = pull();
                reduction.passed(passing == null ? 0 : passing.rowCount());
                return passing;
            }
            fill();
        }
    }

    private @Nullable Batch nextOfOutput() {
        SortedRows rows = output;
        Batch batch = rows == null ? null : rows.next(layout.inputColumns(), Batch.TARGET_ROWS);
        if (batch == null && rows != null) {
            output = null;
            account.resize(0);
        }
        return batch;
    }

    /** Takes rows until they end, do not get fewer, or find no memory; then makes the first of them the output. */
    private void fill() {
        startTable();
        for (Batch rows = nextRows(); rows != null; rows = nextRows()) {
            boolean granted = buffer.hasRoomFor(rows) && account.resize(buffer.sizeBytesAfter(rows));
            if (!granted && buffer.rowCount() > 0) {
                held = rows; // a single batch goes in any case
                break;
            }
            metrics.peakMemory(account.heldBytes());
            buffer.append(rows);
            fresh += rows.rowCount();
            if (isLarge() && cutBack()) {
                return;
            }
        }
        output = buffer.sort();
    }

    private void startTable() {
        reduction.startTable();
        fresh = 0;
        kept = 0;
    }

    private boolean isLarge() {
        return fresh >= reduction.rowsUntilLook() || buffer.rowCount() >= Math.max(MIN_ROWS, GROWTH * kept);
    }

    /** Keeps the first rows; or makes them the output and returns true, if hardly any was left out or memory is short. */
    private boolean cutBack() {
        SortedRows firsts = buffer.sort();
        kept = firsts.rowsLeft();
        boolean isGivenUp = reduction.endsTable(fresh, kept);
        fresh = 0;
        if (isGivenUp || !account.resize(2 * account.heldBytes())) {
            output = firsts;
            return true;
        }
        for (Batch rows = firsts.next(layout.inputColumns(), Batch.TARGET_ROWS);
                rows != null;
                rows = firsts.next(layout.inputColumns(), Batch.TARGET_ROWS)) {
            buffer.append(rows);
        }
        return false;
    }

    private @Nullable Batch nextRows() {
        Batch rows = held;
        held = null;
        return rows != null || inputEnded ? rows : pull();
    }

    private @Nullable Batch pull() {
        atRest = true;
        try {
            Batch batch = input.next();
            inputEnded = batch == null;
            return batch;
        } finally {
            atRest = false;
        }
    }

    private long spillForOthers() {
        long free = account.heldBytes();
        if (!atRest || free < MIN_BYTES_TO_SPILL) {
            return 0;
        }
        SortedRows rest = output == null ? buffer.sort() : output;
        parked.write(() -> rest.next(layout.inputColumns(), Batch.TARGET_ROWS));
        output = null;
        startTable();
        account.resize(0);
        return free;
    }

    @Override
    public void close() {
        atRest = false;
        output = null;
        try (Operator closedLast = input;
                TaskMemory.Account closedToo = account) {
            parked.close();
        }
    }
}
