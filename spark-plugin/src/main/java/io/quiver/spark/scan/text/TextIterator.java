/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.text;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.scan.parquet.ScanColumn;
import io.quiver.exec.scan.text.TextScan;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.spark.column.CarriedColumn;
import io.quiver.spark.scan.file.BatchesOfFile;
import io.quiver.spark.scan.file.FallbackReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Function1;
import scala.collection.Iterator;

/**
 * Iterates over the batches of one split of a file. If reading fails, at a malformed line in mode FAILFAST or in the middle of
 * the file, Spark's reader starts on the split, skips the rows that are already out, and reaches the error itself.
 */
final class TextIterator extends BatchesOfFile {
    private static final Logger LOG = LoggerFactory.getLogger(TextIterator.class);

    private final TextScan scan;
    private final List<ScanColumn.Constant> partition;
    private final DataType[] types;
    private final PartitionedFile file;
    private final Function1<PartitionedFile, Iterator<InternalRow>> stock;
    private final boolean isFilteredBySpark;
    private final FallbackReport fallbacks;
    private @Nullable RowBatches rest;

    TextIterator(
            TextScan scan,
            List<ScanColumn.Constant> partition,
            DataType[] types,
            PartitionedFile file,
            Function1<PartitionedFile, Iterator<InternalRow>> stock,
            boolean isFilteredBySpark,
            FallbackReport fallbacks) {
        this.scan = scan;
        this.partition = partition;
        this.types = types;
        this.file = file;
        this.stock = stock;
        this.isFilteredBySpark = isFilteredBySpark;
        this.fallbacks = fallbacks;
    }

    @Override
    protected @Nullable Object read() {
        if (rest == null) {
            try {
                return readOurs();
            } catch (Exception e) { // Scala throws checked ones undeclared
                Cancellation.unlessEnded(e);
                LOG.debug("Spark's reader takes {} from row {} on", file.urlEncodedPath(), scan.rowsRead(), e);
                fallbacks.add("after some rows: " + e.getClass().getSimpleName());
                rest = restOfFile(e);
            }
        }
        return rest.hasNext() ? rest.next() : null;
    }

    private @Nullable TextBatch readOurs() {
        Batch batch = scan.next();
        if (batch == null) {
            return null;
        }
        List<Column> columns = new ArrayList<>(batch.columns());
        for (ScanColumn.Constant constant : partition) {
            columns.add(constant.column(batch.rowCount()));
        }
        Batch whole = new Batch(columns, batch.rowCount());
        return new TextBatch(CarriedColumn.vectors(whole, types), whole.rowCount(), scan.rowsOfSpark());
    }

    private RowBatches restOfFile(Exception reason) {
        closeScan();
        RowBatches batches = new RowBatches(stock.apply(file), types);
        // of rows that a filter leaves out nobody knows which are out already: then Spark's reader comes to the error,
        // or ours stands
        if (isFilteredBySpark || !batches.skip(scan.rowsRead())) {
            batches.skip(Long.MAX_VALUE);
            throw RowFailure.raise(reason);
        }
        return batches;
    }

    private void closeScan() {
        try {
            scan.close();
        } catch (IOException e) {
            LOG.debug("Closing {} fails", file.urlEncodedPath(), e);
        }
    }

    @Override
    public void close() throws IOException {
        scan.close();
        if (rest != null) {
            rest.close();
        }
    }
}
