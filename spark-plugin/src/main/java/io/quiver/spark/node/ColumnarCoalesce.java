/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.plan.UnaryQuiverPlan;
import java.util.Map;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.CoalesceExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;

/** Runs {@code coalesce(n)} over a columnar plan: batches stay batches, and a parent that needs rows gets rows. */
public final class ColumnarCoalesce extends UnaryQuiverPlan {
    private final int partitionCount;

    public ColumnarCoalesce(int partitionCount, SparkPlan child) {
        super(child);
        this.partitionCount = partitionCount;
    }

    @Override
    protected Object[] arguments() {
        return new Object[] {partitionCount, child()};
    }

    @Override
    public SparkPlan withNewChildInternal(SparkPlan child) {
        return new ColumnarCoalesce(partitionCount, child);
    }

    @Override
    protected void defineMetrics(Map<String, SQLMetric> metrics) {}

    @Override
    public String nodeName() {
        return "QuiverCoalesce";
    }

    @Override
    public Partitioning outputPartitioning() {
        return stock().outputPartitioning();
    }

    /** No order: concatenated partitions are not sorted. */
    @Override
    public Seq<SortOrder> outputOrdering() {
        return stock().outputOrdering();
    }

    private CoalesceExec stock() {
        return new CoalesceExec(partitionCount, child());
    }

    @Override
    public SparkPlan doCanonicalize() {
        return (SparkPlan) stock().canonicalized();
    }

    @Override
    public RDD<InternalRow> doExecute() {
        return stock().doExecute();
    }

    @Override
    public RDD<ColumnarBatch> doExecuteColumnar() {
        RDD<ColumnarBatch> batches = child().executeColumnar();
        if (partitionCount == 1 && batches.getNumPartitions() < 1) {
            return new EmptyPartition(batches.sparkContext());
        }
        return batches.coalesce(partitionCount, false, Option.empty(), null);
    }

    /** The single partition that this plan promises if there are no rows. */
    private static final class EmptyPartition extends RDD<ColumnarBatch> {
        private static final long serialVersionUID = 1L;

        EmptyPartition(SparkContext context) {
            super(context, Scala.seqOf(), Scala.tag(ColumnarBatch.class));
        }

        @Override
        public Partition[] getPartitions() {
            return new Partition[] {new OnePartition()};
        }

        private static final class OnePartition implements Partition {
            private static final long serialVersionUID = 1L;

            @Override
            public int index() {
                return 0;
            }
        }

        @Override
        public Iterator<ColumnarBatch> compute(Partition split, TaskContext context) {
            return scala.collection.Iterator$.MODULE$.empty();
        }
    }
}
