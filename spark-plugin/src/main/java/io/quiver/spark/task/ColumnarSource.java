/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.task;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.scan.LineFormats;
import io.quiver.spark.scan.ParquetScanRdd;
import io.quiver.spark.scan.PushedFilters;
import io.quiver.spark.scan.StockBatches;
import io.quiver.spark.scan.file.FallbackReport;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.plans.physical.HashPartitioningLike;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.catalyst.plans.physical.SinglePartition$;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnionExec;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag;

/** Reads the batches of a columnar plan outside all fragments, with Quiver's own reader if there is one. */
public final class ColumnarSource {
    private static final ClassTag<ColumnarBatch> BATCH = Scala.tag(ColumnarBatch.class);

    private ColumnarSource() {}

    /**
     * The plan's batches.
     *
     * @param fallbacks is told of the files that Spark's reader takes; null if the plan itself reads no files
     * @param filters for a scan at the root of the plan; the reader of the batches filters those that come unfiltered
     */
    public static RDD<ColumnarBatch> batches(
            SparkPlan plan, @Nullable FallbackReport fallbacks, PushedFilters filters) {
        if (plan instanceof UnionExec union) {
            return union(union, fallbacks);
        }
        if (fallbacks != null && plan instanceof FileSourceScanExec scan && LineFormats.isOne(scan)) {
            return LineFormats.batches(scan, fallbacks);
        }
        if (fallbacks != null && QuiverConf.parquetEnabled() && plan instanceof FileSourceScanExec scan) {
            return ParquetScanRdd.batches(scan, fallbacks, filters);
        }
        return plan instanceof FileSourceScanExec scan ? ParquetScanRdd.batchesOfSpark(scan) : plan.executeColumnar();
    }

    /** Whether rows may be dropped before all their columns are read. */
    public static boolean canFilter(SparkPlan plan) {
        return QuiverConf.parquetEnabled()
                && plan instanceof FileSourceScanExec scan
                && ParquetScanRdd.refusal(scan).isEmpty()
                && !StockBatches.areAsked(scan);
    }

    /**
     * Keeps the partitioning that the union promises, since Spark plans no exchange above it. UnionExec (Spark 4.1.3) keeps it
     * for rows only: doExecute, not doExecuteColumnar.
     */
    private static RDD<ColumnarBatch> union(UnionExec union, @Nullable FallbackReport fallbacks) {
        SparkContext context = union.session().sparkContext();
        List<RDD<ColumnarBatch>> inputs = new ArrayList<>();
        for (SparkPlan child : Scala.list(union.children())) {
            RDD<ColumnarBatch> batches = batches(child, fallbacks, new PushedFilters());
            if (batches.getNumPartitions() > 0) {
                inputs.add(batches);
            }
        }
        if (inputs.isEmpty() || !isSideBySide(union.outputPartitioning())) {
            return context.union(Scala.seq(inputs), BATCH);
        }
        return SparkApi.get()
                .partitioningAwareUnion(
                        context, Scala.seq(inputs), union.outputPartitioning().numPartitions(), BATCH)
                .orElseGet(() -> context.union(Scala.seq(inputs), BATCH));
    }

    /**
     * Whether a union of this partitioning combines its inputs' partitions pairwise, as UnionExec does; else they follow each
     * other.
     */
    private static boolean isSideBySide(Partitioning partitioning) {
        return partitioning instanceof HashPartitioningLike || partitioning == SinglePartition$.MODULE$;
    }
}
