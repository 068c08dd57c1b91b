/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.vector.Batch;

/**
 * Rules out rows by some of a scan's columns before the others are read: of these, pages without a wanted row are not
 * even decompressed. A conjunct of the query's filter, or a join's runtime filter. It must not fail: whoever evaluates
 * what can fail does so on the rows that are left, or lets all rows pass.
 */
public interface RowFilter {
    /** The ordinals of the scan's columns that it looks at. */
    int[] columns();

    /**
     * Writes the rows that are wanted into {@code selection}, ascending, and returns how many there are.
     *
     * @param columns the columns it asked for, in its order
     * @param selection has room for all rows
     */
    int select(Batch columns, int[] selection);
}
