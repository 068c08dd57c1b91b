/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkInternals;
import org.apache.spark.Partitioner;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.rdd.RDD;
import org.apache.spark.shuffle.ShuffleHandle;
import org.apache.spark.shuffle.ShuffleWriteProcessor;
import scala.Option;
import scala.Product2;

/**
 * A shuffle of blocks. Up to spark.shuffle.sort.bypassMergeThreshold partitions, Spark's sort shuffle manager would open a file
 * per partition (BypassMergeSortShuffleWriter). Instead, the map task uses its serialized writer (UnsafeShuffleWriter): it writes
 * one file, and waiting blocks are in Spark's memory pool and spill. Readers see the same files. Other shuffle managers are not
 * affected.
 */
final class BlockShuffleDependency extends ShuffleDependency<Object, byte[], byte[]> {
    private static final long serialVersionUID = 1L;

    BlockShuffleDependency(
            RDD<Product2<Object, byte[]>> records, Partitioner partitioner, ShuffleWriteProcessor writeProcessor) {
        super(
                records,
                partitioner,
                new BlockSerializer(),
                Option.empty(),
                Option.empty(),
                false,
                writeProcessor,
                Scala.tag(Integer.class),
                Scala.tag(byte[].class),
                Scala.tag(byte[].class));
    }

    @Override
    public ShuffleHandle shuffleHandle() {
        return SparkInternals.oneFileHandle(super.shuffleHandle(), this);
    }
}
