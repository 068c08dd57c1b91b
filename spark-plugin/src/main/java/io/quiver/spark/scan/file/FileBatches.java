/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.file;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkInternals;
import java.util.function.UnaryOperator;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.FileSourceOptions;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.FileScanRDD;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Function1;
import scala.collection.Iterator;

/** Runs Spark's RDD over the files of a scan with another function that reads a file. */
public final class FileBatches {
    private FileBatches() {}

    /** Reads batches with {@code reader}'s function instead of rows with Spark's function. */
    public static RDD<ColumnarBatch> ofRows(
            FileSourceScanExec scan, UnaryOperator<Function1<PartitionedFile, Iterator<InternalRow>>> reader) {
        scan.execute(); // prepares the node, waits for its subqueries, plans partitions and reports the driver's
        // metrics
        if (!(scan.inputRDD() instanceof FileScanRDD files)) {
            throw new IllegalStateException("not a scan of files: " + scan.inputRDD());
        }
        return over(scan, files, reader.apply(SparkInternals.readFunction(files)));
    }

    /** Reads each file of a scan with {@code function}, and counts rows and time as the scan node does. */
    public static RDD<ColumnarBatch> over(
            FileSourceScanExec scan, FileScanRDD files, Function1<PartitionedFile, Iterator<InternalRow>> function) {
        HadoopFsRelation relation = scan.relation();
        RDD<InternalRow> ours = new FileScanRDD(
                relation.sparkSession(),
                function,
                files.filePartitions(),
                files.readSchema(),
                files.metadataColumns(),
                relation.fileFormat().fileConstantMetadataExtractors(),
                new FileSourceOptions(relation.options()));
        // a scan that hands out rows on Spark has no metric of its time
        SQLMetric scanTime = scan.metrics().get("scanTime").getOrElse(() -> null);
        return ours.mapPartitions(
                new MeasuredBatches(scan.longMetric("numOutputRows"), scanTime), false, Scala.tag(ColumnarBatch.class));
    }
}
