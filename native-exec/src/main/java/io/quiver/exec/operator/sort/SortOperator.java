/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sort;

import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts all rows. Equal rows keep their order, or have the order in which Spark's radix sort meets them. Rows that do not fit
 * in memory are written in sorted runs, which are merged at the end. Of equal rows, those of earlier runs come first.
 * If only the first rows of each group are wanted, each run has these alone, which all runs together may be more of.
 */
public final class SortOperator implements Operator {
    private final Operator input;
    private final SortLayout layout;
    private final int rangesOfTurns;
    private final OperatorMetrics metrics;
    private final TaskMemory.Account account;
    private final SortBuffer buffer;
    private final List<BlockFile> runs = new ArrayList<>();
    /** Whether the rows are not in use, so that they may be spilled for others. */
    private boolean atRest;

    private @Nullable SortedRows sorted;
    private @Nullable RunMerger merger;

    /**
     * Sorts by {@code keys}.
     *
     * @param rangesOfTurns 0 unless Spark sorts by the digits of the only key; otherwise the number of row ranges that Spark
     *     would have put together before the sort
     * @param firsts which rows are wanted; null if all are
     */
    public SortOperator(
            Operator input,
            List<ColumnType> inputTypes,
            List<SortKey> keys,
            int rangesOfTurns,
            @Nullable GroupFirsts firsts,
            ExpressionCompiler compiler,
            TaskMemory memory,
            OperatorMetrics metrics) {
        this.input = input;
        this.layout = new SortLayout(inputTypes, keys, firsts, compiler);
        this.rangesOfTurns = rangesOfTurns;
        this.metrics = metrics;
        this.buffer = new SortBuffer(layout);
        this.account = memory.open("sort", askerBytes -> spillForOthers());
    }

    @Override
    public @Nullable Batch next() {
        atRest = false;
        if (sorted == null && merger == null) {
            sortInput();
        }
        Batch batch = output();
        atRest = true;
        return batch;
    }

    private @Nullable Batch output() {
        RunMerger merge = merger;
        if (merge != null) {
            return merge.next();
        }
        SortedRows rows = sorted;
        Batch batch = rows == null ? null : rows.next(layout.inputColumns(), Batch.TARGET_ROWS);
        if (batch == null) {
            account.resize(0);
        }
        return batch;
    }

    private void sortInput() {
        for (Batch batch = pull(); batch != null; batch = pull()) {
            Batch rows = layout.compute(batch);
            boolean granted = buffer.hasRoomFor(rows) && account.resize(buffer.sizeBytesAfter(rows));
            if (!granted && buffer.rowCount() > 0) {
                writeRun();
                // a single batch goes in any case, so that every run gets somewhere
                account.resize(buffer.sizeBytesAfter(rows));
            }
            metrics.peakMemory(account.heldBytes());
            buffer.append(rows);
        }
        if (runs.isEmpty()) {
            sorted = buffer.sort(rangesOfTurns);
            return;
        }
        if (buffer.rowCount() > 0) {
            writeRun();
        }
        merger = new RunMerger(layout, runs);
    }

    private @Nullable Batch pull() {
        atRest = true;
        try {
            return input.next();
        } finally {
            atRest = false;
        }
    }

    private long spillForOthers() {
        SortedRows rest = sorted;
        if (!atRest || (rest == null && buffer.rowCount() == 0)) {
            return 0;
        }
        if (rest == null) {
            return writeRun();
        }
        long free = writeRun(rest);
        sorted = null;
        merger = new RunMerger(layout, runs);
        return free;
    }

    /** Writes the buffer as a run and returns the number of bytes freed. */
    private long writeRun() {
        return writeRun(buffer.sort(rangesOfTurns));
    }

    private long writeRun(SortedRows rows) {
        BlockFile run = new BlockFile(account.newSpillFile(), layout.types());
        runs.add(run);
        int columnCount = layout.types().size();
        for (Batch batch = rows.next(columnCount, Batch.TARGET_ROWS);
                batch != null;
                batch = rows.next(columnCount, Batch.TARGET_ROWS)) {
            run.write(batch);
        }
        run.finish();
        metrics.spilled(run.writtenBytes());
        long free = account.heldBytes();
        account.resize(0);
        return free;
    }

    @Override
    public void close() {
        atRest = false;
        sorted = null;
        try (Operator closedLast = input;
                TaskMemory.Account closedFirst = account) {
            runs.forEach(BlockFile::close);
            runs.clear();
        }
    }
}
