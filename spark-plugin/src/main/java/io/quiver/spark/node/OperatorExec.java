/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.metric.MetricNames;
import io.quiver.spark.plan.Evaluations;
import io.quiver.spark.plan.NodeNames;
import io.quiver.spark.plan.QuiverPlan;
import java.util.List;
import java.util.Map;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.TakeOrderedAndProjectExec;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.apache.spark.sql.execution.joins.CartesianProductExec;
import org.apache.spark.sql.execution.joins.ShuffledJoin;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.apache.spark.sql.execution.window.WindowExec;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/**
 * One operator of a fragment that is about to run: it has a stock operator's meaning, and Quiver's name and metrics. EXPLAIN and
 * the SQL tab show it; the fragment's root {@link FragmentExec} runs it.
 *
 * <p>The stock node's expressions are a separate argument, so that Spark's later rules (subquery reuse) find and replace them.
 */
public final class OperatorExec extends QuiverPlan {
    private final SparkPlan stock;
    private final Seq<Expression> currentExpressions;
    private final Seq<SparkPlan> inputs;

    public OperatorExec(SparkPlan stock, Seq<Expression> currentExpressions, Seq<SparkPlan> inputs) {
        this.stock = stock;
        this.currentExpressions = currentExpressions;
        this.inputs = inputs;
    }

    public static OperatorExec of(SparkPlan stock, List<SparkPlan> inputs) {
        return new OperatorExec(stock, Scala.<Expression>widen(stock.expressions()), Scala.seq(inputs));
    }

    /** The stock node with the current expressions, over the current children. */
    public SparkPlan effective() {
        if (currentExpressions.equals(stock.expressions())) {
            return stock;
        }
        scala.collection.Iterator<Expression> next = currentExpressions.iterator();
        SparkPlan replaced = (SparkPlan) stock.mapExpressions(new AbstractFunction1<Expression, Expression>() {
            @Override
            public Expression apply(Expression old) {
                return next.next();
            }
        });
        return replaced;
    }

    @Override
    protected Object[] arguments() {
        return new Object[] {stock, currentExpressions, inputs};
    }

    @Override
    public Seq<SparkPlan> children() {
        return inputs;
    }

    @Override
    public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
        return new OperatorExec(stock, currentExpressions, children.toList());
    }

    @Override
    public SparkPlan doCanonicalize() {
        return effective().withNewChildren(inputs).canonicalized();
    }

    @Override
    public Seq<Attribute> output() {
        return stock.output();
    }

    @Override
    public Partitioning outputPartitioning() {
        return stock.outputPartitioning();
    }

    @Override
    public Seq<SortOrder> outputOrdering() {
        return stock.outputOrdering();
    }

    @Override
    protected void defineMetrics(Map<String, SQLMetric> metrics) {
        metrics.put("numOutputRows", SQLMetrics.createMetric(sparkContext(), MetricNames.OUTPUT_ROWS));
        metrics.put("numOutputBatches", SQLMetrics.createMetric(sparkContext(), MetricNames.OUTPUT_BATCHES));
        metrics.put("operatorTime", SQLMetrics.createNanoTimingMetric(sparkContext(), MetricNames.OPERATOR_TIME, -1L));
        if (holdsRows()) {
            metrics.put("peakMemory", SQLMetrics.createSizeMetric(sparkContext(), MetricNames.PEAK_MEMORY, -1L));
            metrics.put("spillSize", SQLMetrics.createSizeMetric(sparkContext(), MetricNames.SPILL_SIZE, -1L));
        }
        metrics.put("declinedBatches", SQLMetrics.createMetric(sparkContext(), MetricNames.DECLINED_BATCHES));
        metrics.put("sparksRows", SQLMetrics.createMetric(sparkContext(), MetricNames.SPARKS_ROWS));
    }

    /**
     * Whether the operator keeps a task's rows or groups in memory, and may spill them; tables of broadcasts do not belong to the
     * task.
     */
    private boolean holdsRows() {
        return stock instanceof BaseAggregateExec
                || stock instanceof SortExec
                || stock instanceof TakeOrderedAndProjectExec
                || stock instanceof WindowExec
                || stock instanceof ShuffledJoin
                || stock instanceof CartesianProductExec;
    }

    @Override
    public String nodeName() {
        return NodeNames.PREFIX + stock.nodeName();
    }

    @Override
    public String simpleString(int maxFields) {
        return NodeNames.PREFIX + stock.simpleString(maxFields) + bySparksCode(", ");
    }

    @Override
    public String verboseString(int maxFields) {
        return NodeNames.PREFIX + stock.verboseString(maxFields) + bySparksCode(", ");
    }

    /** The stock node's details under Quiver's name. */
    @Override
    public String verboseStringWithOperatorId() {
        String details = stock.verboseStringWithOperatorId();
        int endOfName = details.indexOf('\n', 1);
        String own = endOfName < 0 ? "\n" : details.substring(endOfName);
        return "\n" + formattedNodeName() + own.stripTrailing() + bySparksCode("\nExpressions ") + "\n";
    }

    private String bySparksCode(String before) {
        return Evaluations.bySparksCode(this).map(text -> before + text).orElse("");
    }

    @Override
    public RDD<ColumnarBatch> doExecuteColumnar() {
        throw new UnsupportedOperationException("an operator is run by its fragment");
    }
}
