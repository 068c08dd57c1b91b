/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.metric;

import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.ui.SparkListenerDriverAccumUpdates;
import org.apache.spark.util.AccumulatorV2;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;

/**
 * Collects metrics of plan nodes that are mostly zero. The SQL tab shows every SQLMetric that travels to tasks (Spark 4.1), so
 * these do not travel. Tasks add to this accumulator, and the driver passes the counts on. The tab then shows those that are not
 * zero.
 */
public final class RareMetrics extends AccumulatorV2<Tuple2<Object, Object>, Map<Long, Long>> {
    private static final long serialVersionUID = 1L;

    /** One metric, for tasks to add to. */
    public record Counter(RareMetrics metrics, long id) implements Serializable {
        public void add(long count) {
            metrics.count(id, count);
        }
    }

    private final HashMap<Long, Long> counts = new HashMap<>();
    private final transient Map<Long, SQLMetric> targets;
    private final transient @Nullable SparkContext context;
    private final transient @Nullable String executionId;

    private RareMetrics(Map<Long, SQLMetric> targets, @Nullable SparkContext context, @Nullable String executionId) {
        this.targets = targets;
        this.context = context;
        this.executionId = executionId;
    }

    /** Registers with the context, for the query that this thread executes. */
    public static RareMetrics register(SparkContext context) {
        RareMetrics metrics = new RareMetrics(
                new LinkedHashMap<>(), context, context.getLocalProperty(SQLExecution.EXECUTION_ID_KEY()));
        metrics.register(context, Option.empty(), false);
        return metrics;
    }

    /** Creates the counter of {@code metric} for tasks; called on the driver before they start. */
    public Counter counter(SQLMetric metric) {
        targets.put(metric.id(), metric);
        return new Counter(this, metric.id());
    }

    /** Adds a count that no task makes. */
    public void addOnDriver(SQLMetric metric, long count) {
        metric.add(count);
        show(metric.id(), count);
    }

    /** A heartbeat would read it while the task writes. The driver receives it at the end of the task. */
    @Override
    public boolean excludeFromHeartbeat() {
        return true;
    }

    @Override
    public synchronized boolean isZero() {
        return counts.isEmpty();
    }

    @Override
    public synchronized AccumulatorV2<Tuple2<Object, Object>, Map<Long, Long>> copy() {
        RareMetrics copy = new RareMetrics(targets, context, executionId);
        copy.counts.putAll(counts);
        return copy;
    }

    @Override
    public synchronized void reset() {
        counts.clear();
    }

    private synchronized void count(long id, long count) {
        if (count > 0) {
            counts.merge(id, count, Long::sum);
        }
    }

    @Override
    public void add(Tuple2<Object, Object> idAndCount) {
        count((Long) idAndCount._1(), (Long) idAndCount._2());
    }

    @Override
    public synchronized void merge(AccumulatorV2<Tuple2<Object, Object>, Map<Long, Long>> other) {
        ((RareMetrics) other).counts.forEach((id, count) -> {
            counts.merge(id, count, Long::sum);
            SQLMetric metric = targets.get(id);
            if (metric != null) {
                metric.add(count);
                show(id, count);
            }
        });
    }

    /** The SQL tab adds up the driver's updates of a metric. */
    private void show(long id, long count) {
        if (context != null && executionId != null) {
            context.listenerBus()
                    .post(new SparkListenerDriverAccumUpdates(
                            Long.parseLong(executionId),
                            io.quiver.spark.compat.Scala.<Tuple2<Object, Object>>seqOf(new Tuple2<>(id, count))));
        }
    }

    @Override
    public synchronized Map<Long, Long> value() {
        return Map.copyOf(counts);
    }
}
