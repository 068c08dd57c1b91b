/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import io.quiver.exec.exchange.BlockReader;
import io.quiver.spark.column.ColumnView;
import io.quiver.spark.column.SparkTypes;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.shuffle.ShuffleHandle;
import org.apache.spark.shuffle.ShuffleManager;
import org.apache.spark.shuffle.ShuffleReader;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.CoalescedMapperPartitionSpec;
import org.apache.spark.sql.execution.CoalescedPartitionSpec;
import org.apache.spark.sql.execution.PartialMapperPartitionSpec;
import org.apache.spark.sql.execution.PartialReducerPartitionSpec;
import org.apache.spark.sql.execution.ShufflePartitionSpec;
import org.apache.spark.sql.execution.ShuffledRowRDD;
import org.apache.spark.sql.execution.ShuffledRowRDDPartition;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLShuffleReadMetricsReporter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Product2;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.collection.immutable.Map;

/**
 * Reads a columnar shuffle in batches, by AQE's partition specs. The stock RDD decides where partitions are read, how they are
 * laid out and how blocks are fetched. Only the decoding of blocks differs.
 */
final class BlockShuffledRdd extends ShuffledRowRDD {
    private static final long serialVersionUID = 1L;

    private final Map<String, SQLMetric> metrics;
    private final DataType[] types;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private BlockShuffledRdd(
            ShuffleDependency<Object, byte[], byte[]> dependency,
            Map<String, SQLMetric> metrics,
            ShufflePartitionSpec[] specs,
            DataType[] types) {
        super((ShuffleDependency) dependency, metrics, specs);
        this.metrics = metrics;
        this.types = types;
    }

    /** Creates an RDD of batches: Spark passes columns, too, under the type of rows. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static RDD<ColumnarBatch> of(
            ShuffleDependency<Object, byte[], byte[]> dependency,
            Map<String, SQLMetric> metrics,
            ShufflePartitionSpec[] specs,
            DataType[] types) {
        return (RDD) new BlockShuffledRdd(dependency, metrics, specs, types);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Iterator<InternalRow> compute(Partition partition, TaskContext context) {
        SQLShuffleReadMetricsReporter reporter =
                new SQLShuffleReadMetricsReporter(context.taskMetrics().createTempShuffleReadMetrics(), metrics);
        return (Iterator) batches(reader(((ShuffledRowRDDPartition) partition).spec(), context, reporter)
                .read());
    }

    private Iterator<ColumnarBatch> batches(Iterator<Product2<Object, byte[]>> records) {
        // a record is an array of its own
        BlockReader reader = BlockReader.inPlace(SparkTypes.columnTypes(List.of(types)));
        return new AbstractIterator<>() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public ColumnarBatch next() {
                byte[] block = records.next()._2();
                return ColumnView.batch(reader.read(block, 0, block.length), types);
            }
        };
    }

    private ShuffleReader<Object, byte[]> reader(
            ShufflePartitionSpec spec, TaskContext context, SQLShuffleReadMetricsReporter reporter) {
        ShuffleManager manager = SparkEnv.get().shuffleManager();
        ShuffleHandle handle = dependency().shuffleHandle();
        if (spec instanceof CoalescedPartitionSpec coalesced) {
            return manager.getReader(
                    handle, coalesced.startReducerIndex(), coalesced.endReducerIndex(), context, reporter);
        }
        if (spec instanceof PartialReducerPartitionSpec partial) {
            return manager.getReader(
                    handle,
                    partial.startMapIndex(),
                    partial.endMapIndex(),
                    partial.reducerIndex(),
                    partial.reducerIndex() + 1,
                    context,
                    reporter);
        }
        if (spec instanceof PartialMapperPartitionSpec partial) {
            return manager.getReader(
                    handle,
                    partial.mapIndex(),
                    partial.mapIndex() + 1,
                    partial.startReducerIndex(),
                    partial.endReducerIndex(),
                    context,
                    reporter);
        }
        if (spec instanceof CoalescedMapperPartitionSpec mappers) {
            return manager.getReader(
                    handle,
                    mappers.startMapIndex(),
                    mappers.endMapIndex(),
                    0,
                    mappers.numReducers(),
                    context,
                    reporter);
        }
        throw new IllegalArgumentException("unknown shuffle partition spec: " + spec);
    }
}
