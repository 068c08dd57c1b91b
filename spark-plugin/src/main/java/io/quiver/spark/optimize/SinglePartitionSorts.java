/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.optimize;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import java.math.BigInteger;
import org.apache.spark.sql.catalyst.plans.logical.Statistics;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.catalyst.plans.physical.RangePartitioning;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.ShuffleQueryStageExec;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.apache.spark.sql.execution.exchange.ENSURE_REQUIREMENTS$;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import scala.Option;

/**
 * Uses one range for a total order of rows that are known to be few. AQE would combine the ranges again anyway, after a job that
 * samples the rows to find them.
 */
public final class SinglePartitionSorts {
    private static final long MAX_ROWS = 20_000;

    /** AQE makes no partition smaller than this by default (spark.sql.adaptive.coalescePartitions.minPartitionSize). */
    private static final BigInteger MAX_BYTES = BigInteger.valueOf(1 << 20);

    private SinglePartitionSorts() {}

    /** The best partitioning of the exchange; unchanged if the user requested it or the rows may be many. */
    public static Partitioning partitioning(ShuffleExchangeExec exchange) {
        boolean isTotalOrder = exchange.outputPartitioning() instanceof RangePartitioning range
                && range.numPartitions() > 1
                && exchange.shuffleOrigin() == ENSURE_REQUIREMENTS$.MODULE$
                && isTiny(exchange.child());
        return isTotalOrder
                ? new RangePartitioning(((RangePartitioning) exchange.outputPartitioning()).ordering(), 1)
                : exchange.outputPartitioning();
    }

    private static boolean isTiny(SparkPlan plan) {
        if (plan instanceof ShuffleQueryStageExec stage) {
            return stage.isMaterialized() && isTiny(stage.computeStats());
        }
        boolean addsNoRows = plan instanceof FragmentExec
                || plan instanceof FragmentInputExec
                || plan instanceof FilterExec
                || plan instanceof ProjectExec
                || plan instanceof BaseAggregateExec;
        return addsNoRows && Scala.list(plan.children()).stream().allMatch(SinglePartitionSorts::isTiny);
    }

    private static boolean isTiny(Option<Statistics> known) {
        return known.isDefined()
                && known.get().rowCount().isDefined()
                && known.get().rowCount().get().toLong() <= MAX_ROWS
                && known.get().sizeInBytes().bigInteger().compareTo(MAX_BYTES) <= 0;
    }
}
