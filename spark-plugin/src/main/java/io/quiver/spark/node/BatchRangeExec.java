/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.spark.plan.LeafQuiverPlan;
import io.quiver.spark.scan.RangeBatches;
import java.util.Map;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.execution.RangeExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Produces the numbers of {@code spark.range} in batches, below a fragment. Spark would make rows of them in a stage of generated
 * code.
 */
public final class BatchRangeExec extends LeafQuiverPlan {
    private final RangeExec range;

    public BatchRangeExec(RangeExec range) {
        super(range);
        this.range = range;
    }

    @Override
    protected Object[] arguments() {
        return new Object[] {range};
    }

    @Override
    public SparkPlan doCanonicalize() {
        return (SparkPlan) range.canonicalized();
    }

    @Override
    protected void defineMetrics(Map<String, SQLMetric> metrics) {
        metrics.put(RangeBatches.ROWS_OUT, range.longMetric(RangeBatches.ROWS_OUT));
    }

    @Override
    public String nodeName() {
        return range.nodeName();
    }

    @Override
    public String simpleString(int maxFields) {
        return range.simpleString(maxFields);
    }

    @Override
    public RDD<ColumnarBatch> doExecuteColumnar() {
        return RangeBatches.of(range);
    }
}
