/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.rows;

import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts sorted batches into rows that can be computed separately. If functions stream, these are the batches as they come,
 * otherwise whole partitions, as many as end in a batch. A partition that does not fit in memory goes to disk.
 */
public final class WindowInput implements AutoCloseable {
    /** Maximum bytes of one column: its byte strings have to fit in one array. */
    private static final long MAX_COLUMN_BYTES = 1L << 30;

    private final Operator input;
    private final BooleanSupplier doneWithRows;
    private final WindowLayout layout;
    private final RowBorders borders;
    private final boolean streams;
    private final int bytesPerRow;
    private final OperatorMetrics metrics;
    private final TaskMemory memory;
    private final TaskMemory.Account account;
    /** The rows so far of a partition that has not ended, unless they are in {@link #file}. */
    private final List<ColumnBuilder> builders = new ArrayList<>();

    private PartitionMarks pending = new PartitionMarks();
    private @Nullable BlockFile file;
    /** The bytes held by the rows handed out last. */
    private long handedOutBytes;
    /** The part of the last batch behind the rows handed out last. */
    private @Nullable Batch rest;

    private PartitionMarks restMarks = new PartitionMarks();
    private boolean maySpillNow;
    private boolean atEnd;

    /**
     * Cuts rows for functions that together hold {@code bytesPerRow}.
     *
     * @param streams whether no function needs whole partitions
     * @param doneWithRows asks the user of the rows handed out last to finish with them at once; returns whether it did
     */
    public WindowInput(
            Operator input,
            WindowLayout layout,
            RowBorders borders,
            boolean streams,
            int bytesPerRow,
            BooleanSupplier doneWithRows,
            TaskMemory memory,
            OperatorMetrics metrics) {
        this.input = input;
        this.layout = layout;
        this.borders = borders;
        this.streams = streams;
        this.bytesPerRow = bytesPerRow;
        this.doneWithRows = doneWithRows;
        this.metrics = metrics;
        this.memory = memory;
        this.account = memory.open("window", this::spillForOthers);
        for (ColumnType type : layout.types()) {
            builders.add(ColumnBuilder.create(type, 0));
        }
    }

    /** Returns the next rows, valid until the next call, or null after the last. The caller closes them. */
    @Nullable
    public WindowRows next() {
        if (handedOutBytes > 0) {
            handedOutBytes = 0;
            account.resize(pendingBytes());
        }
        while (!atEnd) {
            WindowRows rows = rest == null ? read() : cutRest(rest);
            if (rows != null) {
                return rows;
            }
        }
        return null;
    }

    private @Nullable WindowRows read() {
        Batch batch = pull();
        if (batch == null) {
            atEnd = true;
            return pending.rowCount() == 0 ? null : handOut();
        }
        PartitionMarks marks = new PartitionMarks();
        Batch rows = layout.compute(batch, marks);
        borders.mark(rows, marks);
        return streams ? new HeldRows(rows, marks.slice(0, rows.rowCount())) : cut(rows, marks);
    }

    private @Nullable WindowRows cutRest(Batch batch) {
        rest = null;
        return cut(batch, restMarks);
    }

    private @Nullable Batch pull() {
        maySpillNow = true;
        try {
            return input.next();
        } finally {
            maySpillNow = false;
        }
    }

    /** Takes {@code batch}, or its head now and the rest later; returns the rows that are now complete, or null. */
    private @Nullable WindowRows cut(Batch batch, PartitionMarks marks) {
        int rowCount = batch.rowCount();
        int last = marks.lastStart();
        if (pending.rowCount() == 0 && last > 0) {
            HeldRows rows = new HeldRows(batch.prefix(last), marks.slice(0, last));
            keep(batch, marks, last, rowCount);
            return rows;
        }
        if (pending.rowCount() == 0 || last < 0) {
            keep(batch, marks, 0, rowCount);
            return null;
        }
        if (file == null && reserve(batch)) {
            append(batch, marks, 0, last);
            WindowRows rows = handOut();
            keep(batch, marks, last, rowCount);
            return rows;
        }
        int first = marks.firstStart();
        if (file == null) {
            spill();
        }
        write(batch, marks, 0, first);
        rest = slice(batch, first, rowCount);
        restMarks = marks.slice(first, rowCount);
        return handOut();
    }

