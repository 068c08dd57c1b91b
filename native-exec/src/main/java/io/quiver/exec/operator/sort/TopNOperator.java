/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sort;

import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.kernel.sort.RowOrder;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.RowFilter;
import io.quiver.exec.operator.ScanColumns;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first rows of a sort, sorted. Of equal rows, the earlier ones win. Keeps the best rows so far and up to as many
 * again, and cuts back when there are more. Rows that are not below the worst of the best are not kept at all.
 */
public final class TopNOperator implements Operator {
    /** Above this number of rows, a sort and a limit do better because they can spill. */
    public static final long MAX_ROWS = 1 << 17;

    private static final int MIN_SLACK_ROWS = 2 * Batch.TARGET_ROWS;

    private final Operator input;
    private final SortLayout layout;
    private final RowOrder order;
    private final int keep;
    private final OperatorMetrics metrics;
    private final TaskMemory.Account account;
    private final SortBuffer buffer;
    private int[] selection = new int[Batch.TARGET_ROWS];
    /** The keys of the worst row kept, one row each; null until there are enough rows. */
    private Column @Nullable [] bound;

    /** The bound of all tasks; null if they do not exchange bounds. */
    private @Nullable SharedBound shared;

    private boolean hasScan;
    private long toSkip;
    private long toReturn;
    private @Nullable SortedRows sorted;

    /** {@code offset + count} is at most {@link #MAX_ROWS}. */
    public TopNOperator(
            Operator input,
            List<ColumnType> inputTypes,
            List<SortKey> keys,
            long offset,
            long count,
            ExpressionCompiler compiler,
            TaskMemory memory,
            OperatorMetrics metrics) {
        if (offset < 0 || count < 0 || offset > MAX_ROWS || count > MAX_ROWS - offset) {
            throw new IllegalArgumentException("offset and count are out of range: %d, %d".formatted(offset, count));
        }
        this.input = input;
        this.layout = new SortLayout(inputTypes, keys, compiler);
        this.order = layout.order();
        this.keep = Math.toIntExact(offset + count);
        this.toSkip = offset;
        this.toReturn = count;
        this.metrics = metrics;
        this.buffer = new SortBuffer(layout);
        this.account = memory.open("top-n", TaskMemory.Spillable.NEVER);
    }

    /** Leaves out rows above the bound of another task and offers its own bound. Call it before the first {@link #next}. */
    public void shareBound(@Nullable SharedBound bound) {
        shared = bound;
    }

    /**
     * Lets the source leave out rows that are not among the first, of which it reads only the keys. Call it before the first
     * {@link #next}.
     *
     * @param scan the source with the columns of the keys, or of the first of them; null if there is none
     */
    public void ruleOutAt(@Nullable ScanColumns scan) {
        if (scan == null) {
            return;
        }
        hasScan = true;
        int keyCount = scan.ordinals().length;
        if (keyCount > 1) {
            // where it decides alone, the others, which may be long, need not be read
            scan.source().filterWith(new BelowBound(Arrays.copyOf(scan.ordinals(), 1)));
        }
        scan.source().filterWith(new BelowBound(scan.ordinals()));
    }

    /** Selects the rows that can still be among the first, judged by the keys it reads. */
    private final class BelowBound implements RowFilter {
        private final int[] ordinals;

        BelowBound(int[] ordinals) {
            this.ordinals = ordinals;
        }

        @Override
        public int[] columns() {
            return ordinals;
        }

        @Override
        public int select(Batch columns, int[] selected) {
            Column[] keys = new Column[ordinals.length];
            for (int k = 0; k < keys.length; k++) {
                keys[k] = columns.column(k).flat();
            }
            return belowBound(keys, columns.rowCount(), selected);
        }
    }

    @Override
    public @Nullable Batch next() {
        if (toReturn == 0) {
            return null;
        }
        SortedRows rows = sorted;
        if (rows == null) {
            rows = takeInput();
            rows.skip(toSkip);
            sorted = rows;
        }
        Batch batch = rows.next(layout.inputColumns(), toReturn);
        toReturn -= batch == null ? toReturn : batch.rowCount();
        return batch;
    }

    private SortedRows takeInput() {
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
            Batch rows = layout.compute(batch);
            append(rows);
            // best effort: the rows kept are few, and there is no doing without them
            account.resize(buffer.sizeBytesAfter(rows));
            metrics.peakMemory(account.heldBytes());
            // the sooner there is a bound, the fewer rows a scan reads
            boolean isFirstBound = hasScan && bound == null && buffer.rowCount() >= keep;
            if (isFirstBound || buffer.rowCount() >= keep + Math.max(keep, MIN_SLACK_ROWS)) {
                cutBack();
            }
        }
        return buffer.sort();
    }

    private void append(Batch rows) {
        if (bound == null && (shared == null || shared.get() == null)) {
            buffer.append(rows);
            return;
        }
        int rowCount = rows.rowCount();
        if (selection.length < rowCount) {
            selection = new int[rowCount];
        }
        buffer.append(rows, selection, belowBound(layout.keyColumns(rows), rowCount, selection));
    }

    /**
     * Writes the rows that can still be among the first and returns their number. As long as there are not enough rows, these
     * are all rows. Rows equal to the bound count if only the first of the keys are compared or the bound is another task's.
     */
    private int belowBound(Column[] keys, int rowCount, int[] selected) {
        Column[] own = bound;
        Column[] others = shared == null ? null : shared.get();
        boolean isOwn = others == null || (own != null && order.compare(own, 0, others, 0) <= 0);
        Column[] worst = isOwn ? own : others;
        int limit = worst != null && isOwn && keys.length == worst.length ? 0 : 1;
        int count = 0;
        for (int i = 0; i < rowCount; i++) {
            if (worst == null || order.compare(keys, i, worst, 0) < limit) {
                selected[count++] = i;
            }
        }
        return count;
    }

    /** Sorts, keeps the best rows in their order, and remembers the last of them as the bound. */
    private void cutBack() {
        SortedRows rows = buffer.sort();
        int columnCount = layout.types().size();
        Batch last = null;
        for (Batch batch = rows.next(columnCount, keep);
                batch != null;
                batch = rows.next(columnCount, keep - buffer.rowCount())) {
            buffer.append(batch);
            last = batch;
        }
        if (last != null) {
            int[] lastRow = {last.rowCount() - 1};
            Column[] keys = layout.keyColumns(last);
            for (int k = 0; k < keys.length; k++) {
                keys[k] = keys[k].gather(lastRow, 1).owned();
            }
            bound = keys;
            if (shared != null) {
                shared.offer(keys, order);
            }
        }
    }

    @Override
    public void close() {
        try (Operator closedLast = input) {
            account.close();
        }
    }
}
