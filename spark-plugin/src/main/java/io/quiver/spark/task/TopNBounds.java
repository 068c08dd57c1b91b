/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.task;

import io.quiver.exec.operator.sort.SharedBound;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Shares the bounds of top-ns among the tasks of a stage in this process: no task keeps a row beyond another task's bound. A new
 * attempt of a stage starts without a bound. Losing a bound costs only time, so the oldest are dropped.
 */
final class TopNBounds {
    private static final int MOST = 64;

    /** {@code fragment} is unique among the fragments of the process, and among those of another process whose tasks it runs. */
    private record Key(int stageId, int stageAttempt, long fragment, int operatorId) {}

    private static final Map<Key, SharedBound> BOUNDS = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SharedBound> eldest) {
            return size() > MOST;
        }
    });

    private TopNBounds() {}

    /** The bound that tasks of the current stage share; null outside tasks. */
    static @Nullable SharedBound of(long fragment, int operatorId) {
        TaskContext task = TaskContext.get();
        if (task == null) {
            return null;
        }
        Key key = new Key(task.stageId(), task.stageAttemptNumber(), fragment, operatorId);
        return BOUNDS.computeIfAbsent(key, first -> new SharedBound());
    }
}
