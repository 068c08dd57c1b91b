/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.runner;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.executor.TaskMetrics;

/** Sums the metrics that tasks report. Not thread-safe. */
final class TaskTotals {
    private long tasks;
    private long failedTasks;
    private long cpuNanos;
    private long runMillis;
    private long gcMillis;
    private long bytesRead;
    private long shuffleBytesWritten;
    private long diskBytesSpilled;
    private long peakExecutionMemoryBytes;

    void add(TaskMetrics metrics) {
        tasks++;
        cpuNanos += metrics.executorCpuTime() + metrics.executorDeserializeCpuTime();
        runMillis += metrics.executorRunTime();
        gcMillis += metrics.jvmGCTime();
        bytesRead += metrics.inputMetrics().bytesRead();
        shuffleBytesWritten += metrics.shuffleWriteMetrics().bytesWritten();
        diskBytesSpilled += metrics.diskBytesSpilled();
        peakExecutionMemoryBytes = Math.max(peakExecutionMemoryBytes, metrics.peakExecutionMemory());
    }

    void addFailed() {
        failedTasks++;
    }

    /** The sums by name; names contain the unit. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("tasks", tasks);
        map.put("failed_tasks", failedTasks);
        map.put("task_cpu_seconds", cpuNanos / 1e9);
        map.put("task_run_seconds", runMillis / 1e3);
        map.put("task_gc_seconds", gcMillis / 1e3);
        map.put("bytes_read", bytesRead);
        map.put("shuffle_bytes_written", shuffleBytesWritten);
        map.put("disk_bytes_spilled", diskBytesSpilled);
        map.put("peak_execution_memory_bytes", peakExecutionMemoryBytes);
        return map;
    }
}
