/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.spark.sql.execution.exchange;

import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import scala.Option;

/** What is asked of this class of Spark 4.3; never packaged. */
public class ShuffleExchangeExec {
    public ShuffleExchangeExec(
            Partitioning outputPartitioning,
            SparkPlan child,
            ShuffleOrigin shuffleOrigin,
            Option<Object> advisoryPartitionSize,
            boolean pipelined) {}

    public boolean pipelined() {
        throw new AssertionError("compile-time stub");
    }
}
