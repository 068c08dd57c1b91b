/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.vector.Batch;

/**
 * Rules out rows by some of a source's columns before the others are read: of these, pages without a wanted row are not
 * even decompressed. Conjuncts of the query's filter, or the keys of a join's table. It does not fail: what can fail is
 * evaluated on the rows that are left.
 */
public interface RowFilter {
    /** The ordinals of the source's columns that it looks at. */
    int[] columns();

    /**
     * Writes the rows that are wanted into {@code selection}, ascending, and returns how many there are.
     *
     * @param columns the columns it asked for, in its order
     * @param selection has room for all rows
     */
    int select(Batch columns, int[] selection);
}
