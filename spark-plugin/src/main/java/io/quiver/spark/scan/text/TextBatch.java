/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.text;

import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** A batch of Quiver's line readers that knows how many of its rows Spark's parser made. */
public final class TextBatch extends ColumnarBatch {
    private final int rowsOfSpark;

    TextBatch(ColumnVector[] columns, int rowCount, int rowsOfSpark) {
        super(columns, rowCount);
        this.rowsOfSpark = rowsOfSpark;
    }

    public int rowsOfSpark() {
        return rowsOfSpark;
    }
}
