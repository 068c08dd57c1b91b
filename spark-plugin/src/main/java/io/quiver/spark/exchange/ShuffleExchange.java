/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.ShuffleExchangeBase;
import io.quiver.spark.plan.LostOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.MapOutputStatistics;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.AttributeMap$;
import org.apache.spark.sql.catalyst.plans.logical.Statistics;
import org.apache.spark.sql.catalyst.plans.physical.HashPartitioning;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.catalyst.plans.physical.RangePartitioning;
import org.apache.spark.sql.catalyst.plans.physical.RoundRobinPartitioning;
import org.apache.spark.sql.catalyst.plans.physical.SinglePartition$;
import org.apache.spark.sql.execution.CoalescedPartitionSpec;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.ShufflePartitionSpec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.apache.spark.sql.execution.exchange.ShuffleOrigin;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.apache.spark.sql.execution.metric.SQLShuffleReadMetricsReporter;
import org.apache.spark.sql.execution.metric.SQLShuffleWriteMetricsReporter;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The columnar shuffle exchange. It splits the child's batches by Spark's own partitioning into blocks of columns, which pass as
 * records through Spark's configured shuffle manager. It is a subclass of the stock node and takes its place in AQE: rules match
 * it, its partition ids are stock's, and its row counts are exact.
 */
public final class ShuffleExchange extends ShuffleExchangeBase {
    /**
     * Replaces the exchange's own monitor, which is held while the input waits for its subqueries. These ask for the metrics of
     * the whole plan when they report their progress.
     */
    private static final Object METRICS_LOCK = new Object();

    private transient @Nullable ShuffleDependency<Object, byte[], byte[]> dependency;
    private transient @Nullable RDD<ColumnarBatch> input;
    private transient @Nullable Future<MapOutputStatistics> statistics;
    private transient @Nullable Metrics metrics;

    /** The metrics of the shuffle's reader and writer, and all metrics that the SQL tab shows. */
    private record Metrics(
            scala.collection.immutable.Map<String, SQLMetric> read,
            scala.collection.immutable.Map<String, SQLMetric> write,
            scala.collection.immutable.Map<String, SQLMetric> all) {}

    public ShuffleExchange(
            Partitioning outputPartitioning,
            SparkPlan child,
            ShuffleOrigin shuffleOrigin,
            Option<Object> advisorySize) {
        super(outputPartitioning, child, shuffleOrigin, advisorySize);
    }

    /**
     * Uses this class's constructor: the stock node may have more fields in some minors, which are unset in the nodes that Quiver
     * takes.
     */
    @Override
    public SparkPlan makeCopy(Object[] fields) {
        return new ShuffleExchange(
                (Partitioning) fields[0], (SparkPlan) fields[1], (ShuffleOrigin) fields[2], (Option<Object>) fields[3]);
    }

    /** Whether Quiver can split rows by this partitioning. */
    public static boolean supports(Partitioning partitioning) {
        return partitioning instanceof HashPartitioning
                || partitioning instanceof RangePartitioning
                || partitioning instanceof RoundRobinPartitioning
                || partitioning == SinglePartition$.MODULE$;
    }

    @Override
    public String nodeName() {
        return "QuiverExchange";
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ShuffleExchange;
    }

