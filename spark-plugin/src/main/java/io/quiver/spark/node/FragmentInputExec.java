/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.spark.compat.PrintedTree;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkInternals;
import io.quiver.spark.exchange.StageBroadcast;
import io.quiver.spark.metric.MetricNames;
import io.quiver.spark.metric.RareMetrics;
import io.quiver.spark.plan.NodeNames;
import io.quiver.spark.plan.UnaryQuiverPlan;
import io.quiver.spark.scan.ColumnarReads;
import io.quiver.spark.scan.file.FallbackReport;
import io.quiver.spark.scan.file.ReaderFallbacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.execution.ColumnarToRowTransition;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.RowToColumnarTransition;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnionExec;
import org.apache.spark.sql.execution.adaptive.BroadcastQueryStageExec;
import org.apache.spark.sql.execution.exchange.BroadcastExchangeLike;
import org.apache.spark.sql.execution.exchange.ReusedExchangeExec;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/**
 * The input of a fragment from a plan outside it. Columnar batches of the child come in without a copy; rows are converted to
 * columns. It has both of Spark's transition traits, so that Spark leaves the child unchanged; {@code ExecutableForm} adds the
 * transitions below.
 */
public final class FragmentInputExec extends UnaryQuiverPlan
        implements RowToColumnarTransition, ColumnarToRowTransition {
    private transient @Nullable ReaderFallbacks readerFallbacks;

    public FragmentInputExec(SparkPlan child) {
        super(child);
    }

    /** Returns a child for use inside the parent's fragment: the child's own fragment is merged into the parent's. */
    public static SparkPlan inside(SparkPlan child) {
        if (child instanceof FragmentExec fragment && !fragment.isExecutable()) {
            return fragment.child();
        }
        return new FragmentInputExec(child);
    }

    /** Whether the input is batches, not rows. */
    public boolean readsColumns() {
        return ColumnarReads.canRead(child()) && !readsBroadcast();
    }

    /** Whether the whole input is a broadcast: the build side of a broadcast join. */
    public boolean readsBroadcast() {
        return isBroadcast(child());
    }

    private static boolean isBroadcast(SparkPlan plan) {
        return plan instanceof BroadcastExchangeLike
                || plan instanceof StageBroadcast
                || plan instanceof BroadcastQueryStageExec
                || (plan instanceof ReusedExchangeExec reused && isBroadcast(reused.child()));
    }

    /** The file scans whose batches come in, including those below unions. */
    public List<FileSourceScanExec> scans() {
        List<FileSourceScanExec> scans = new ArrayList<>();
        if (readsColumns()) {
            collectScans(child(), scans);
        }
        return scans;
    }

    private static void collectScans(SparkPlan plan, List<FileSourceScanExec> scans) {
        if (plan instanceof FileSourceScanExec scan) {
            scans.add(scan);
        } else if (plan instanceof UnionExec) {
            Scala.list(plan.children()).forEach(child -> collectScans(child, scans));
        }
    }

    /** Creates, for each launch, the report of files that Spark's reader takes; empty if the input has no files. */
    public Optional<FallbackReport> startFallbackReport(RareMetrics rare) {
        List<FileSourceScanExec> scans = scans();
        if (scans.isEmpty()) {
            return Optional.empty();
        }
        ReaderFallbacks started = ReaderFallbacks.register(
                sparkContext(), scans.stream().map(FragmentInputExec::nameOf).collect(Collectors.joining(", ")));
        readerFallbacks = started;
        return Optional.of(new FallbackReport(started, rare.counter(longMetric("splitsLeftToSpark"))));
    }

    /** The files that Spark's reader took when the fragment ran, by reason; empty if there were none. */
    public String readerFallbacks() {
        return readerFallbacks == null ? "" : readerFallbacks.text();
    }

    /** The name by which a user knows the scan: its table, else its folder. */
    public static String nameOf(FileSourceScanExec scan) {
        if (scan.tableIdentifier().isDefined()) {
            return scan.tableIdentifier().get().unquotedString();
        }
        List<Path> roots = Scala.list(scan.relation().location().rootPaths());
        return roots.isEmpty() ? "a scan" : roots.get(0).toString();
    }

    private boolean convertsRows() {
        return !readsColumns() && !readsBroadcast();
    }

    @Override
    protected Object[] arguments() {
        return new Object[] {child()};
    }

    @Override
    public SparkPlan withNewChildInternal(SparkPlan child) {
        return new FragmentInputExec(child);
    }

    @Override
    protected void defineMetrics(Map<String, SQLMetric> metrics) {
        metrics.put("numOutputRows", SQLMetrics.createMetric(sparkContext(), MetricNames.OUTPUT_ROWS));
        metrics.put("numOutputBatches", SQLMetrics.createMetric(sparkContext(), MetricNames.OUTPUT_BATCHES));
        metrics.put("inputTime", SQLMetrics.createNanoTimingMetric(sparkContext(), "time in input", -1L));
        metrics.put("splitsLeftToSpark", SQLMetrics.createMetric(sparkContext(), "splits read by Spark's reader"));
        metrics.put("rowsReadBySpark", SQLMetrics.createMetric(sparkContext(), "rows read by Spark's reader"));
    }

    /** Spark's UI hides nodes named InputAdapter; a conversion of rows should be visible. */
    @Override
    public String nodeName() {
        return convertsRows() ? NodeNames.ROW_TO_COLUMNAR : SparkInternals.HIDDEN_NODE;
    }

    @Override
    public SparkPlan doCanonicalize() {
        return child().canonicalized();
    }

    @Override
    public RDD<ColumnarBatch> doExecuteColumnar() {
        throw new UnsupportedOperationException("a fragment's input is read by its fragment");
    }

    @Override
    protected void print(PrintedTree tree) {
        if (convertsRows()) {
            printAsStock(tree.withPrefix("", false));
        } else {
            print(child(), tree.withPrefix("", false));
        }
    }

    @Override
    public String simpleString(int maxFields) {
        return nodeName();
    }
}
