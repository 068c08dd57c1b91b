/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.scan.delta.DeltaFormat;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.RangeExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnionExec;
import org.apache.spark.sql.execution.adaptive.TableCacheQueryStageExec;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructType;

/**
 * Decides which plans can be read in batches. These are more than the plans that say so. On Spark, scans of more than
 * {@code spark.sql.codegen.maxFields} columns, and all scans without whole-stage code generation, return rows, because only
 * generated code reads their batches ({@code FileSourceScanExec.supportsColumnar}, {@code InMemoryTableScanExec.supportsColumnar}
 * of Spark 4.1). Their readers are the same vectorised ones, and Quiver uses their batches. Files of lines have batches if
 * Quiver's own readers read them.
 */
public final class ColumnarReads {
    private ColumnarReads() {}

    /** Whether {@code plan} can be read in batches. */
    public static boolean canRead(SparkPlan plan) {
        return plan.supportsColumnar() || areWithheld(plan);
    }

    /** Whether the plan returns rows on Spark although its reader has batches. */
    static boolean areWithheld(SparkPlan plan) {
        if (plan.supportsColumnar()) {
            return false;
        }
        if (plan instanceof FileSourceScanExec scan) {
            return hasBatches(scan) || LineFormats.canRead(scan);
        }
        if (plan instanceof InMemoryTableScanExec scan) {
            return scan.conf().cacheVectorizedReaderEnabled()
                    && scan.relation()
                            .cacheBuilder()
                            .serializer()
                            .supportsColumnarOutput(
                                    DataTypeUtils.fromAttributes(scan.relation().output()));
        }
        if (plan instanceof TableCacheQueryStageExec stage) {
            return areWithheld(stage.plan());
        }
        if (plan instanceof RangeExec range) {
            return RangeBatches.canRead(range);
        }
        return plan instanceof UnionExec && Scala.list(plan.children()).stream().allMatch(ColumnarReads::canRead);
    }

    /**
     * Chooses between readers as {@code ParquetFileFormat.buildReaderWithPartitionValues} does. ORC's differ in more than speed.
     */
    private static boolean hasBatches(FileSourceScanExec scan) {
        HadoopFsRelation relation = scan.relation();
        FileFormat format = relation.fileFormat();
        return (format.getClass() == ParquetFileFormat.class || DeltaFormat.isKnown(format))
                && format.supportBatch(relation.sparkSession(), resultSchema(scan));
    }

    private static StructType resultSchema(FileSourceScanExec scan) {
        StructType schema = scan.relation().partitionSchema();
        for (var field : scan.requiredSchema().fields()) {
            schema = schema.add(field);
        }
        return schema;
    }
}