    /** Never equal to the stock node of the same fields, from either side: Spark drops a new child that equals the old one. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ShuffleExchange && super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public ShuffleExchangeExec withNewChildInternal(SparkPlan child) {
        return new ShuffleExchange(outputPartitioning(), child, shuffleOrigin(), advisoryPartitionSize());
    }

    @Override
    public boolean supportsColumnar() {
        return true;
    }

    @Override
    public scala.collection.immutable.Map<String, SQLMetric> metrics() {
        return definedMetrics().all();
    }

    private Metrics definedMetrics() {
        synchronized (METRICS_LOCK) {
            if (metrics == null) {
                scala.collection.immutable.Map<String, SQLMetric> read =
                        SQLShuffleReadMetricsReporter.createShuffleReadMetrics(sparkContext());
                scala.collection.immutable.Map<String, SQLMetric> write =
                        SQLShuffleWriteMetricsReporter.createShuffleWriteMetrics(sparkContext());
                Map<String, SQLMetric> all = new LinkedHashMap<>();
                all.put("dataSize", SQLMetrics.createSizeMetric(sparkContext(), "data size", -1L));
                all.put("numPartitions", SQLMetrics.createMetric(sparkContext(), "number of partitions"));
                all.put("numRows", SQLMetrics.createMetric(sparkContext(), "number of rows"));
                all.put("numBlocks", SQLMetrics.createMetric(sparkContext(), "number of blocks"));
                all.put("splitTime", SQLMetrics.createNanoTimingMetric(sparkContext(), "time to split", -1L));
                all.putAll(CollectionConverters.asJava(read));
                all.putAll(CollectionConverters.asJava(write));
                metrics = new Metrics(read, write, Scala.map(all));
            }
            return metrics;
        }
    }

    private synchronized RDD<ColumnarBatch> input() {
        if (input == null) {
            if (outputPartitioning() instanceof HashPartitioning) {
                LostOrder.mark(child());
            }
            input = child().executeColumnar();
        }
        return input;
    }

    /** The same dependency under its stock type; callers use only its id, partitioner and RDD. */
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public ShuffleDependency<Object, InternalRow, InternalRow> shuffleDependency() {
        return (ShuffleDependency) blockDependency();
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public RDD<InternalRow> inputRDD() {
        return (RDD) input();
    }

    private synchronized ShuffleDependency<Object, byte[], byte[]> blockDependency() {
        if (dependency == null) {
            dependency = BlockSplit.dependency(
                    input(),
                    Scala.list(child().output()),
                    outputPartitioning(),
                    new BlockSplit.Metrics(
                            longMetric("dataSize"),
                            longMetric("numRows"),
                            longMetric("numBlocks"),
                            longMetric("splitTime")),
                    definedMetrics().write());
            longMetric("numPartitions").set(dependency.partitioner().numPartitions());
            SQLMetrics.postDriverMetricUpdates(
                    sparkContext(),
                    sparkContext().getLocalProperty(SQLExecution.EXECUTION_ID_KEY()),
                    Scala.seqOf(longMetric("numPartitions")));
        }
        return dependency;
    }

    @Override
    public synchronized Future<MapOutputStatistics> mapOutputStatisticsFuture() {
        if (statistics == null) {
            statistics = input().getNumPartitions() == 0
                    ? scala.concurrent.Future$.MODULE$.successful(null)
                    : sparkContext().submitMapStage(blockDependency());
        }
        return statistics;
    }

    @Override
    public int numMappers() {
        return blockDependency().rdd().getNumPartitions();
    }

    @Override
    public int numPartitions() {
        return blockDependency().partitioner().numPartitions();
    }

    @Override
    public int shuffleId() {
        return blockDependency().shuffleId();
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public RDD<InternalRow> getShuffleRDD(ShufflePartitionSpec[] specs) {
        return (RDD) batches(specs);
    }

    private RDD<ColumnarBatch> batches(ShufflePartitionSpec[] specs) {
        return BlockShuffledRdd.of(
                blockDependency(), definedMetrics().read(), specs, SparkTypes.dataTypes(Scala.list(output())));
    }

    /** Counts rows, not blocks: AQE trusts a count of zero and drops what is joined with it. */
    @Override
    public Statistics runtimeStatistics() {
        return new Statistics(
                scala.math.BigInt.apply(longMetric("dataSize").value()),
                Option.apply(scala.math.BigInt.apply(longMetric("numRows").value())),
                AttributeMap$.MODULE$.empty(),
                true);
    }

    @Override
    public RDD<InternalRow> doExecute() {
        throw new UnsupportedOperationException("a columnar exchange is read by columns");
    }

    @Override
    public RDD<ColumnarBatch> doExecuteColumnar() {
        ShufflePartitionSpec[] specs = new ShufflePartitionSpec[numPartitions()];
        for (int i = 0; i < specs.length; i++) {
            specs[i] = new CoalescedPartitionSpec(i, i + 1, Option.empty());
        }
        return batches(specs);
    }
}
