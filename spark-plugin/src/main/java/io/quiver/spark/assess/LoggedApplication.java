/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Collects what an application's events say about its queries. Source: Spark 3.4 to 4.3 {@code JsonProtocol}. */
final class LoggedApplication {
    private static final String SQL = "org.apache.spark.sql.execution.ui.SparkListenerSQL";
    private static final String EXECUTION_ID = "spark.sql.execution.id";
    private static final String PLUGINS = "spark.plugins";
    private static final String PLUGIN = "io.quiver.spark.QuiverPlugin";

    private final Map<Long, LoggedQuery> queries = new LinkedHashMap<>();
    private final Map<Integer, LoggedStage> stages = new HashMap<>();
    private String id = "";
    private String name = "";
    private String sparkVersion = "";
    private boolean hadQuiver;

    /** Whether a line of the log is an event that is used. Most are not, and are not parsed. */
    static boolean isRead(String line) {
        String start = line.substring(0, Math.min(line.length(), 100));
        return start.contains("SparkListenerTaskEnd")
                || start.contains("SparkListenerStageCompleted")
                || start.contains("SparkListenerJobStart")
                || start.contains("SparkListenerSQL")
                || start.contains("SparkListenerLogStart")
                || start.contains("SparkListenerApplicationStart")
                || start.contains("SparkListenerEnvironmentUpdate");
    }

    void read(JsonNode event) {
        switch (event.path("Event").asText()) {
            case "SparkListenerLogStart" ->
                sparkVersion = event.path("Spark Version").asText();
            case "SparkListenerApplicationStart" -> {
                id = event.path("App ID").asText();
                name = event.path("App Name").asText();
            }
            case "SparkListenerEnvironmentUpdate" ->
                hadQuiver |=
                        event.path("Spark Properties").path(PLUGINS).asText().contains(PLUGIN);
            case "SparkListenerJobStart" -> jobStart(event);
            case "SparkListenerTaskEnd" ->
                stage(event.path("Stage ID").asInt())
                        .addTask(event.path("Task Metrics")
                                .path("Executor Run Time")
                                .asLong());
            case "SparkListenerStageCompleted" -> stageCompleted(event.path("Stage Info"));
            case SQL + "ExecutionStart" -> {
                long query = event.path("executionId").asLong();
                queries.put(
                        query,
                        new LoggedQuery(
                                query,
                                event.path("description").asText(),
                                event.path("time").asLong(),
                                LoggedNode.of(event.path("sparkPlanInfo"))));
            }
            case SQL + "AdaptiveExecutionUpdate" ->
                query(event).ifPresent(query -> query.replan(LoggedNode.of(event.path("sparkPlanInfo"))));
            case SQL + "ExecutionEnd" ->
                query(event)
                        .ifPresent(query -> query.end(
                                event.path("time").asLong(),
                                event.path("errorMessage").asText("")));
            default -> {} // an event of no query, or of a Spark to come
        }
    }

    private Optional<LoggedQuery> query(JsonNode event) {
        return Optional.ofNullable(queries.get(event.path("executionId").asLong()));
    }

    private void jobStart(JsonNode event) {
        String query = event.path("Properties").path(EXECUTION_ID).asText();
        if (!query.isEmpty() && queries.containsKey(Long.valueOf(query))) {
            event.path("Stage IDs")
                    .forEach(stage -> queries.get(Long.valueOf(query)).addStage(stage.asInt()));
        }
    }

    private void stageCompleted(JsonNode info) {
        Map<Long, Long> values = new HashMap<>();
        info.path("Accumulables")
                .forEach(each ->
                        values.put(each.path("ID").asLong(), each.path("Value").asLong()));
        stage(info.path("Stage ID").asInt())
                .addAttempt(
                        info.path("Submission Time").asLong(),
                        info.path("Completion Time").asLong(),
                        values);
    }

    LoggedStage stage(int number) {
        return stages.computeIfAbsent(number, each -> new LoggedStage());
    }

    Collection<LoggedQuery> queries() {
        return queries.values();
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String sparkVersion() {
        return sparkVersion;
    }

    /** Whether the application ran with the plugin: its plans are then Quiver's, and its UI says more. */
    boolean hadQuiver() {
        return hadQuiver;
    }
}
