/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanVerdictsTest {
    private static final LoggedNode SCAN = node("Scan parquet");

    private static LoggedNode node(String name, LoggedNode... children) {
        return new LoggedNode(name, name, List.of(children), List.of());
    }

    @Test
    void theSubqueryOfAScanIsNoInput() {
        LoggedNode scan = node("Scan parquet", node("ReusedSubquery", node("Subquery", node("Project", SCAN))));
        LoggedNode plan = node("Filter", scan, node("Subquery", node("LocalTableScan")));

        Map<LoggedNode, NodeVerdict> verdicts = PlanVerdicts.of(plan);

        assertThat(verdicts.get(scan).isOnQuiver()).isTrue();
        assertThat(verdicts.get(plan).isOnQuiver()).isTrue();
    }

    @Test
    void aSubqueryOnQuiverDoesNotMakeAnInputColumnar() {
        LoggedNode plan = node("Filter", node("LocalTableScan"), node("Subquery", node("HashAggregate", SCAN)));

        assertThat(PlanVerdicts.of(plan).get(plan).isOnQuiver()).isFalse();
    }

    @Test
    void whatIsReadAgainIsJudgedAsWhatWroteIt() {
        LoggedNode onQuiver = node("HashAggregate", node("ReusedExchange", node("Exchange", SCAN)));
        LoggedNode onSpark = node("Filter", node("ReusedExchange", node("Exchange", node("LocalTableScan"))));

        assertThat(PlanVerdicts.of(onQuiver).get(onQuiver).isOnQuiver()).isTrue();
        assertThat(PlanVerdicts.of(onSpark).get(onSpark).isOnQuiver()).isFalse();
    }
}
