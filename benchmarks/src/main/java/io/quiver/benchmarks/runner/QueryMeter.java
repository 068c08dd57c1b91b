/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Measures the cost of a query besides its time: processor time, garbage collection, bytes read, spilled and shuffled.
 *
 * <p>Tasks are summed on the thread of Spark's listener bus, with about ten additions each. {@link #start} and {@link #stop} wait
 * for that thread, so they are called outside the timed part. Processor and collector time of the process are those of the
 * driver's JVM. With separate executors, use the sums over the tasks.
 */
public final class QueryMeter extends SparkListener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SparkContext context;
    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private TaskTotals totals = new TaskTotals();
    private long processCpuNanosAtStart;
    private long gcMillisAtStart;

    private QueryMeter(SparkContext context) {
        this.context = context;
    }

    /** Adds a meter to a running context. */
    public static QueryMeter attach(SparkContext context) {
        QueryMeter meter = new QueryMeter(context);
        context.addSparkListener(meter);
        return meter;
    }

    /** Begins a measurement, after all events of the previous one. */
    public void start() {
        waitForEvents();
        synchronized (this) {
            totals = new TaskTotals();
        }
        gcMillisAtStart = gcMillis();
        processCpuNanosAtStart = process.getProcessCpuTime();
    }

    /** Ends the measurement; returns it as one JSON object. */
    public String stop() {
        double processCpuSeconds = (process.getProcessCpuTime() - processCpuNanosAtStart) / 1e9;
        double gcSeconds = (gcMillis() - gcMillisAtStart) / 1e3;
        waitForEvents();
        Map<String, Object> measured = new LinkedHashMap<>();
        measured.put("process_cpu_seconds", processCpuSeconds);
        measured.put("gc_seconds", gcSeconds);
        synchronized (this) {
            measured.putAll(totals.toMap());
        }
        try {
            return JSON.writeValueAsString(measured);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write numbers as JSON: " + measured, e);
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        // A task that was lost with its executor reports nothing.
        if (end.taskMetrics() == null || !end.taskInfo().successful()) {
            totals.addFailed();
            return;
        }
        totals.add(end.taskMetrics());
    }

    private void waitForEvents() {
        try {
            context.listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException("Spark's listeners do not keep up, so a measurement would miss tasks", e);
        }
    }

    private static long gcMillis() {
        long millis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        return millis;
    }
}
