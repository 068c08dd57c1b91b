/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import java.util.HashMap;
import java.util.Map;

/** A stage with all its attempts: how many tasks it had, how long and when they ran, and which accumulators they added to. */
final class LoggedStage {
    private final Map<Long, Long> accumulators = new HashMap<>();
    private int tasks;
    private double runMillis;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    void addTask(long taskRunMillis) {
        tasks++;
        runMillis += taskRunMillis;
    }

    /** Adds an attempt that has ended, with the values that its accumulators had then. */
    void addAttempt(long submittedMillis, long completedMillis, Map<Long, Long> values) {
        firstMillis = Math.min(firstMillis, submittedMillis);
        lastMillis = Math.max(lastMillis, completedMillis);
        values.forEach((id, value) -> accumulators.merge(id, value, Math::max));
    }

    int tasks() {
        return tasks;
    }

    double runMillis() {
        return runMillis;
    }

    long firstMillis() {
        return firstMillis;
    }

    long lastMillis() {
        return lastMillis;
    }

    boolean hasEnded() {
        return firstMillis <= lastMillis;
    }

    Map<Long, Long> accumulators() {
        return accumulators;
    }
}
