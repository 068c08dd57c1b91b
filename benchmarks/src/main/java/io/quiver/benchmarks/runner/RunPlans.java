/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.runner;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.util.QueryExecutionListener;

/**
 * Keeps the physical plans of a session's queries as they end, for jobs that run their own queries.
 *
 * <p>Plans arrive on the thread of Spark's listener bus: {@link QueryMeter#stop} waits for it.
 */
public final class RunPlans implements QueryExecutionListener {
    private final List<SparkPlan> plans = new ArrayList<>();

    private RunPlans() {}

    /** Adds a listener to a running session. */
    public static RunPlans attach(SparkSession spark) {
        RunPlans found = new RunPlans();
        spark.listenerManager().register(found);
        return found;
    }

    /** Forgets the plans so far. */
    public synchronized void clear() {
        plans.clear();
    }

    public synchronized List<SparkPlan> plans() {
        return List.copyOf(plans);
    }

    @Override
    public synchronized void onSuccess(String action, QueryExecution execution, long durationNanos) {
        plans.add(execution.executedPlan());
    }

    @Override
    public void onFailure(String action, QueryExecution execution, Exception failure) {}
}
