/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.apache.spark.sql.execution.exchange.ShuffleOrigin;
import scala.Option;

/** Spark's shuffle exchange with the constructor that most minors have. */
public abstract class ShuffleExchangeBase extends ShuffleExchangeExec {
    protected ShuffleExchangeBase(
            Partitioning outputPartitioning,
            SparkPlan child,
            ShuffleOrigin shuffleOrigin,
            Option<Object> advisoryPartitionSize) {
        super(outputPartitioning, child, shuffleOrigin, advisoryPartitionSize, false);
    }
}
