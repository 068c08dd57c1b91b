/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.rows;

import io.quiver.exec.vector.Batch;

/** Sees a range of rows at a time, in memory and as one batch: row {@code r} is row {@code r - base()} of it. */
public interface RowWindow {
    /** Makes the rows {@code [from, to)} visible, and perhaps more. Going forward is cheap, going back reads again. */
    void show(int from, int to);

    /** The visible rows: all columns of the layout, flat ones. */
    Batch batch();

    int base();
}
