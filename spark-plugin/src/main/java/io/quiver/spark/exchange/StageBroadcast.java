/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.metric.MetricNames;
import io.quiver.spark.plan.QuiverPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import org.apache.spark.sql.catalyst.plans.physical.BroadcastMode;
import org.apache.spark.sql.catalyst.plans.physical.BroadcastPartitioning;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.joins.HashJoin;
import org.apache.spark.sql.execution.joins.HashedRelationBroadcastMode;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * Broadcasts rows of a shuffled stage to a join that adaptive execution does not know. It is a leaf: adaptive execution makes
 * stages of the exchanges it sees, and must not see the plan that reads the rows. It is not an exchange of Spark's, since the
 * wait for it has no time limit: a broadcast that the query did not ask for must not fail it.
 */
public final class StageBroadcast extends QuiverPlan {
    private final SparkPlan rows;
    private final Seq<Expression> keys;
    private transient @Nullable Broadcast<Object> relation;

    /** {@code rows}: an executable fragment over a finished stage; {@code keys}: the keys by which the join looks its rows up. */
    public StageBroadcast(SparkPlan rows, Seq<Expression> keys) {
        this.rows = rows;
        this.keys = keys;
    }

    @Override
    protected Object[] arguments() {
        return new Object[] {rows, keys};
    }

    @Override
    public Seq<SparkPlan> children() {
        return Scala.seqOf();
    }

    @Override
    public SparkPlan mapChildren(Function1<SparkPlan, SparkPlan> f) {
        return this;
    }

    @Override
    public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
        return this;
    }

    @Override
    public SparkPlan doCanonicalize() {
        List<Expression> normalized = new ArrayList<>();
        Scala.list(keys)
                .forEach(key -> normalized.add(
                        QueryPlan.normalizeExpressions(key, package$.MODULE$.AttributeSeq(rows.output()))));
        return new StageBroadcast(rows.canonicalized(), Scala.seq(normalized));
    }

    @Override
    public Seq<Attribute> output() {
        return rows.output();
    }

    @Override
    public Partitioning outputPartitioning() {
        return new BroadcastPartitioning(mode());
    }

    private BroadcastMode mode() {
        return new HashedRelationBroadcastMode(
                BindReferences.bindReferences(
                        HashJoin.rewriteKeyExpr(keys), package$.MODULE$.AttributeSeq(rows.output())),
                false);
    }

    @Override
    public boolean supportsColumnar() {
        return false;
    }

    @Override
    protected void defineMetrics(Map<String, SQLMetric> metrics) {
        metrics.put("numOutputRows", SQLMetrics.createMetric(sparkContext(), "number of output rows"));
        metrics.put("dataSize", SQLMetrics.createSizeMetric(sparkContext(), "data size", -1L));
        metrics.put("writeTime", SQLMetrics.createNanoTimingMetric(sparkContext(), MetricNames.WRITE_TIME, -1L));
        metrics.put("collectTime", SQLMetrics.createTimingMetric(sparkContext(), "time to collect", -1L));
    }

    @Override
    public String nodeName() {
        return "QuiverStageBroadcast";
    }

    /** Runs while the exchange above is being prepared: the caller may have to cancel that exchange afterwards. */
    @Override
    public void doPrepare() {
        relation();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Broadcast<T> doExecuteBroadcast() {
        return (Broadcast<T>) relation();
    }

    synchronized Broadcast<Object> relation() {
        if (relation == null) {
            long start = System.nanoTime();
            CollectedBlocks blocks = CollectedBlocks.of(
                    rows.executeColumnar(), SparkTypes.dataTypes(Scala.list(output())), longMetric("writeTime"));
            relation = sparkContext().broadcast(new BlockRelation(blocks, mode()), Scala.tag(Object.class));
            longMetric("numOutputRows").set(blocks.rowCount());
            longMetric("dataSize").set(blocks.sizeBytes());
            longMetric("collectTime").set((System.nanoTime() - start) / 1_000_000);
            SQLMetrics.postDriverMetricUpdates(
                    sparkContext(),
                    sparkContext().getLocalProperty(SQLExecution.EXECUTION_ID_KEY()),
                    Scala.seqOf(longMetric("numOutputRows"), longMetric("dataSize"), longMetric("collectTime")));
        }
        return relation;
    }

    @Override
    public String simpleString(int maxFields) {
        return "%s %s".formatted(nodeName(), output().mkString("[", ", ", "]"));
    }
}
