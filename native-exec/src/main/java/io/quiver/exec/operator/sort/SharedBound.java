/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sort;

import io.quiver.exec.kernel.sort.RowOrder;
import io.quiver.exec.vector.Column;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The least of the bounds of all tasks of the same top-n. A bound is the keys of a row; one of the tasks has as many rows not
 * above it as are wanted. A row above the bound is not among the first rows of all, in any task; an equal one may be.
 * Threads: any.
 */
public final class SharedBound {
    private final AtomicReference<Column @Nullable []> least = new AtomicReference<>();

    /** Returns the keys, one row each; null if no task has a bound yet. */
    Column @Nullable [] get() {
        return least.get();
    }

    /** Offers the bound of a task. */
    void offer(Column[] keys, RowOrder order) {
        Column[] known = least.get();
        while (known == null || order.compare(keys, 0, known, 0) < 0) {
            if (least.compareAndSet(known, keys)) {
                return;
            }
            known = least.get();
        }
    }
}
