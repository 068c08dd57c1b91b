/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.metric;

/** Names the metrics of Quiver's operators in Spark's UI and event logs; a name that Spark uses too means the same. */
public final class MetricNames {
    /** Spark's name, too. */
    public static final String OUTPUT_ROWS = "number of output rows";

    public static final String OUTPUT_BATCHES = "number of output batches";
    /** Without the operators below. */
    public static final String OPERATOR_TIME = "time in operator";
    /** Includes everything that the fragment pulls from, opening it, and writing its blocks for a broadcast. */
    public static final String FRAGMENT_TIME = "time in fragment";
    /** Of tasks that write blocks for a broadcast. */
    public static final String WRITE_TIME = "time to write blocks";
    /** Spark's name, too. */
    public static final String PEAK_MEMORY = "peak memory";
    /** Spark's name, too. */
    public static final String SPILL_SIZE = "spill size";

    public static final String DECLINED_BATCHES = "batches that a kernel declined";
    public static final String SPARKS_ROWS = "rows evaluated by Spark's code";

    private MetricNames() {}
}
