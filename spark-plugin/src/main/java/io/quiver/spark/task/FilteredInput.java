/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.task;

import io.quiver.exec.operator.FilterableSource;
import io.quiver.exec.operator.RowFilter;
import io.quiver.exec.operator.RowFilterChain;
import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.SparkVectors;
import io.quiver.spark.scan.FilteredBatch;
import io.quiver.spark.scan.PushedFilters;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;

/**
 * Reads the batches of a scan that may drop rows. It passes the filters to the scan, and applies them to batches from Spark's
 * reader, which has not applied them all.
 */
final class FilteredInput implements FilterableSource {
    private final Iterator<Object> batches;
    private final SparkVectors vectors;
    private final PushedFilters filters;
    private final PushedFilters.OfPartition ofPartition = new PushedFilters.OfPartition();
    private final RowFilterChain chain = new RowFilterChain();

    FilteredInput(Iterator<Object> batches, SparkVectors vectors, PushedFilters filters) {
        this.batches = batches;
        this.vectors = vectors;
        this.filters = filters;
    }

    @Override
    public void filterWith(RowFilter filter) {
        ofPartition.add(filter);
        chain.add(filter);
    }

    @Override
    public @Nullable Batch next() {
        if (!filters.reading(ofPartition, batches::hasNext)) {
            return null;
        }
        ColumnarBatch batch = filters.reading(ofPartition, () -> (ColumnarBatch) batches.next());
        Batch columns = vectors.read(batch);
        boolean isFiltered = batch instanceof FilteredBatch filtered && filtered.filterCount() == ofPartition.size();
        return isFiltered ? columns : chain.filter(columns);
    }
}
