/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.explain.ExplainText;
import io.quiver.spark.plan.NodeNames;
import io.quiver.spark.ui.OperatorFacts.Place;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.execution.ui.SQLExecutionUIData;

/**
 * The facts about one query that the list of queries and the totals need.
 *
 * @param submittedMillis since 1970
 * @param durationMillis none while the query runs
 * @param fragmentMillis task time in Quiver's fragments
 */
record QuerySummary(
        long id,
        String description,
        String status,
        long submittedMillis,
        Optional<Long> durationMillis,
        Optional<ExplainText> explained,
        double fragmentMillis,
        List<Operator> operators) {
    private static final int MAX_DESCRIPTION = 200;

    /** An operator that stayed on Spark, or that has functions which Spark's code evaluates. */
    record Operator(Optional<ExplainText.Line> stayed, List<String> sparksFunctions, Optional<Double> millis) {}

    static QuerySummary of(QueryStore store, SQLExecutionUIData query) {
        List<OperatorFacts> operators = store.operators(query);
        return new QuerySummary(
                query.executionId(),
                shortened(Objects.requireNonNullElse(query.description(), "")),
                query.executionStatus(),
                query.submissionTime(),
                Scala.optional(query.completionTime()).map(end -> end.getTime() - query.submissionTime()),
                QueryStore.explained(query),
                operators.stream()
                        .filter(operator -> operator.name().equals(NodeNames.FRAGMENT))
                        .mapToDouble(operator -> operator.millis().orElse(0.0))
                        .sum(),
                operators.stream()
                        .filter(operator -> operator.place() == Place.SPARK
                                || !operator.sparksFunctions().isEmpty())
                        .map(operator -> new Operator(operator.stayed(), operator.sparksFunctions(), operator.millis()))
                        .toList());
    }

    static String shortened(String description) {
        return description.length() <= MAX_DESCRIPTION ? description : description.substring(0, MAX_DESCRIPTION) + "…";
    }

    /** Whether it will no longer change. */
    boolean isFinished() {
        return durationMillis.isPresent();
    }

    /** Task time in operators that stayed on Spark, as far as it is measured. */
    double lostMillis() {
        return operators.stream()
                .filter(operator -> operator.stayed().isPresent())
                .mapToDouble(operator -> operator.millis().orElse(0.0))
                .sum();
    }
}
