/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function;

import io.quiver.exec.vector.Column;
import org.jspecify.annotations.Nullable;

/** The vectorised code of one function for one {@link Signature}. Used by one thread; may keep scratch space. */
public interface Kernel {
    /**
     * Computes {@code rowCount} values from {@code arguments} (any encoding, each of {@code rowCount} rows). Rows not set
     * in {@code active} (null: all active) may get any value and must not cause a decline.
     *
     * @throws io.quiver.exec.error.Declined where an active row is not covered: an error to raise, text beyond ASCII, ...
     */
    Column evaluate(Column[] arguments, int rowCount, long @Nullable [] active);
}
