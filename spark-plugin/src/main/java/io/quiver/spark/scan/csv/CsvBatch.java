/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.csv;

import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** A batch of our CSV reader, which knows how many of its rows Spark's parser made. */
public final class CsvBatch extends ColumnarBatch {
    private final int rowsOfSpark;

    CsvBatch(ColumnVector[] columns, int rowCount, int rowsOfSpark) {
        super(columns, rowCount);
        this.rowsOfSpark = rowsOfSpark;
    }

    public int rowsOfSpark() {
        return rowsOfSpark;
    }
}
