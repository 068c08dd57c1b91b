/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import io.quiver.bridge.TranslatedFragment;
import io.quiver.exec.exchange.PartitionedBlockWriter;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.SparkVectors;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.translation.TaskFragment;
import io.quiver.spark.translation.Translation;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.apache.spark.PartitionIdPassthrough;
import org.apache.spark.Partitioner;
import org.apache.spark.RangePartitioner;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.codegen.LazilyGeneratedOrdering;
import org.apache.spark.sql.catalyst.plans.physical.HashPartitioning;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.catalyst.plans.physical.RangePartitioning;
import org.apache.spark.sql.catalyst.plans.physical.RoundRobinPartitioning;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec$;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.Product2;
import scala.Tuple2;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;

/** Writes a columnar shuffle: batches in, (partition id, block) records out. */
final class BlockSplit extends AbstractFunction2<Object, Iterator<ColumnarBatch>, Iterator<Product2<Object, byte[]>>>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The metrics of the write side that the SQL tab shows. */
    record Metrics(SQLMetric dataSize, SQLMetric rows, SQLMetric blocks, SQLMetric splitTime) implements Serializable {}

    private final DataType[] types;
    private final int partitionCount;
    private final PartitionIds partitionIds;
    private final Metrics metrics;

    private BlockSplit(DataType[] types, int partitionCount, PartitionIds partitionIds, Metrics metrics) {
        this.types = types;
        this.partitionCount = partitionCount;
        this.partitionIds = partitionIds;
        this.metrics = metrics;
    }

    /** Shuffles {@code input} by {@code partitioning}; partition ids equal stock Spark's for the same rows. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static ShuffleDependency<Object, byte[], byte[]> dependency(
            RDD<ColumnarBatch> input,
            List<Attribute> output,
            Partitioning partitioning,
            Metrics metrics,
            scala.collection.immutable.Map<String, SQLMetric> writeMetrics) {
        DataType[] types = SparkTypes.dataTypes(output);
        int count = partitioning.numPartitions();
        PartitionIds ids = new SinglePartitionId();
        boolean isOrderSensitive = false;
        if (partitioning instanceof HashPartitioning hash) {
            ids = new ComputedPartitionIds(
                    Translation.translator().translateProjection(output, List.of(hash.partitionIdExpression())));
        } else if (partitioning instanceof RangePartitioning range && count > 1) {
            Partitioner partitioner = rangePartitioner(input, output, types, range);
            count = partitioner.numPartitions();
            ids = new RangePartitionIds(sortExpressions(range), output, types, partitioner);
        } else if (partitioning instanceof RoundRobinPartitioning) {
            boolean sortsFirst = SQLConf.get().sortBeforeRepartition();
            ids = new RoundRobinIds(types, count, sortsFirst);
            isOrderSensitive = count > 1 && !sortsFirst;
        }
        RDD<Product2<Object, byte[]>> records = (RDD) input.mapPartitionsWithIndex(
                new BlockSplit(types, count, ids, metrics), false, isOrderSensitive, Scala.tag(Product2.class));
        return new BlockShuffleDependency(
                records,
                new PartitionIdPassthrough(count),
                ShuffleExchangeExec$.MODULE$.createShuffleWriteProcessor(writeMetrics));
    }

    private static List<Expression> sortExpressions(RangePartitioning range) {
        List<Expression> expressions = new ArrayList<>();
        for (SortOrder order : Scala.list(range.ordering())) {
            expressions.add(order.child());
        }
        return expressions;
    }

    /** Computes bounds from a sample of the sort keys, as ShuffleExchangeExec.prepareShuffleDependency of Spark 4.1 does. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Partitioner rangePartitioner(
            RDD<ColumnarBatch> input, List<Attribute> output, DataType[] types, RangePartitioning range) {
        RDD<Product2<InternalRow, Object>> sample = (RDD) input.mapPartitions(
                new KeySample(sortExpressions(range), output, types), false, Scala.tag(Tuple2.class));
        List<SortOrder> ordering = new ArrayList<>();
        for (SortOrder order : Scala.list(range.ordering())) {
            ordering.add(new SortOrder(
                    new BoundReference(ordering.size(), order.dataType(), order.nullable()),
                    order.direction(),
                    order.nullOrdering(),
                    Scala.seqOf()));
        }
        return new RangePartitioner<InternalRow, Object>(
                range.numPartitions(),
                sample,
                true,
                SQLConf.get().rangeExchangeSampleSizePerPartition(),
                new LazilyGeneratedOrdering(Scala.seq(ordering)),
                Scala.tag(InternalRow.class));
    }

    @Override
    public Iterator<Product2<Object, byte[]>> apply(Object partition, Iterator<ColumnarBatch> batches) {
        return new Records(batches);
    }

    private final class Records extends AbstractIterator<Product2<Object, byte[]>> {
        private final Queue<Product2<Object, byte[]>> ready = new ArrayDeque<>();
        private final IdentifiedBatches input;
        private final PartitionedBlockWriter writer;
        private boolean finished;

        Records(Iterator<ColumnarBatch> batches) {
            SparkVectors vectors = new SparkVectors(types);
            input = partitionIds.open(() -> batches.hasNext() ? vectors.read(batches.next()) : null);
            List<ColumnType> columnTypes = SparkTypes.columnTypes(List.of(types));
            writer = new PartitionedBlockWriter(columnTypes, partitionCount, (partition, block, length, rowCount) -> {
                metrics.dataSize().add(length);
                metrics.rows().add(rowCount);
                metrics.blocks().add(1);
                ready.add(new Tuple2<>(partition, Arrays.copyOf(block, length)));
            });
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !finished) {
                if (input.advance()) {
                    long start = System.nanoTime();
                    writer.write(input.batch(), input.ids());
                    metrics.splitTime().add(System.nanoTime() - start);
                } else {
                    writer.finish();
                    finished = true;
                }
            }
            return !ready.isEmpty();
        }

        @Override
        public Product2<Object, byte[]> next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException("no more blocks");
            }
            return ready.remove();
        }
    }

    /** Assigns rows to partitions. */
    interface PartitionIds extends Serializable {
        IdentifiedBatches open(BatchSource source);
    }

    /** Batches with the partition of each row. */
    interface IdentifiedBatches {
        /** Moves to the next batch; false at the end. */
        boolean advance();

        Batch batch();

        IntColumn ids();
    }

    private static final class Identified implements IdentifiedBatches {
        private final BatchSource source;
        private final java.util.function.Function<Batch, IntColumn> identify;
        private @Nullable Batch batch;

        Identified(BatchSource source, java.util.function.Function<Batch, IntColumn> identify) {
            this.source = source;
            this.identify = identify;
        }

        @Override
        public boolean advance() {
            batch = source.next();
            return batch != null;
        }

        @Override
        public Batch batch() {
            if (batch == null) {
                throw new IllegalStateException("no batch");
            }
            return batch;
        }

        @Override
        public IntColumn ids() {
            return identify.apply(batch());
        }
    }

    /** Assigns every row to partition 0. */
    private record SinglePartitionId() implements PartitionIds {
        @Override
        public IdentifiedBatches open(BatchSource source) {
            return new Identified(
                    source, batch -> new IntColumn(ColumnType.INT, batch.rowCount(), new int[batch.rowCount()], null));
        }
    }

    /** Computed by the executor: HashPartitioning.partitionIdExpression. The translated projection contains only the id. */
    private record ComputedPartitionIds(TaskFragment.Program program) implements PartitionIds {
        ComputedPartitionIds(TranslatedFragment fragment) {
            this(TaskFragment.Program.of(fragment));
        }

        @Override
        public IdentifiedBatches open(BatchSource source) {
            Batch[] current = new Batch[1];
            BatchSource operator = TaskFragment.open(program, List.of(() -> {
                Batch batch = current[0];
                current[0] = null;
                return batch;
            }));
            return new Identified(source, batch -> {
                current[0] = batch;
                return ids(operator, batch.rowCount());
            });
        }

        /** The projection may return the ids of a few rows at a time if its keys are long. */
        private static IntColumn ids(BatchSource operator, int rowCount) {
            Batch first = part(operator);
            if (first.rowCount() == rowCount) {
                return (IntColumn) first.column(0).flat();
            }
            int[] ids = new int[rowCount];
            int count = 0;
            for (Batch part = first; ; part = part(operator)) {
                Column column = part.column(0).flat();
                System.arraycopy(((IntColumn) column).values(), 0, ids, count, part.rowCount());
                count += part.rowCount();
                if (count == rowCount) {
                    return new IntColumn(ColumnType.INT, rowCount, ids, null);
                }
            }
        }

        /** Raises the error of a failing key after the ids of the rows before it were returned. */
        private static Batch part(BatchSource operator) {
            Batch ids = operator.next();
            if (ids == null) {
                throw new IllegalStateException("partition ids do not match their rows");
            }
            return ids;
        }
    }

    /** Uses Spark's RangePartitioner, row by row. */
    private record RangePartitionIds(
            List<Expression> keys, List<Attribute> input, DataType[] types, Partitioner partitioner)
            implements PartitionIds {
        @Override
        public IdentifiedBatches open(BatchSource source) {
            UnsafeProjection projection = UnsafeProjection.create(Scala.seq(keys), Scala.seq(input));
            BatchRow row = new BatchRow(types);
            return new Identified(source, batch -> {
                row.reset(batch);
                int[] ids = new int[batch.rowCount()];
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = partitioner.getPartition(projection.apply(row.at(i)));
                }
                return new IntColumn(ColumnType.INT, ids.length, ids, null);
            });
        }
    }

    /** The sort keys of all rows, as rows, for the sampling job. */
    private static final class KeySample
            extends AbstractFunction1<Iterator<ColumnarBatch>, Iterator<Tuple2<InternalRow, Object>>>
            implements Serializable {
        private static final long serialVersionUID = 1L;
        private final List<Expression> keys;
        private final List<Attribute> input;
        private final DataType[] types;

        KeySample(List<Expression> keys, List<Attribute> input, DataType[] types) {
            this.keys = new ArrayList<>(keys);
            this.input = new ArrayList<>(input);
            this.types = types;
        }

        @Override
        public Iterator<Tuple2<InternalRow, Object>> apply(Iterator<ColumnarBatch> batches) {
            UnsafeProjection projection = UnsafeProjection.create(Scala.seq(keys), Scala.seq(input));
            SparkVectors vectors = new SparkVectors(types);
            BatchRow row = new BatchRow(types);
            return new AbstractIterator<>() {
                private int position;
                private int rowCount;

                @Override
                public boolean hasNext() {
                    while (position == rowCount && batches.hasNext()) {
                        Batch batch = vectors.read(batches.next());
                        row.reset(batch);
                        position = 0;
                        rowCount = batch.rowCount();
                    }
                    return position < rowCount;
                }

                @Override
                @SuppressWarnings("NullAway") // Spark's sampling looks at keys only
                public Tuple2<InternalRow, Object> next() {
                    if (!hasNext()) {
                        throw new java.util.NoSuchElementException("no more keys");
                    }
                    return new Tuple2<>(projection.apply(row.at(position++)).copy(), null);
                }
            };
        }
    }
}
