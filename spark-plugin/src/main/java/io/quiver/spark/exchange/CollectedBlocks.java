/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import io.quiver.exec.exchange.BlockReader;
import io.quiver.exec.operator.BatchSource;
import io.quiver.spark.column.BatchRows;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Tuple2;
import scala.collection.AbstractIterator;

/** All rows of a columnar plan, as compressed blocks in partition order. Immutable. */
public final class CollectedBlocks implements Serializable {
    private static final long serialVersionUID = 1L;

    private final DataType[] types;
    private final List<byte[]> blocks;
    private final long rowCount;

    private CollectedBlocks(DataType[] types, List<byte[]> blocks, long rowCount) {
        this.types = types;
        this.blocks = blocks;
        this.rowCount = rowCount;
    }

    /**
     * Runs a job that brings the batches to the driver, and adds the nanoseconds in which its tasks write blocks to {@code writeTime}.
     * Does not use collect(), for whose closures Spark reads class files.
     */
    @SuppressWarnings("unchecked")
    public static CollectedBlocks of(RDD<ColumnarBatch> batches, DataType[] types, SQLMetric writeTime) {
        Object parts =
                batches.sparkContext().runJob(batches, new BlockCollector(types, writeTime), Scala.tag(Tuple2.class));
        List<byte[]> blocks = new ArrayList<>();
        long rowCount = 0;
        for (Tuple2<Object, byte[][]> part : (Tuple2<Object, byte[][]>[]) parts) {
            rowCount += (Long) part._1();
            blocks.addAll(List.of(part._2()));
        }
        return new CollectedBlocks(types, blocks, rowCount);
    }

    public long rowCount() {
        return rowCount;
    }

    /** The compressed size of the blocks in bytes. */
    long sizeBytes() {
        long size = 0;
        for (byte[] block : blocks) {
            size += block.length;
        }
        return size;
    }

    /** The batches, decoded one by one. */
    BatchSource batches() {
        BlockReader reader = new BlockReader(SparkTypes.columnTypes(List.of(types)));
        BlockCompression compression = BlockCompression.ofThisProcess();
        java.util.Iterator<byte[]> remaining = blocks.iterator();
        return () -> {
            if (!remaining.hasNext()) {
                return null;
            }
            byte[] block = compression.decompress(remaining.next());
            return reader.read(block, 0, block.length);
        };
    }

    /** The rows for an operator of Spark's; each is a separate object, as Spark's own collected rows are. */
    public Rows rows() {
        return new Rows(this);
    }

    /** Rows that still know their blocks. */
    public static final class Rows extends AbstractIterator<InternalRow> {
        private final CollectedBlocks blocks;
        private final BatchRows rows;

        private Rows(CollectedBlocks blocks) {
            this.blocks = blocks;
            rows = new BatchRows(blocks.batches(), blocks.types);
        }

        CollectedBlocks blocks() {
            return blocks;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public InternalRow next() {
            return rows.next().copy();
        }
    }
}
