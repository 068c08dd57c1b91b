/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.rows;

import io.quiver.exec.vector.Batch;

/** Stands for a window that has not been opened. */
public enum ClosedWindow implements RowWindow {
    INSTANCE;

    @Override
    public void show(int from, int to) {
        throw new IllegalStateException("the window is not open");
    }

    @Override
    public Batch batch() {
        throw new IllegalStateException("the window is not open");
    }

    @Override
    public int base() {
        throw new IllegalStateException("the window is not open");
    }
}
