/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnaryExecNode;
import scala.Function1;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/** A node over one child that keeps the child's rows where they are. AQE's rules match on UnaryExecNode. */
public abstract class UnaryQuiverPlan extends QuiverPlan implements UnaryExecNode {
    private final SparkPlan child;

    protected UnaryQuiverPlan(SparkPlan child) {
        this.child = child;
    }

    @Override
    public SparkPlan child() {
        return child;
    }

    @Override
    public Seq<Attribute> output() {
        return child.output();
    }

    @Override
    public Partitioning outputPartitioning() {
        return child.outputPartitioning();
    }

    @Override
    public Seq<SortOrder> outputOrdering() {
        return child.outputOrdering();
    }

    // javac sees the abstract superclass's declarations before the trait's defaults: choose the trait's.
    @Override
    public Seq<SparkPlan> children() {
        return UnaryExecNode.super.children();
    }

    @Override
    public SparkPlan mapChildren(Function1<SparkPlan, SparkPlan> f) {
        return UnaryExecNode.super.mapChildren(f);
    }

    @Override
    public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
        return UnaryExecNode.super.withNewChildrenInternal(children);
    }

    @Override
    public String verboseStringWithOperatorId() {
        return UnaryExecNode.super.verboseStringWithOperatorId();
    }
}
