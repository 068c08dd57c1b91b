/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import io.quiver.spark.compat.Scala;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/** A node without inputs that returns the rows of another plan, in its partitions and its order. */
public abstract class LeafQuiverPlan extends QuiverPlan {
    private final SparkPlan source;

    protected LeafQuiverPlan(SparkPlan source) {
        this.source = source;
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
        return source.output();
    }

    @Override
    public Partitioning outputPartitioning() {
        return source.outputPartitioning();
    }

    @Override
    public Seq<SortOrder> outputOrdering() {
        return source.outputOrdering();
    }
}
