/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.frame;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.operator.window.rows.WindowLayout;
import io.quiver.exec.operator.window.rows.WindowRows;

/** Where the frame of each row begins and ends. Shared by all functions over the frame; goes forward through the rows. */
public abstract class FrameBounds {
    private int[] lower = new int[0];
    private int[] upper = new int[0];
    private int partition;

    /** The bounds of {@code frame} over rows laid out as {@code layout} has them. */
    public static FrameBounds of(WindowFrame frame, WindowLayout layout, OrderKeys order) {
        if (frame.rows()) {
            return new RowsBounds(frame);
        }
        boolean hasValues =
                frame.lower() instanceof WindowFrame.Bound.Value || frame.upper() instanceof WindowFrame.Bound.Value;
        return hasValues ? new RangeBounds(frame, layout, order) : new PeerBounds(frame);
    }

    /** Begins with other rows. */
    public void start(WindowRows rows) {
        partition = 0;
    }

    /**
     * Computes the bounds of rows {@code [from, to)}, which follow those of the last call.
     *
     * @throws RowFailure where comparing with a row's bound fails; bounds of the rows before it are there
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

    /** A partition begins. */
    void begin(int start) {}

    /** Bounds of rows {@code [from, to)} of the partition {@code [start, end)}, written from {@code from - offset} on. */
    abstract void bound(WindowRows rows, int start, int end, int from, int to, int offset);

    /** The first row of the frame of row {@code i} of the last call, at {@code i - from}. */
    public final int[] lower() {
        return lower;
    }

    /** The row after the last one of the frame. */
    public final int[] upper() {
        return upper;
    }
}
