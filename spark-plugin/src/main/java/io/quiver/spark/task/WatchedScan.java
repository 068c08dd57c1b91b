/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.task;

import io.quiver.spark.column.CarriedColumn;
import io.quiver.spark.column.ColumnView;
import io.quiver.spark.metric.RareMetrics;
import io.quiver.spark.scan.FilteredBatch;
import io.quiver.spark.scan.text.TextBatch;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/** Iterates over the batches of a file scan, and counts the rows that Spark's reader read instead of Quiver's. */
final class WatchedScan extends AbstractIterator<Object> {
    private final Iterator<Object> batches;
    private final RareMetrics.Counter rowsReadBySpark;

    WatchedScan(Iterator<Object> batches, RareMetrics.Counter rowsReadBySpark) {
        this.batches = batches;
        this.rowsReadBySpark = rowsReadBySpark;
    }

    @Override
    public boolean hasNext() {
        return batches.hasNext();
    }

    @Override
    public Object next() {
        ColumnarBatch batch = (ColumnarBatch) batches.next();
        if (batch instanceof TextBatch lines) {
            if (lines.rowsOfSpark() > 0) {
                rowsReadBySpark.add(lines.rowsOfSpark());
            }
        } else if (!isOurs(batch)) {
            rowsReadBySpark.add(batch.numRows());
        }
        return batch;
    }

    /**
     * FileScanRDD of Spark 4.1 rebuilds Quiver's batches if a column describes the file; that column comes after the file's own.
     */
    private static boolean isOurs(ColumnarBatch batch) {
        if (batch instanceof FilteredBatch || batch.numCols() == 0) {
            return batch instanceof FilteredBatch;
        }
        ColumnVector first = batch.column(0);
        return first instanceof ColumnView || first instanceof CarriedColumn;
    }
}
