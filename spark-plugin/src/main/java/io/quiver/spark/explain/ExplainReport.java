/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.explain;

import io.quiver.bridge.support.Verdict;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.exchange.BroadcastExchange;
import io.quiver.spark.exchange.ShuffleExchange;
import io.quiver.spark.exchange.StageBroadcast;
import io.quiver.spark.node.ColumnarCoalesce;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.node.OperatorExec;
import io.quiver.spark.node.RowsExec;
import io.quiver.spark.node.WaitingExchange;
import io.quiver.spark.plan.Evaluations;
import io.quiver.spark.plan.NodeNames;
import io.quiver.spark.plan.Reasons;
import io.quiver.spark.python.PythonExec;
import io.quiver.spark.scan.ColumnarReads;
import io.quiver.spark.scan.LineFormats;
import io.quiver.spark.scan.ParquetScanRdd;
import io.quiver.spark.verdict.OperatorCatalog;
import io.quiver.spark.write.ParquetWriteExec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnionExec;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.adaptive.TableCacheQueryStageExec;
import org.apache.spark.sql.execution.exchange.ReusedExchangeExec;

/**
 * Reports which operators of a physical plan run on Quiver, and why the others do not. Nodes that do no work of their own
 * (adapters, stages, transitions) are not counted.
 */
public final class ExplainReport {
    /** One operator that stayed on Spark. */
    public record Stayed(String operator, Optional<Verdict.Unsupported> reason) {
        String line() {
            return reason.map(why -> operator + ": " + why).orElse(operator + ": no reason was recorded");
        }
    }

    private final List<String> onQuiver = new ArrayList<>();
    private final List<OperatorExec> executed = new ArrayList<>();
    private final List<Stayed> stayed = new ArrayList<>();
    private final List<String> readBySpark = new ArrayList<>();
    private final List<String> bySparksCode = new ArrayList<>();
    private int kernels;
    private int sparks;

    private ExplainReport() {}

    public static ExplainReport of(SparkPlan plan) {
        ExplainReport report = new ExplainReport();
        report.visit(plan, false);
        return report;
    }

    /** How many operators run on Quiver. */
    public int accelerated() {
        return onQuiver.size();
    }

    /** The operators that run on Quiver. */
    public List<String> onQuiver() {
        return onQuiver;
    }

    /** The operators that fragments run, with the metrics of their tasks. */
    public List<OperatorExec> executed() {
        return executed;
    }

    public List<Stayed> stayed() {
        return stayed;
    }

    /**
     * The scans for which Spark's reader reads some or all files, with the reason. Single files are known only after they were
     * read.
     */
    public List<String> readBySpark() {
        return readBySpark;
    }

    public int operators() {
        return accelerated() + stayed.size();
    }

    /** The number of functions that kernels evaluate, in the expressions of the operators on Quiver. */
    public int kernels() {
        return kernels;
    }

    /** The number of functions in the expressions of the operators on Quiver. */
    public int functions() {
        return kernels + sparks;
    }

    /** The operators on Quiver with functions that Spark's code evaluates, each with the names of these functions. */
    public List<String> bySparksCode() {
        return bySparksCode;
    }

    /** The report in words. */
    public String text() {
        return ExplainText.of(this);
    }

    private void visit(SparkPlan plan, boolean inFragment) {
        boolean below = inFragment;
        if (plan instanceof AdaptiveSparkPlanExec adaptive) {
            visit(adaptive.executedPlan(), false);
        } else if (plan instanceof QueryStageExec stage) {
            visit(stage.plan(), false);
        } else if (plan instanceof FragmentExec) {
            below = true;
        } else if (plan instanceof FragmentInputExec input) {
            addReaders(input);
            SparkPlan source = input.child() instanceof TableCacheQueryStageExec cached ? cached.plan() : input.child();
            if (input.readsColumns() && source.children().isEmpty() && isWork(source)) {
                // A scan whose batches are taken as they are is part of the fragment in all but name.
                onQuiver.add(shownName(source));
                return;
            }
            below = false;
        } else if (plan instanceof OperatorExec
                || plan instanceof ShuffleExchange
                || plan instanceof BroadcastExchange
                || plan instanceof WaitingExchange
                || plan instanceof StageBroadcast
                || plan instanceof ColumnarCoalesce
                || plan instanceof ParquetWriteExec
                || plan instanceof PythonExec
                || inFragment) {
            onQuiver.add(shownName(plan));
            addFunctions(plan);
            if (plan instanceof OperatorExec operator) {
                executed.add(operator);
            }
        } else if (isWork(plan)) {
            stayed.add(new Stayed(plan.nodeName().trim(), Reasons.of(plan)));
        }
        if (plan instanceof ReusedExchangeExec) {
            return;
        }
        for (SparkPlan child : Scala.list(plan.children())) {
            visit(child, below);
        }
        for (SparkPlan subquery : Scala.list(plan.subqueries())) {
            visit(subquery, false);
        }
    }

    private void addFunctions(SparkPlan operator) {
        Evaluations.of(operator).map(Verdict.Supported::functions).ifPresent(functions -> {
            kernels += functions.kernels().size();
            sparks += functions.sparks().size();
        });
        Evaluations.all(operator).ifPresent(text -> bySparksCode.add(shownName(operator) + " " + text));
    }

    /** Drops the word Quiver, which stands in the heading above. */
    private static String shownName(SparkPlan operator) {
        return NodeNames.withoutPrefix(operator.nodeName().trim());
    }

    private void addReaders(FragmentInputExec input) {
        for (FileSourceScanExec scan : input.scans()) {
            refusal(scan).ifPresent(why -> readBySpark.add(FragmentInputExec.nameOf(scan) + ": " + why));
        }
        if (input.child() instanceof FileSourceScanExec scan && input.scans().isEmpty() && LineFormats.isOne(scan)) {
            refusal(scan).ifPresent(why -> readBySpark.add(FragmentInputExec.nameOf(scan) + ": " + why));
        }
        if (!input.readerFallbacks().isEmpty()) {
            String scans = input.scans().stream().map(FragmentInputExec::nameOf).collect(Collectors.joining(", "));
            readBySpark.add("files of %s: %s".formatted(scans, input.readerFallbacks()));
        }
    }

    private static Optional<String> refusal(FileSourceScanExec scan) {
        if (LineFormats.isOne(scan)) {
            return LineFormats.refusal(scan);
        }
        return QuiverConf.parquetEnabled()
                ? ParquetScanRdd.refusal(scan)
                : Optional.of(QuiverConf.PARQUET_ENABLED.key() + "=false");
    }

    /** Whether the node does work on rows. */
    private static boolean isWork(SparkPlan plan) {
        boolean handsOnRows = plan instanceof UnionExec && !ColumnarReads.canRead(plan);
        return handsOnRows || !(plan instanceof RowsExec || OperatorCatalog.passesThrough(plan));
    }
}
