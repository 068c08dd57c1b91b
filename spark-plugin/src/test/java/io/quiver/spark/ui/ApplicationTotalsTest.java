/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.explain.ExplainText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ApplicationTotalsTest {
    private static final ExplainText.Line SLOW = new ExplainText.Line("Window", "OPERATOR_FORM, slow");
    private static final ExplainText.Line OFTEN = new ExplainText.Line("Exchange", "NOT_WORTH_IT, often");

    private static QuerySummary query(long id, QuerySummary.Operator... operators) {
        ExplainText explained = new ExplainText(3, 5, 2, 4, List.of(), List.of());
        return new QuerySummary(
                id, "", "COMPLETED", 0, Optional.of(1L), Optional.of(explained), 100, List.of(operators));
    }

    private static QuerySummary.Operator stayed(ExplainText.Line line, double millis) {
        return new QuerySummary.Operator(Optional.of(line), List.of(), Optional.of(millis));
    }

    @Test
    void reasonsAreSortedByTheTimeThatTheyCost() {
        ApplicationTotals totals = new ApplicationTotals();
        totals.add(query(1, stayed(OFTEN, 10), stayed(OFTEN, 10), stayed(SLOW, 50)));
        totals.add(query(2, stayed(OFTEN, 10)));

        assertThat(totals.reasons()).extracting(ApplicationTotals.Total::key).containsExactly(SLOW, OFTEN);
        assertThat(totals.reasons())
                .extracting(ApplicationTotals.Total::millis)
                .containsExactly(Optional.of(50.0), Optional.of(30.0));
        assertThat(totals.reasons()).extracting(ApplicationTotals.Total::count).containsExactly(1, 3);
        assertThat(totals.reasons())
                .extracting(ApplicationTotals.Total::queries)
                .containsExactly(1, 2);
        assertThat(totals.lostMillis()).isEqualTo(80);
        assertThat(totals.operators()).isEqualTo(10);
    }

    @Test
    void whatSparkDoesNotTimeHasNoTime() {
        ApplicationTotals totals = new ApplicationTotals();
        totals.add(query(1, new QuerySummary.Operator(Optional.of(OFTEN), List.of(), Optional.empty())));

        assertThat(totals.reasons()).extracting(ApplicationTotals.Total::millis).containsExactly(Optional.empty());
    }
}
