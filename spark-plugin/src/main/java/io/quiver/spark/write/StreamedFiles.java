/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkInternals;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.fallback.PlanningRule;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LeafNode;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.execution.columnar.InMemoryRelation;
import org.apache.spark.sql.execution.datasources.WriteFiles;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.streaming.sources.WriteToMicroBatchDataSourceV1;
import org.apache.spark.sql.internal.SQLConf;
import scala.Option;
import scala.collection.immutable.Map$;

/**
 * Plans the Parquet files of a micro-batch as Spark plans those of a batch job. Spark's file sink uses a {@code WriteFilesExec}
 * if the plan has one. Without it, as in Spark's streams, the sink writes row by row. This rule skips batches that must be sorted
 * for their partition columns, and those that adaptive execution may take.
 */
public final class StreamedFiles extends PlanningRule<LogicalPlan> {
    @Override
    protected LogicalPlan changed(LogicalPlan plan) {
        if (!(plan instanceof WriteToMicroBatchDataSourceV1 write) // always the root
                || write.query() instanceof WriteFiles
                || !QuiverConf.enabled()
                || !QuiverConf.parquetWriterEnabled()
                || !SQLConf.get().plannedWriteEnabled()
                || mayBeAdaptive(write.query())) {
            return plan;
        }
        return files(write)
                .map(files -> (LogicalPlan) write.withNewChildInternal(files))
                .orElse(plan);
    }

    /**
     * Whether adaptive execution may take over the batch: {@code FileFormatWriter} does not look into it, and would ask
     * {@code WriteFilesExec} for rows. It takes plans with exchanges or subqueries. Source: InsertAdaptiveSparkPlan of Spark
     * 4.1.3.
     */
    private static boolean mayBeAdaptive(LogicalPlan query) {
        SQLConf conf = SQLConf.get();
        if (!conf.adaptiveExecutionEnabled()) {
            return false;
        }
        return (Boolean) conf.getConf(SQLConf.ADAPTIVE_EXECUTION_FORCE_APPLY()) || !isOneStage(query);
    }

    private static boolean isOneStage(LogicalPlan query) {
        List<LogicalPlan> children = Scala.list(query.children());
        boolean isRowByRow = query instanceof Project
                || query instanceof Filter
                || query instanceof Generate
                || query instanceof SubqueryAlias
                || query instanceof LeafNode && !(query instanceof InMemoryRelation);
        return isRowByRow
                && Scala.<Expression>list(query.expressions()).stream().noneMatch(SubqueryExpression::hasSubquery)
                && children.stream().allMatch(StreamedFiles::isOneStage);
    }

    private static Optional<WriteFiles> files(WriteToMicroBatchDataSourceV1 write) {
        return SparkInternals.fileSink(write.sink())
                .filter(sink -> sink.format() instanceof ParquetFileFormat
                        && sink.partitionColumns().isEmpty())
                .map(sink -> new WriteFiles(
                        write.query(),
                        sink.format(),
                        Scala.seqOf(),
                        Option.empty(),
                        sink.options(),
                        Map$.MODULE$.empty()));
    }
}
