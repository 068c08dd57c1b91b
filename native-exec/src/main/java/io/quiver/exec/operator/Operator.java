/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.vector.Batch;
import org.jspecify.annotations.Nullable;

/** A running relation that hands on batches when pulled. One thread; closed once, early or at the end. */
public interface Operator extends AutoCloseable {
    /**
     * The next batch, with at least one row, or null when there are no more. It is valid until the next call, as are its
     * columns, unless they are {@link io.quiver.exec.vector.Column#owned()}.
     */
    @Nullable
    Batch next();

    /** Gives back memory and files. Safe to call twice. */
    @Override
    void close();
}