    /** Keeps rows of a partition that has not ended. */
    private void keep(Batch batch, PartitionMarks marks, int from, int to) {
        if (file == null && !reserve(batch) && pending.rowCount() > 0) {
            spill();
        }
        if (file != null) {
            write(batch, marks, from, to);
        } else {
            append(batch, marks, from, to);
        }
    }

    /** Reserves memory for the batch, too; false if there is no room. */
    private boolean reserve(Batch batch) {
        long[] bytes = new long[builders.size()];
        boolean fits = true;
        for (int c = 0; c < bytes.length; c++) {
            bytes[c] = ColumnBuilder.bytesOf(batch.column(c));
            fits &= builders.get(c).sizeBytes() + bytes[c] <= MAX_COLUMN_BYTES;
        }
        long size = handedOutBytes + (long) bytesPerRow * (pending.rowCount() + batch.rowCount()) + pending.sizeBytes();
        for (int c = 0; c < bytes.length; c++) {
            size += builders.get(c).sizeBytesAfter(batch.rowCount(), bytes[c]);
        }
        boolean granted = fits && account.resize(size);
        metrics.peakMemory(account.heldBytes());
        return granted;
    }

    private long pendingBytes() {
        if (pending.rowCount() == 0 || file != null) {
            return 0;
        }
        long size = (long) bytesPerRow * pending.rowCount() + pending.sizeBytes();
        for (ColumnBuilder builder : builders) {
            size += builder.sizeBytes();
        }
        return size;
    }

    private void append(Batch batch, PartitionMarks marks, int from, int to) {
        if (from == to) {
            return;
        }
        int[] rows = range(from, to);
        for (int c = 0; c < builders.size(); c++) {
            builders.get(c).appendRows(batch.column(c), rows, 0, rows.length);
        }
        pending.append(marks, from, to);
    }

    private void write(Batch batch, PartitionMarks marks, int from, int to) {
        BlockFile open = file;
        if (from == to || open == null) {
            return;
        }
        open.write(slice(batch, from, to));
        pending.append(marks, from, to);
    }

    private static int[] range(int from, int to) {
        int[] rows = new int[to - from];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = from + i;
        }
        return rows;
    }

    private static Batch slice(Batch batch, int from, int to) {
        return from == 0 ? batch.prefix(to) : batch.gather(range(from, to), to - from);
    }

    /** Hands out the rows of the partition that has ended and of others appended to it. */
    private WindowRows handOut() {
        PartitionMarks marks = pending;
        pending = new PartitionMarks();
        BlockFile written = file;
        if (written != null) {
            file = null;
            written.finish();
            metrics.spilled(written.writtenBytes());
            return new SpilledRows(written, layout.types(), marks);
        }
        handedOutBytes = account.heldBytes();
        return new HeldRows(build(marks.rowCount()), marks);
    }

    private Batch build(int rowCount) {
        List<Column> columns = new ArrayList<>(builders.size());
        builders.forEach(builder -> columns.add(builder.build()));
        return new Batch(columns, rowCount);
    }

    private long spillForOthers(long askerBytes) {
        if (maySpillNow) {
            return file != null || pending.rowCount() == 0 ? 0 : spill();
        }
        if (!memory.isWorthSpilling(handedOutBytes, askerBytes) || !doneWithRows.getAsBoolean()) {
            return 0;
        }
        long before = account.heldBytes();
        handedOutBytes = 0;
        account.resize(Math.min(before, pendingBytes()));
        return before - account.heldBytes();
    }

    public TaskMemory.Account account() {
        return account;
    }

    /** Moves the partition that has not ended to disk and returns the number of bytes freed. */
    private long spill() {
        BlockFile open = new BlockFile(account.newSpillFile(), layout.types());
        file = open;
        Batch rows = build(pending.rowCount());
        for (int from = 0; from < rows.rowCount(); from += Batch.TARGET_ROWS) {
            open.write(slice(rows, from, Math.min(rows.rowCount(), from + Batch.TARGET_ROWS)));
        }
        long before = account.heldBytes();
        account.resize(Math.min(before, handedOutBytes));
        return before - account.heldBytes();
    }

    @Override
    public void close() {
        maySpillNow = false;
        BlockFile open = file;
        file = null;
        try (Operator closedLast = input;
                TaskMemory.Account closedSecond = account) {
            if (open != null) {
                open.close();
            }
        }
    }
}
