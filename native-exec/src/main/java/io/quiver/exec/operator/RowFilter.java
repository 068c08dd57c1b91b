/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.vector.Batch;

/**
 * Rules out rows by some of a source's columns before the source reads the others. Pages of the other columns without a
 * wanted row are not even decompressed. A row filter stands for conjuncts of the query's filter or for the keys of a join's
 * table. It never fails: conditions that can fail are evaluated on the remaining rows.
 */
public interface RowFilter {
    /** Returns the ordinals of the source's columns that it reads. */
    int[] columns();

    /**
     * Writes the wanted rows into {@code selection}, ascending, and returns their number.
     *
     * @param columns the columns it asked for, in its order
     * @param selection has room for all rows
     */
    int select(Batch columns, int[] selection);
}
