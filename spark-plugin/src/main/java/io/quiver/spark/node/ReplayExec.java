/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.plan.QuiverPlan;
import io.quiver.spark.verify.ReplayRdd;
import java.util.Map;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/** Stands for an input of a fragment below its stock operators: the rows that the task has kept of it. */
public final class ReplayExec extends QuiverPlan {
    private final SparkPlan input;
    private final Integer ordinal;
    private final Integer partitionCount;

    /** {@code ordinal} is the input's among those that come in partitions. */
    public ReplayExec(SparkPlan input, Integer ordinal, Integer partitionCount) {
        this.input = input;
        this.ordinal = ordinal;
        this.partitionCount = partitionCount;
    }

    @Override
    protected Object[] arguments() {
        return new Object[] {input, ordinal, partitionCount};
    }

    @Override
    public Seq<SparkPlan> children() {
        return Scala.seqOf();
    }

    @Override
    public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
        return this;
    }

    @Override
    public Seq<Attribute> output() {
        return input.output();
    }

    @Override
    public Partitioning outputPartitioning() {
        return input.outputPartitioning();
    }

    @Override
    public Seq<SortOrder> outputOrdering() {
        return input.outputOrdering();
    }

    @Override
    protected void defineMetrics(Map<String, SQLMetric> metrics) {}

    @Override
    public boolean supportsColumnar() {
        return false;
    }

    @Override
    public RDD<InternalRow> doExecute() {
        return new ReplayRdd(sparkContext(), ordinal, partitionCount);
    }

    @Override
    public String simpleString(int maxFields) {
        return "input %d %s".formatted(ordinal, output().mkString("[", ", ", "]"));
    }
}
