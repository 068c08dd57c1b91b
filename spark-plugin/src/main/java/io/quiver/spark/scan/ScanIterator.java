/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.Declined;
import io.quiver.exec.scan.parquet.ParquetScan;
import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.CarriedColumn;
import io.quiver.spark.column.SparkVectors;
import io.quiver.spark.compat.SparkInternals;
import io.quiver.spark.scan.file.BatchesOfFile;
import io.quiver.spark.scan.file.FallbackReport;
import java.io.Closeable;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Function1;
import scala.collection.Iterator;

/**
 * Iterates over the batches of one file. If Quiver's scan cannot continue (a date in the old calendar, a damaged page), Spark's
 * reader starts on the file, skips the rows that are already out, and reads the rest: the values, or the error, are Spark's.
 */
final class ScanIterator extends BatchesOfFile {
    private static final Logger LOG = LoggerFactory.getLogger(ScanIterator.class);

    private final ParquetScan scan;
    private final DataType[] types;
    private final PartitionedFile file;
    private final Function1<PartitionedFile, Iterator<InternalRow>> stock;
    private final FallbackReport fallbacks;
    private final PushedFilters.OfPartition filters;
    private final SQLMetric rowsOut;
    private @Nullable Iterator<?> rest;
    private @Nullable Object started;

    ScanIterator(
            ParquetScan scan,
            DataType[] types,
            PartitionedFile file,
            Function1<PartitionedFile, Iterator<InternalRow>> stock,
            FallbackReport fallbacks,
            PushedFilters.OfPartition filters,
            SQLMetric rowsOut) {
        this.scan = scan;
        this.types = types;
        this.file = file;
        this.stock = stock;
        this.fallbacks = fallbacks;
        this.filters = filters;
        this.rowsOut = rowsOut;
    }

    @Override
    protected @Nullable Object read() {
        if (rest == null) {
            try {
                return readOurs();
            } catch (RuntimeException e) {
                Cancellation.unlessEnded(e);
                LOG.debug("Spark's reader takes {} from row {} on", file.urlEncodedPath(), scan.rowsRead(), e);
                fallbacks.add(reason(e));
                rest = restOfFile(e);
            }
        }
        Object first = started;
        started = null;
        return first != null ? first : rest.hasNext() ? rest.next() : null;
    }

    private @Nullable ColumnarBatch readOurs() {
        filters.after(scan.filterCount()).forEach(scan::filterWith);
        long before = scan.rowsRead();
        Batch batch = scan.next();
        if (batch == null) {
            return null;
        }
        // As Spark counts a scan's rows: before the filter above it, which it has done already here.
        rowsOut.add(scan.rowsRead() - before - batch.rowCount());
        return new FilteredBatch(CarriedColumn.vectors(batch, types), batch.rowCount(), scan.filterCount());
    }

    private static String reason(RuntimeException failure) {
        return failure instanceof Declined
                ? "after some rows: a date before the calendar changed, or a decimal that does not fit"
                : "after some rows: " + failure.getClass().getSimpleName();
    }

    private Iterator<?> restOfFile(RuntimeException reason) {
        scan.close();
        SparkInternals.countRowGroups(-scan.rowGroups());
        Iterator<?> batches = stock.apply(file);
        rest = batches;
        long rows = 0;
        while (rows < scan.rowsRead() && batches.hasNext()) {
            ColumnarBatch batch = (ColumnarBatch) batches.next();
            rows += batch.numRows();
            if (rows > scan.rowsRead()) {
                started = fromRow(batch, batch.numRows() - (int) (rows - scan.rowsRead()));
            }
        }
        if (rows < scan.rowsRead()) {
            throw reason;
        }
        return batches;
    }

    /** The rest of a batch of Spark's reader after rows that are already out: Quiver's batches are shorter if rows are long. */
    private ColumnarBatch fromRow(ColumnarBatch batch, int row) {
        Batch rest = new SparkVectors(types).read(batch).slice(row, batch.numRows());
        return new ColumnarBatch(CarriedColumn.vectors(rest, types), rest.rowCount());
    }

    @Override
    public void close() throws IOException {
        scan.close();
        if (rest instanceof Closeable closeable) {
            closeable.close();
        }
    }
}
