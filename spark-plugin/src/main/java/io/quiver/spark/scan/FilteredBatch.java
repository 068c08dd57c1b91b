/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** A batch that has passed the first {@link #filterCount()} of its {@link PushedFilters}. */
public final class FilteredBatch extends ColumnarBatch {
    private final int filterCount;

    FilteredBatch(ColumnVector[] columns, int rowCount, int filterCount) {
        super(columns, rowCount);
        this.filterCount = filterCount;
    }

    public int filterCount() {
        return filterCount;
    }
}
