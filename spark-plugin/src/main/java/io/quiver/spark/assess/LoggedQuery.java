/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One execution of a query, as its events describe it. */
final class LoggedQuery {
    private final long id;
    private final String description;
    private final long startMillis;
    private final Set<Integer> stages = new LinkedHashSet<>();
    private LoggedNode plan;
    private long endMillis = -1;
    private @Nullable String error;

    LoggedQuery(long id, String description, long startMillis, LoggedNode plan) {
        this.id = id;
        this.description = description;
        this.startMillis = startMillis;
        this.plan = plan;
    }

    /** Takes the plan that adaptive execution has changed to. */
    void replan(LoggedNode changed) {
        plan = changed;
    }

    void addStage(int stage) {
        stages.add(stage);
    }

    void end(long millis, String message) {
        endMillis = millis;
        error = message.isEmpty() ? null : message;
    }

    long id() {
        return id;
    }

    String description() {
        return description;
    }

    LoggedNode plan() {
        return plan;
    }

    Set<Integer> stages() {
        return stages;
    }

    boolean hasFailed() {
        return error != null;
    }

    /** Empty if the log ends before the query does. */
    Optional<Long> durationMillis() {
        return endMillis < 0 ? Optional.empty() : Optional.of(endMillis - startMillis);
    }

    /** What the tasks of its stages added to metrics, by accumulator id. */
    Map<Long, Long> metricValues(LoggedApplication application) {
        Map<Long, Long> values = new HashMap<>();
        for (int number : stages) {
            application.stage(number).accumulators().forEach((id, value) -> values.merge(id, value, Math::max));
        }
        return values;
    }

    /** How long at least one of its stages ran. */
    long stageMillis(LoggedApplication application) {
        List<LoggedStage> ended = new ArrayList<>(stages.stream()
                .map(application::stage)
                .filter(LoggedStage::hasEnded)
                .toList());
        ended.sort(java.util.Comparator.comparingLong(LoggedStage::firstMillis));
        long covered = 0;
        long until = Long.MIN_VALUE;
        for (LoggedStage stage : ended) {
            covered += Math.max(0, stage.lastMillis() - Math.max(until, stage.firstMillis()));
            until = Math.max(until, stage.lastMillis());
        }
        return covered;
    }
}
