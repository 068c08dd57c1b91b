/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.file;

import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Counts rows and time in the scan node's metrics, as {@code FileSourceScanExec.doExecuteColumnar} of Spark 4.1 does. */
final class MeasuredBatches extends AbstractFunction1<Iterator<InternalRow>, Iterator<ColumnarBatch>>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SQLMetric numOutputRows;
    private final @Nullable SQLMetric scanTime;

    MeasuredBatches(SQLMetric numOutputRows, @Nullable SQLMetric scanTime) {
        this.numOutputRows = numOutputRows;
        this.scanTime = scanTime;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // FileScanRDD's iterator says rows and has batches
    public Iterator<ColumnarBatch> apply(Iterator<InternalRow> rows) {
        Iterator<ColumnarBatch> batches = (Iterator) rows;
        return new AbstractIterator<>() {
            private long nanos;

            @Override
            public boolean hasNext() {
                long start = System.nanoTime();
                boolean result = batches.hasNext();
                nanos += System.nanoTime() - start;
                long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
                if (scanTime != null) {
                    scanTime.add(millis);
                }
                nanos -= TimeUnit.MILLISECONDS.toNanos(millis);
                return result;
            }

            @Override
            public ColumnarBatch next() {
                ColumnarBatch batch = batches.next();
                numOutputRows.add(batch.numRows());
                return batch;
            }
        };
    }
}
