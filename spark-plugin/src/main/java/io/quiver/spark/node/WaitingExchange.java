/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.spark.exchange.ShuffleExchange;
import io.quiver.spark.plan.UnaryQuiverPlan;
import java.util.Map;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.exchange.ShuffleOrigin;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * The shuffle of one join side that adaptive execution must not start yet. If the other side turns out small, that side is
 * broadcast, and this one is never shuffled. AQE starts every node that is an Exchange; this node is none. When the other side
 * has finished, AQE plans again and either drops this node or replaces it by a {@link ShuffleExchange}. If it is executed
 * nevertheless, it shuffles.
 */
public final class WaitingExchange extends UnaryQuiverPlan {
    private final Partitioning partitioning;
    private final ShuffleOrigin origin;
    private final Option<Object> advisorySize;
    private transient @Nullable ShuffleExchange exchange;

    public WaitingExchange(
            Partitioning partitioning, SparkPlan child, ShuffleOrigin origin, Option<Object> advisorySize) {
        super(child);
        this.partitioning = partitioning;
        this.origin = origin;
        this.advisorySize = advisorySize;
    }

    public static WaitingExchange of(ShuffleExchange exchange) {
        return new WaitingExchange(
                exchange.outputPartitioning(),
                exchange.child(),
                exchange.shuffleOrigin(),
                exchange.advisoryPartitionSize());
    }

    /** The exchange that this node delays. */
    public synchronized ShuffleExchange exchange() {
        if (exchange == null) {
            exchange = new ShuffleExchange(partitioning, child(), origin, advisorySize);
        }
        return exchange;
    }

    @Override
    protected Object[] arguments() {
        return new Object[] {partitioning, child(), origin, advisorySize};
    }

    @Override
    public SparkPlan withNewChildInternal(SparkPlan child) {
        return new WaitingExchange(partitioning, child, origin, advisorySize);
    }

    @Override
    protected void defineMetrics(Map<String, SQLMetric> metrics) {}

    @Override
    public String nodeName() {
        return "QuiverWaitingExchange";
    }

    @Override
    public Partitioning outputPartitioning() {
        return partitioning;
    }

    @Override
    public Seq<SortOrder> outputOrdering() {
        return exchange().outputOrdering();
    }

    @Override
    public RDD<InternalRow> doExecute() {
        return new FragmentExec(new FragmentInputExec(exchange())).execute();
    }

    @Override
    public RDD<ColumnarBatch> doExecuteColumnar() {
        return exchange().executeColumnar();
    }
}
