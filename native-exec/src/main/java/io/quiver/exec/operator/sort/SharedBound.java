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
 * The least of the bounds that tasks have for the same top-n: the keys of a row, with as many rows that are not above it in one of the
 * tasks as are wanted. A row above it is not among the first of all, whoever has it; one that equals it may be. Threads: any.
 */
public final class SharedBound {
    private final AtomicReference<Column @Nullable []> least = new AtomicReference<>();

    /** The keys, one row each; null where no task has a bound yet. */
    Column @Nullable [] get() {
        return least.get();
    }

    /** Told of the bound of a task. */
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
