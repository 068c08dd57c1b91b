/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import io.quiver.spark.compat.Scala;
import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;

/** Returns the rows that the running task has kept of one input, whatever partition is requested. */
public final class ReplayRdd extends RDD<InternalRow> {
    private static final long serialVersionUID = 1L;

    private static final ThreadLocal<@Nullable List<KeptRows>> REPLAYED = new ThreadLocal<>();

    private final int ordinal;
    private final int partitionCount;

    private record Numbered(int index) implements Partition {
        @Override
        public int hashCode() {
            return index;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Numbered numbered && numbered.index == index;
        }
    }

    public ReplayRdd(SparkContext context, int ordinal, int partitionCount) {
        super(context, Scala.<Dependency<?>>seqOf(), Scala.tag(InternalRow.class));
        this.ordinal = ordinal;
        this.partitionCount = partitionCount;
    }

    /** Makes this thread read these rows as the inputs, until {@link #forget}. */
    static void replay(List<KeptRows> inputs) {
        REPLAYED.set(inputs);
    }

    static void forget() {
        REPLAYED.remove();
    }

    @Override
    public Partition[] getPartitions() {
        Partition[] partitions = new Partition[partitionCount];
        for (int i = 0; i < partitionCount; i++) {
            partitions[i] = new Numbered(i);
        }
        return partitions;
    }

    @Override
    public Iterator<InternalRow> compute(Partition partition, TaskContext context) {
        List<KeptRows> inputs = REPLAYED.get();
        if (inputs == null) {
            throw new IllegalStateException("no rows are kept of input " + ordinal);
        }
        return inputs.get(ordinal).rows();
    }
}
