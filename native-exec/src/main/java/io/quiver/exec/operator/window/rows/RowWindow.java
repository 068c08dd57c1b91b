/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.rows;

import io.quiver.exec.vector.Batch;

/** Shows a range of rows at a time, in memory and as one batch. Row {@code r} is row {@code r - base()} of the batch. */
public interface RowWindow {
    /**
     * Makes the rows {@code [from, to)}, and perhaps more, visible. Going forward is cheap; going back reads the rows again.
     */
    void show(int from, int to);

    /** Returns the visible rows with all columns of the layout, flat. */
    Batch batch();

    int base();
}
