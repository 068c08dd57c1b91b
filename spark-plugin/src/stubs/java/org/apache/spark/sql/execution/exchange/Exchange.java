/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.spark.sql.execution.exchange;

import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnaryExecNode;
import scala.Function1;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * What Spark's Exchange looks like to javac, on the source path only and never packaged. The Scala compiler writes {@code
 * final TreeNode withNewChildrenInternal(IndexedSeq)}, erased and without a signature, which javac does not accept as an
 * implementation of the generic method, so that no Java class could extend any exchange. At run time the real class is
 * there.
 */
public abstract class Exchange extends SparkPlan implements UnaryExecNode {
    @Override
    public final SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
        throw new AssertionError("compile-time stub");
    }

    @Override
    public final SparkPlan mapChildren(Function1<SparkPlan, SparkPlan> f) {
        throw new AssertionError("compile-time stub");
    }

    @Override
    public final Seq<SparkPlan> children() {
        throw new AssertionError("compile-time stub");
    }

    @Override
    public Seq<Attribute> output() {
        throw new AssertionError("compile-time stub");
    }

    @Override
    public String verboseStringWithOperatorId() {
        throw new AssertionError("compile-time stub");
    }
}
