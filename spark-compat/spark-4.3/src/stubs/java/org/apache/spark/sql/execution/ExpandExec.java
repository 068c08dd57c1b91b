/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.spark.sql.execution;

import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.collection.immutable.Seq;

/** What is asked of this class of Spark 4.3; never packaged. */
public class ExpandExec {
    public ExpandExec(
            Seq<Seq<Expression>> projections, Seq<Attribute> output, SparkPlan child, boolean useSingleTask) {}

    public boolean useSingleTask() {
        throw new AssertionError("compile-time stub");
    }
}
