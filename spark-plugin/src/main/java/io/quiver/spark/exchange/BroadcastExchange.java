/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import org.apache.spark.sql.catalyst.plans.physical.BroadcastMode;
import org.apache.spark.sql.catalyst.plans.physical.BroadcastPartitioning;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.exchange.BroadcastExchangeExec;
import org.apache.spark.sql.execution.joins.HashedRelationBroadcastMode;
import org.jspecify.annotations.Nullable;

/**
 * The columnar broadcast: collects blocks of columns instead of rows, and broadcasts these instead of a hashed relation;
 * each executor makes one table of them per join. All else is the stock node's, of which this is a subclass: its jobs,
 * limits, errors and metrics. To Spark's planning it is the same exchange ({@link #doCanonicalize}), since whoever
 * consumes it finds Spark's relation in it too ({@link BlockRelation}).
 */
public final class BroadcastExchange extends BroadcastExchangeExec {
    public BroadcastExchange(BroadcastMode mode, SparkPlan child) {
        super(mode instanceof HashedRelationBroadcastMode stock ? new BlockBroadcastMode(stock) : mode, child);
    }

    /**
     * Whether a broadcast in this mode may be columnar. The relations of null-aware joins are told apart by their class
     * (HashedRelationWithAllNullKeys), and nested loop joins want arrays of rows.
     */
    public static boolean supports(BroadcastMode mode) {
        return mode instanceof HashedRelationBroadcastMode hashed && !hashed.isNullAware();
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

    /** Never equal to the stock node of the same fields: Spark drops a new child that equals the old. */
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
