/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.rows;

import io.quiver.exec.vector.Batch;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows that window functions process together: whole partitions, or any rows if no function needs more. Numbered from 0.
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

    /** Returns the first row of a partition; 0 for one that {@link #continues()}. */
    public final int start(int partition) {
        return marks.start(partition);
    }

    /** Returns the row after the last one of a partition. */
    public final int end(int partition) {
        return marks.start(partition + 1);
    }

    /** Returns whether the first partition began before row 0. */
    final boolean continues() {
        return marks.continues();
    }

    /** Returns whether row {@code row} is the first of its partition. */
    public final boolean isStart(int partition, int row) {
        return row == start(partition) && (partition > 0 || !continues());
    }

    /** Returns one bit per row: whether its order keys differ from those of the row before, or it begins a partition. */
    public final long[] peerStarts() {
        return marks.peerStarts();
    }

    /** Returns the failures of the computed column {@code slot} by row, or null if there are none. */
    public final @Nullable NavigableMap<Integer, Throwable> failures(int slot) {
        return marks.failures(slot);
    }

    /** Returns whether the rows are on disk; then there is one partition. */
    public abstract boolean isSpilled();

    /** Returns about how many rows to compute at once. */
    public int rowsAtOnce() {
        return Batch.TARGET_ROWS;
    }

    /** Opens another window. It is closed together with the rows. */
    public abstract RowWindow open();

    /** Returns how far to go at once from {@code from} towards {@code to}, so that a window holds few rows. */
    public abstract int pieceEnd(int from, int to);

    @Override
    public void close() {}
}
