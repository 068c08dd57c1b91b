/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import io.quiver.spark.explain.ExplainText;
import java.util.List;
import java.util.Optional;

/**
 * The facts about one node of a plan that has run.
 *
 * @param depth how many nodes stand above it
 * @param sparksFunctions those in its expressions that Spark's code evaluates
 * @param details the node with its expressions
 */
record OperatorFacts(
        String name,
        int depth,
        Place place,
        Optional<ExplainText.Line> stayed,
        List<String> sparksFunctions,
        String details,
        Optional<Double> millis,
        Figures figures) {
    /** Who does the operator's work. */
    enum Place {
        QUIVER,
        SPARK,
        /** Nobody: the node only surrounds operators, or nothing is known. */
        NOBODY
    }

    /** The counts of its tasks. */
    record Figures(
            Optional<MetricValue> rows,
            Optional<MetricValue> batches,
            Optional<MetricValue> declinedBatches,
            Optional<MetricValue> sparksRows,
            Optional<MetricValue> peakMemory,
            Optional<MetricValue> spilled) {}
}
