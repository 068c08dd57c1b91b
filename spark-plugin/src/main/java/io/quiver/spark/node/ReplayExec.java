/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.spark.plan.LeafQuiverPlan;
import io.quiver.spark.verify.ReplayRdd;
import java.util.Map;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;

/** Replaces an input of a fragment below its stock operators, and returns the rows of that input that the task has kept. */
public final class ReplayExec extends LeafQuiverPlan {
    private final SparkPlan input;
    private final Integer ordinal;
    private final Integer partitionCount;

    /** {@code ordinal} counts only the inputs that come in partitions. */
    public ReplayExec(SparkPlan input, Integer ordinal, Integer partitionCount) {
        super(input);
        this.input = input;
        this.ordinal = ordinal;
        this.partitionCount = partitionCount;
    }

    @Override
    protected Object[] arguments() {
        return new Object[] {input, ordinal, partitionCount};
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
