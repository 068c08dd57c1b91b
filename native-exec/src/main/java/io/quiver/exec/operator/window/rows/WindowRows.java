/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.rows;

import io.quiver.exec.vector.Batch;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows that window functions look at together: whole partitions, or any rows where no function needs more. Numbered
 * from 0.
 */
public abstract class WindowRows implements AutoCloseable {
    private final PartitionMarks marks;

    WindowRows(PartitionMarks marks) {
        this.marks = marks;
    }

    public final int rowCount() {
        return marks.rowCount();
    }

    public final int partitionCount() {
        return marks.partitionCount();
    }

    /** The first row of a partition; 0 for one that {@link #continues()}. */
    public final int start(int partition) {
        return marks.start(partition);
    }

    /** The row after the last one of a partition. */
    public final int end(int partition) {
        return marks.start(partition + 1);
    }

    /** Whether the first partition began before row 0. */
    final boolean continues() {
        return marks.continues();
    }

    /** Whether row {@code row} is the first of its partition. */
    public final boolean isStart(int partition, int row) {
        return row == start(partition) && (partition > 0 || !continues());
    }

    /** One bit per row: whether it differs from the row before it in its order keys, or begins a partition. */
    public final long[] peerStarts() {
        return marks.peerStarts();
    }

    /** What was raised when the computed column {@code slot} was evaluated, by row; null where nothing was. */
    public final @Nullable NavigableMap<Integer, Throwable> failures(int slot) {
        return marks.failures(slot);
    }

    /** Whether the rows are on disk; there is one partition then. */
    public abstract boolean isSpilled();

    /** How many rows to compute at once, about. */
    public int rowsAtOnce() {
        return Batch.TARGET_ROWS;
    }

    /** Another window, closed together with the rows. */
    public abstract RowWindow open();

    /** How far from {@code from} towards {@code to} to go at once so that a window holds few rows. */
    public abstract int pieceEnd(int from, int to);

    @Override
    public void close() {}
}
