/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.metric.RareMetrics;
import io.quiver.spark.scan.file.FallbackReport;
import io.quiver.spark.scan.file.ReaderFallbacks;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** The scan of a query, and the batches that Quiver's reader makes of it. */
final class OwnScan {
    private OwnScan() {}

    static FileSourceScanExec of(Dataset<Row> data) {
        SparkPlan plan = ((org.apache.spark.sql.classic.Dataset<Row>) data)
                .queryExecution()
                .sparkPlan();
        return (FileSourceScanExec) Scala.list(plan.collectLeaves()).get(0);
    }

    static RDD<ColumnarBatch> batches(FileSourceScanExec scan) {
        SparkContext context = scan.sparkContext();
        return ParquetScanRdd.batches(
                scan,
                new FallbackReport(
                        ReaderFallbacks.register(context, "scan"),
                        RareMetrics.register(context).counter(SQLMetrics.createMetric(context, "files"))),
                new PushedFilters());
    }
}
