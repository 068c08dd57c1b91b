/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import io.quiver.spark.compat.Scala;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.plans.physical.BroadcastMode;
import org.apache.spark.sql.catalyst.plans.physical.BroadcastPartitioning;
import org.apache.spark.sql.catalyst.plans.physical.IdentityBroadcastMode$;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.BroadcastQueryStageExec;
import org.apache.spark.sql.execution.exchange.BroadcastExchangeExec;
import org.apache.spark.sql.execution.exchange.ReusedExchangeExec;
import org.jspecify.annotations.Nullable;

/**
 * The columnar broadcast. It collects and broadcasts blocks of columns instead of a hashed relation or an array of rows. Each
 * executor builds one table of them per join. Everything else is inherited from the stock node: jobs, limits, errors and metrics.
 * Spark's planning treats it as the same exchange ({@link #doCanonicalize}), since its consumers also find Spark's relation in it
 * ({@link BlockRelation}). For a consumer of Spark's, the rows of nested loop joins are broadcast once more, since those must be
 * an array.
 */
public final class BroadcastExchange extends BroadcastExchangeExec {
    private transient @Nullable Broadcast<InternalRow[]> rows;

    public BroadcastExchange(BroadcastMode mode, SparkPlan child) {
        super(mode instanceof BlockBroadcastMode ? mode : new BlockBroadcastMode(mode), child);
    }

    /**
     * The broadcast from which a Quiver join builds its table: the blocks if the broadcast is columnar, else what Spark
     * broadcasts.
     */
    public static Broadcast<Object> forTable(SparkPlan plan) {
        if (plan instanceof BroadcastQueryStageExec stage) {
            return forTable(stage.plan());
        }
        if (plan instanceof ReusedExchangeExec reused) {
            return forTable(reused.child());
        }
        if (plan instanceof BroadcastExchange exchange) {
            exchange.prepare();
            return exchange.relation();
        }
        return plan instanceof StageBroadcast keys ? keys.relation() : plan.executeBroadcast();
    }

    private <T> Broadcast<T> relation() {
        return super.doExecuteBroadcast();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Broadcast<T> doExecuteBroadcast() {
        Broadcast<T> relation = relation();
        if (stockMode() == IdentityBroadcastMode$.MODULE$ && relation.value() instanceof BlockRelation blocks) {
            return (Broadcast<T>) rows(blocks);
        }
        return relation;
    }

    private synchronized Broadcast<InternalRow[]> rows(BlockRelation blocks) {
        if (rows == null) {
            rows = sparkContext().broadcastInternal(blocks.rows(), true, Scala.tag(InternalRow[].class));
        }
        return rows;
    }

    private BroadcastMode stockMode() {
        return mode() instanceof BlockBroadcastMode blocks ? blocks.stock() : mode();
    }

    @Override
    public String nodeName() {
        return "QuiverBroadcastExchange";
    }

    @Override
    public Partitioning outputPartitioning() {
        return new BroadcastPartitioning(stockMode());
    }

    @Override
    public SparkPlan doCanonicalize() {
        return new BroadcastExchangeExec(stockMode().canonicalized(), (SparkPlan) child().canonicalized());
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof BroadcastExchange;
    }

    /** Never equal to the stock node of the same fields: Spark drops a new child that equals the old one. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BroadcastExchange && super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public BroadcastExchangeExec withNewChildInternal(SparkPlan child) {
        return new BroadcastExchange(mode(), child);
    }
}
