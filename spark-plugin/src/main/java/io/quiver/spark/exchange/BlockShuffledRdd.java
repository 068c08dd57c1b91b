/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import io.quiver.spark.compat.Scala;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.spark.Dependency;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.Partition;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.shuffle.ShuffleHandle;
import org.apache.spark.shuffle.ShuffleManager;
import org.apache.spark.shuffle.ShuffleReader;
import org.apache.spark.sql.execution.CoalescedMapperPartitionSpec;
import org.apache.spark.sql.execution.CoalescedPartitionSpec;
import org.apache.spark.sql.execution.PartialMapperPartitionSpec;
import org.apache.spark.sql.execution.PartialReducerPartitionSpec;
import org.apache.spark.sql.execution.ShufflePartitionSpec;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLShuffleReadMetricsReporter;
import org.jspecify.annotations.Nullable;
import scala.Product2;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;

/** The read side of a columnar shuffle: blocks by AQE's partition specs, as ShuffledRowRDD of Spark 4.1 reads rows. */
final class BlockShuffledRdd extends RDD<byte[]> {
    private static final long serialVersionUID = 1L;

    private @Nullable ShuffleDependency<Object, byte[], byte[]> dependency;
    private final Map<String, SQLMetric> metrics;
    private final ShufflePartitionSpec[] specs;

    private record SpecPartition(int index, ShufflePartitionSpec spec) implements Partition {}

    BlockShuffledRdd(
            ShuffleDependency<Object, byte[], byte[]> dependency,
            Map<String, SQLMetric> metrics,
            ShufflePartitionSpec[] specs) {
        super(dependency.rdd().context(), Scala.<Dependency<?>>seqOf(), Scala.tag(byte[].class));
        this.dependency = dependency;
        this.metrics = metrics;
        this.specs = specs;
        // As ShuffledRowRDD: contiguous blocks of one map output may be fetched in one request.
        dependency.rdd().context().setLocalProperty("__fetch_continuous_blocks_in_batch_enabled", "true");
    }

    private ShuffleDependency<Object, byte[], byte[]> dependency() {
        if (dependency == null) {
            throw new IllegalStateException("the shuffle's dependencies were cleared");
        }
        return dependency;
    }

    @Override
    public Seq<Dependency<?>> getDependencies() {
        return Scala.<Dependency<?>>seqOf(dependency());
    }

    @Override
    public Partition[] getPartitions() {
        Partition[] partitions = new Partition[specs.length];
        for (int i = 0; i < partitions.length; i++) {
            partitions[i] = new SpecPartition(i, specs[i]);
        }
        return partitions;
    }

    @Override
    public Seq<String> getPreferredLocations(Partition partition) {
        MapOutputTrackerMaster tracker = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
        ShufflePartitionSpec spec = ((SpecPartition) partition).spec();
        if (spec instanceof CoalescedPartitionSpec coalesced) {
            Set<String> hosts = new LinkedHashSet<>();
            for (int reducer = coalesced.startReducerIndex(); reducer < coalesced.endReducerIndex(); reducer++) {
                hosts.addAll(Scala.list(tracker.getPreferredLocationsForShuffle(dependency(), reducer)));
            }
            return Scala.seq(hosts);
        }
        if (spec instanceof PartialReducerPartitionSpec partial) {
            return tracker.getMapLocation(dependency(), partial.startMapIndex(), partial.endMapIndex());
        }
        if (spec instanceof PartialMapperPartitionSpec partial) {
            return tracker.getMapLocation(dependency(), partial.mapIndex(), partial.mapIndex() + 1);
        }
        if (spec instanceof CoalescedMapperPartitionSpec mappers) {
            return tracker.getMapLocation(dependency(), mappers.startMapIndex(), mappers.endMapIndex());
        }
        throw unknown(spec);
    }

    @Override
    public Iterator<byte[]> compute(Partition partition, TaskContext context) {
        SQLShuffleReadMetricsReporter reporter =
                new SQLShuffleReadMetricsReporter(context.taskMetrics().createTempShuffleReadMetrics(), metrics);
        Iterator<Product2<Object, byte[]>> records =
                reader(((SpecPartition) partition).spec(), context, reporter).read();
        return new AbstractIterator<>() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public byte[] next() {
                return records.next()._2();
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
        throw unknown(spec);
    }

    private static IllegalArgumentException unknown(ShufflePartitionSpec spec) {
        return new IllegalArgumentException("unknown shuffle partition spec: " + spec);
    }

    @Override
    public void clearDependencies() {
        super.clearDependencies();
        dependency = null;
    }
}
