/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.cache;

import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.fallback.PlanningNet;
import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.columnar.CachedBatch;
import org.apache.spark.sql.columnar.CachedBatchSerializer;
import org.apache.spark.sql.columnar.SimpleMetricsCachedBatchSerializer;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.TableCacheQueryStageExec;
import org.apache.spark.sql.execution.columnar.DefaultCachedBatchSerializer;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.storage.StorageLevel;
import scala.collection.immutable.Seq;

/**
 * Caches tables as columns ({@code spark.sql.cache.serializer}, which the plugin sets if the user has not). It takes columns if
 * the plan has them. Quiver reads columns back; Spark reads columns or rows. Statistics and sizes are Spark's, so that plans over
 * a cached table are the same. Spark's own format caches tables with values that Quiver's columns cannot carry.
 *
 * <p>One instance serves all sessions of a process. A session cannot switch it off, since it must read what another has cached.
 */
public final class CacheSerializer extends SimpleMetricsCachedBatchSerializer {
    private static final long serialVersionUID = 1L;

    private final CachedBatchSerializer stock = new DefaultCachedBatchSerializer();

    /** Whether the plan's batches come straight from a table cached in Quiver's format. */
    public static boolean isReadBy(SparkPlan plan) {
        if (plan instanceof TableCacheQueryStageExec stage) {
            return isReadBy(stage.plan());
        }
        return plan instanceof InMemoryTableScanExec scan
                && scan.relation().cacheBuilder().serializer() instanceof CacheSerializer
                && isCarried(scan.relation().output());
    }

    private static boolean isCarried(Seq<Attribute> schema) {
        return PlanningNet.orElse(
                "CacheSerializer",
                () -> SparkTypes.notCarried(Scala.list(schema)).isEmpty(),
                failure -> false);
    }

    private static CacheFunctions.Format format(Seq<Attribute> schema, SQLConf conf) {
        return new CacheFunctions.Format(
                SparkTypes.dataTypes(Scala.list(schema)), conf.columnBatchSize(), conf.useCompression());
    }

    private static CacheFunctions.Selection selection(Seq<Attribute> cached, Seq<Attribute> selected) {
        List<Long> ids = Scala.list(cached).stream().map(a -> a.exprId().id()).toList();
        int[] ordinals = Scala.list(selected).stream()
                .mapToInt(a -> ids.indexOf(a.exprId().id()))
                .toArray();
        return new CacheFunctions.Selection(ordinals, SparkTypes.dataTypes(Scala.list(selected)));
    }

    @Override
    public boolean supportsColumnarInput(Seq<Attribute> schema) {
        return isCarried(schema);
    }

    @Override
    public boolean supportsColumnarOutput(StructType schema) {
        return isCarried(Scala.widen(DataTypeUtils.toAttributes(schema))) || stock.supportsColumnarOutput(schema);
    }

    @Override
    public RDD<CachedBatch> convertColumnarBatchToCachedBatch(
            RDD<ColumnarBatch> input, Seq<Attribute> schema, StorageLevel level, SQLConf conf) {
        return input.mapPartitions(
                new CacheFunctions.CacheColumns(format(schema, conf)), false, Scala.tag(CachedBatch.class));
    }

    @Override
    public RDD<CachedBatch> convertInternalRowToCachedBatch(
            RDD<InternalRow> input, Seq<Attribute> schema, StorageLevel level, SQLConf conf) {
        return isCarried(schema)
                ? input.mapPartitions(
                        new CacheFunctions.CacheRows(format(schema, conf)), false, Scala.tag(CachedBatch.class))
                : stock.convertInternalRowToCachedBatch(input, schema, level, conf);
    }

    @Override
    public RDD<ColumnarBatch> convertCachedBatchToColumnarBatch(
            RDD<CachedBatch> input, Seq<Attribute> cached, Seq<Attribute> selected, SQLConf conf) {
        return isCarried(cached)
                ? input.mapPartitions(
                        new CacheFunctions.ReadColumns(selection(cached, selected)),
                        false,
                        Scala.tag(ColumnarBatch.class))
                : stock.convertCachedBatchToColumnarBatch(input, cached, selected, conf);
    }

    @Override
    public RDD<InternalRow> convertCachedBatchToInternalRow(
            RDD<CachedBatch> input, Seq<Attribute> cached, Seq<Attribute> selected, SQLConf conf) {
        return isCarried(cached)
                ? input.mapPartitions(
                        new CacheFunctions.ReadRows(selection(cached, selected)), false, Scala.tag(InternalRow.class))
                : stock.convertCachedBatchToInternalRow(input, cached, selected, conf);
    }
}
