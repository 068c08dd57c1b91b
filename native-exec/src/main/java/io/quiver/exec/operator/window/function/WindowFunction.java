/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.operator.window.rows.WindowRows;
import io.quiver.exec.vector.Column;

/** Computes one column over rows, from front to back. One thread. */
public abstract class WindowFunction {
    /** Returns whether rows may come as they are read; otherwise whole partitions come. Called before any other method. */
    public boolean streams() {
        return false;
    }

    /** Estimates the bytes held per row of {@link #start}. */
    public int bytesPerRow() {
        return 0;
    }

    /** Returns whether results have bytes of unknown length. */
    public boolean makesBytes() {
        return false;
    }

    /**
     * Starts new rows.
     *
     * @throws io.quiver.exec.error.Declined if the host's own function has to compute these rows
     */
    public abstract void start(WindowRows rows);

    /**
     * Returns the results of rows {@code [from, to)}, which follow those of the last call.
     *
     * @throws io.quiver.exec.error.RowFailure where the function fails at a row, counted from {@code from}
     */
    public abstract Column next(int from, int to);
}
