/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of a plan in an event log. Nodes are equal only if they are the same object.
 *
 * @param text the node with its expressions
 */
record LoggedNode(String name, String text, List<LoggedNode> children, List<Metric> metrics) {
    /** A metric: the id of the accumulator that tasks add to, and Spark's name of its unit. */
    record Metric(String name, long id, String type) {
        boolean isTime() {
            return type.equals("timing") || type.equals("nsTiming");
        }

        /** The value of a time in milliseconds. */
        double millis(long value) {
            return type.equals("nsTiming") ? value / 1e6 : value;
        }
    }

    /** Source: Spark 3.4 to 4.3 {@code SparkPlanInfo}, as Jackson writes it. */
    static LoggedNode of(JsonNode json) {
        List<LoggedNode> children = new ArrayList<>();
        json.path("children").forEach(child -> children.add(of(child)));
        List<Metric> metrics = new ArrayList<>();
        json.path("metrics")
                .forEach(metric -> metrics.add(new Metric(
                        metric.path("name").asText(),
                        metric.path("accumulatorId").asLong(),
                        metric.path("metricType").asText())));
        return new LoggedNode(
                json.path("nodeName").asText().trim(), json.path("simpleString").asText(), children, metrics);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
