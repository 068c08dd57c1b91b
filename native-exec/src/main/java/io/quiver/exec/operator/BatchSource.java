/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.vector.Batch;
import org.jspecify.annotations.Nullable;

/** An input of a fragment. */
public interface BatchSource {
    /** The next batch, valid until the next call, or null when there are no more. Batches without rows are allowed. */
    @Nullable
    Batch next();
}
