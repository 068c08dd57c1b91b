/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.task;

import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ZippedPartitionsBaseRDD;
import org.apache.spark.rdd.ZippedPartitionsPartition;
import scala.collection.Iterator;
import scala.reflect.ClassTag;

/** Runs one fragment over the partitions of its inputs, which have equal numbers of partitions. */
public final class FragmentRdd<T> extends ZippedPartitionsBaseRDD<T> {
    private static final long serialVersionUID = 1L;

    private final FragmentOutput<T> output;

    public FragmentRdd(SparkContext context, List<RDD<Object>> inputs, FragmentOutput<T> output, ClassTag<T> tag) {
        super(context, Scala.<RDD<?>>seq(inputs), false, tag);
        this.output = output;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Iterator<T> compute(Partition split, TaskContext context) {
        List<RDD<?>> parents = Scala.list(rdds());
        List<Partition> partitions = Scala.list(((ZippedPartitionsPartition) split).partitions());
        List<Iterator<Object>> inputs = new ArrayList<>();
        for (int i = 0; i < parents.size(); i++) {
            inputs.add(((RDD<Object>) parents.get(i)).iterator(partitions.get(i), context));
        }
        return output.over(split.index(), inputs);
    }
}
