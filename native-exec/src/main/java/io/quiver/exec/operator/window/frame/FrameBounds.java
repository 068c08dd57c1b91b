/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.frame;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.operator.window.rows.WindowLayout;
import io.quiver.exec.operator.window.rows.WindowRows;

/**
 * Computes where the frame of each row begins and ends, going forward through the rows. All functions over the frame share
 * it.
 */
public abstract class FrameBounds {
    private int[] lower = new int[0];
    private int[] upper = new int[0];
    private int partition;

    /** Returns the bounds of {@code frame} over rows with the columns of {@code layout}. */
    public static FrameBounds of(WindowFrame frame, WindowLayout layout, OrderKeys order) {
        if (frame.rows()) {
            return new RowsBounds(frame);
        }
        boolean hasValues =
                frame.lower() instanceof WindowFrame.Bound.Value || frame.upper() instanceof WindowFrame.Bound.Value;
        return hasValues ? new RangeBounds(frame, layout, order) : new PeerBounds(frame);
    }

    /** Starts new rows. */
    public void start(WindowRows rows) {
        partition = 0;
    }

    /**
     * Computes the bounds of rows {@code [from, to)}, which follow those of the last call.
     *
     * @throws RowFailure where comparing with a row's bound fails; the bounds of the rows before it are available
     */
    public final void next(WindowRows rows, int from, int to) {
        if (lower.length < to - from) {
            lower = new int[to - from];
            upper = new int[to - from];
        }
        int at = from;
        while (at < to) {
            while (rows.end(partition) <= at) {
                partition++;
            }
            int end = Math.min(to, rows.end(partition));
            if (at == rows.start(partition)) {
                begin(rows.start(partition));
            }
            bound(rows, rows.start(partition), rows.end(partition), at, end, from);
            at = end;
        }
    }

    /** Starts a partition. */
    void begin(int start) {}

    /**
     * Writes the bounds of rows {@code [from, to)} of the partition {@code [start, end)}, beginning at {@code from - offset}.
     */
    abstract void bound(WindowRows rows, int start, int end, int from, int to, int offset);

    /** Returns the first row of each frame of the last call; row {@code i} is at {@code i - from}. */
    public final int[] lower() {
        return lower;
    }

    /** Returns the row after the last one of each frame. */
    public final int[] upper() {
        return upper;
    }
}
