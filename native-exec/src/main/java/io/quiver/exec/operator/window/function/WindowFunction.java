/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.operator.window.rows.WindowRows;
import io.quiver.exec.vector.Column;

/** Computes one column over rows, from front to back. One thread. */
public abstract class WindowFunction {
    /** Whether rows may come as they are read; else whole partitions come. Called before anything else. */
    public boolean streams() {
        return false;
    }

    /** About how many bytes are held for each row of {@link #start}. */
    public int bytesPerRow() {
        return 0;
    }

    /** Whether it makes values of any length of the rows it has, which nobody knows before. */
    public boolean makesBytes() {
        return false;
    }

    /**
     * Begins with other rows.
     *
     * @throws io.quiver.exec.error.Declined where the host's own function is to do these
     */
    public abstract void start(WindowRows rows);

    /**
     * The results of rows {@code [from, to)}, which follow those of the last call.
     *
     * @throws io.quiver.exec.error.RowFailure where the function fails at a row, counted from {@code from}
     */
    public abstract Column next(int from, int to);
}
