/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Converts Spark's columnar batches to Quiver's. Quiver's own views return their columns. The on-heap vectors of Spark's Parquet
 * reader and those of its ORC reader share their arrays, valid until the reader's next batch. Dictionaries stay dictionaries. Any
 * other vector is copied value by value. One thread.
 */
public final class SparkVectors {
    private final VectorReader[] readers;

    public SparkVectors(DataType[] types) {
        readers = new VectorReader[types.length];
        for (int i = 0; i < types.length; i++) {
            readers[i] = new VectorReader(types[i]);
        }
    }

    public Batch read(ColumnarBatch batch) {
        int rowCount = batch.numRows();
        List<Column> columns = new ArrayList<>(readers.length);
        for (int i = 0; i < readers.length; i++) {
            ColumnVector vector = batch.column(i);
            if (vector instanceof ColumnView view) {
                columns.add(view.column().prefix(rowCount));
            } else if (vector instanceof CarriedColumn carried) {
                columns.add(carried.column().prefix(rowCount));
            } else {
                columns.add(readers[i].read(vector, rowCount));
            }
        }
        return new Batch(columns, rowCount);
    }
}
