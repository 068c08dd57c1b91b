/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.task;

import io.quiver.spark.compat.Scala;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;

/**
 * One side of all pairs of a left and a right partition, in the order of Spark's CartesianRDD (4.1): partition {@code i} pairs
 * the left one {@code i / rights} with the right one {@code i % rights}.
 */
public final class PairedRdd extends RDD<Object> {
    private static final long serialVersionUID = 1L;

    private @Nullable RDD<Object> side;
    private final boolean isLeft;
    private final int lefts;
    private final int rights;

    /** Serializes the parent's partition with the pair, in its current state, as Spark's own partitions do. */
    private static final class Pair implements Partition {
        private static final long serialVersionUID = 1L;
        private final int index;
        private final transient RDD<Object> side;
        private final int parentIndex;
        private Partition parent;

        Pair(int index, RDD<Object> side, int parentIndex) {
            this.index = index;
            this.side = side;
            this.parentIndex = parentIndex;
            this.parent = side.partitions()[parentIndex];
        }

        @Override
        public int index() {
            return index;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            parent = side.partitions()[parentIndex];
            out.defaultWriteObject();
        }
    }

    /** Maps a pair to its partition of one side. */
    private static final class OneOfPair extends NarrowDependency<Object> {
        private static final long serialVersionUID = 1L;
        private final boolean isLeft;
        private final int rights;

        OneOfPair(RDD<Object> side, boolean isLeft, int rights) {
            super(side);
            this.isLeft = isLeft;
            this.rights = rights;
        }

        @Override
        public Seq<Object> getParents(int partition) {
            return Scala.<Object>seqOf(isLeft ? partition / rights : partition % rights);
        }
    }

    private PairedRdd(RDD<Object> side, boolean isLeft, int lefts, int rights) {
        super(side.context(), Scala.<Dependency<?>>seqOf(), Scala.tag(Object.class));
        this.side = side;
        this.isLeft = isLeft;
        this.lefts = lefts;
        this.rights = rights;
    }

    /** Both sides, each with one partition per pair. */
    public static List<RDD<Object>> of(RDD<Object> left, RDD<Object> right) {
        int lefts = left.getNumPartitions();
        int rights = right.getNumPartitions();
        return List.of(new PairedRdd(left, true, lefts, rights), new PairedRdd(right, false, lefts, rights));
    }

    private RDD<Object> side() {
        if (side == null) {
            throw new IllegalStateException("the dependencies of the pairs were cleared");
        }
        return side;
    }

    @Override
    public Seq<Dependency<?>> getDependencies() {
        return Scala.<Dependency<?>>seqOf(new OneOfPair(side(), isLeft, rights));
    }

    @Override
    public Partition[] getPartitions() {
        Partition[] pairs = new Partition[Math.multiplyExact(lefts, rights)];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new Pair(i, side(), isLeft ? i / rights : i % rights);
        }
        return pairs;
    }

    @Override
    public Seq<String> getPreferredLocations(Partition partition) {
        return side().preferredLocations(((Pair) partition).parent);
    }

    @Override
    public Iterator<Object> compute(Partition partition, TaskContext context) {
        return side().iterator(((Pair) partition).parent, context);
    }

    @Override
    public void clearDependencies() {
        super.clearDependencies();
        side = null;
    }
}
