/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.cache;

import io.quiver.exec.exchange.BlockReader;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.spark.column.SparkTypes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.columnar.SimpleMetricsCachedBatch;
import org.apache.spark.sql.types.DataType;

/**
 * A batch of a cached table. Each column is a separate block, so that a scan decodes only the columns it needs. Spark's
 * statistics let a scan skip whole batches. Immutable.
 */
final class CachedColumns implements SimpleMetricsCachedBatch, Serializable {
    private static final long serialVersionUID = 1L;

    private final int rowCount;
    private final byte[][] columns;
    private final InternalRow statistics;

    CachedColumns(int rowCount, byte[][] columns, InternalRow statistics) {
        this.rowCount = rowCount;
        this.columns = columns;
        this.statistics = statistics;
    }

    @Override
    public int numRows() {
        return rowCount;
    }

    /**
     * Five fields per column (Spark 4.1's PartitionStatistics): lower bound, upper bound, nulls, rows, and the bytes that the
     * values would take in a batch of Spark's. The sum of these bytes is the size of this batch.
     */
    @Override
    public InternalRow stats() {
        return statistics;
    }

    /** Decodes the columns at {@code ordinals}, which have {@code types}. */
    Batch decode(int[] ordinals, DataType[] types) {
        List<Column> decoded = new ArrayList<>(ordinals.length);
        for (int i = 0; i < ordinals.length; i++) {
            byte[] block = BlockPacking.unpack(columns[ordinals[i]]);
            decoded.add(new BlockReader(List.of(SparkTypes.columnType(types[i])))
                    .read(block, 0, block.length)
                    .column(0));
        }
        return new Batch(decoded, rowCount);
    }
}
