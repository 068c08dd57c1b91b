/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;

/** Listens for the plans of a session that write files, and keeps the last one. */
final class LastWrite implements QueryExecutionListener {
    private final SparkSession spark;
    private volatile String plan = "";

    private LastWrite(SparkSession spark) {
        this.spark = spark;
    }

    static LastWrite of(SparkSession spark) {
        LastWrite last = new LastWrite(spark);
        spark.listenerManager().register(last);
        return last;
    }

    void forget() {
        plan = "";
    }

    /** Forgets the plan of the last write that has ended, and returns it; empty where there was none. */
    String take() {
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
        String last = plan;
        forget();
        return last;
    }

    @Override
    public void onSuccess(String name, QueryExecution query, long nanos) {
        String text = query.executedPlan().toString();
        if (text.contains("WriteFiles")) {
            plan = text;
        }
    }

    @Override
    public void onFailure(String name, QueryExecution query, Exception failure) {}
}
