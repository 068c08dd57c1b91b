/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import io.quiver.exec.exchange.PartitionedBlockWriter;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.SparkVectors;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * Turns a task's batches into one part of {@link CollectedBlocks}: the number of rows, and their blocks. The result for the
 * driver has types that every serializer of Spark's knows.
 */
final class BlockCollector extends AbstractFunction2<TaskContext, Iterator<ColumnarBatch>, Tuple2<Object, byte[][]>>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    private final DataType[] types;
    private final SQLMetric writeTime;

    /** {@code writeTime} gets the nanoseconds in which the blocks are written and compressed. */
    BlockCollector(DataType[] types, SQLMetric writeTime) {
        this.types = types;
        this.writeTime = writeTime;
    }

    @Override
    public Tuple2<Object, byte[][]> apply(TaskContext context, Iterator<ColumnarBatch> batches) {
        SparkVectors vectors = new SparkVectors(types);
        BlockCompression compression = BlockCompression.ofThisProcess();
        List<byte[]> blocks = new ArrayList<>();
        long[] rowCount = new long[1];
        PartitionedBlockWriter writer = new PartitionedBlockWriter(
                SparkTypes.columnTypes(List.of(types)), 1, (partition, block, length, rows) -> {
                    blocks.add(compression.compress(block, length));
                    rowCount[0] += rows;
                });
        while (batches.hasNext()) {
            Batch batch = vectors.read(batches.next());
            long start = System.nanoTime();
            writer.write(batch, new IntColumn(ColumnType.INT, batch.rowCount(), new int[batch.rowCount()], null));
            writeTime.add(System.nanoTime() - start);
        }
        long start = System.nanoTime();
        writer.finish();
        writeTime.add(System.nanoTime() - start);
        return new Tuple2<>(rowCount[0], blocks.toArray(new byte[0][]));
    }
}
