/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.spark.plan.NodeNames;
import io.quiver.spark.plan.UnaryQuiverPlan;
import java.util.Map;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;

/** Returns the rows of a fragment and hides its columns from a node of Spark's that would treat columns differently. */
public final class RowsExec extends UnaryQuiverPlan {
    private RowsExec(SparkPlan child) {
        super(child);
    }

    /** Wraps a plan that has columns. */
    public static RowsExec of(SparkPlan columnar) {
        return new RowsExec(
                columnar instanceof FragmentExec ? columnar : new FragmentExec(new FragmentInputExec(columnar)));
    }

    @Override
    protected Object[] arguments() {
        return new Object[] {child()};
    }

    @Override
    public SparkPlan withNewChildInternal(SparkPlan child) {
        return new RowsExec(child);
    }

    @Override
    protected void defineMetrics(Map<String, SQLMetric> metrics) {}

    @Override
    public String nodeName() {
        return NodeNames.COLUMNAR_TO_ROW;
    }

    @Override
    public SparkPlan doCanonicalize() {
        return child().canonicalized();
    }

    @Override
    public boolean supportsColumnar() {
        return false;
    }

    @Override
    public RDD<InternalRow> doExecute() {
        return child().execute();
    }
}
