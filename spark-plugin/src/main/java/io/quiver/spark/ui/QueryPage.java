/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import io.quiver.spark.explain.ExplainText;
import io.quiver.spark.plan.NodeNames;
import io.quiver.spark.ui.OperatorFacts.Place;
import io.quiver.spark.ui.PageTable.Column;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.execution.ui.SQLExecutionUIData;

/** Shows one query: its plan as it ran, operator by operator. */
final class QueryPage extends QuiverPage {
    static final String PREFIX = "query";

    QueryPage(QuiverTab tab) {
        super(tab, PREFIX);
    }

    @Override
    String title(HttpServletRequest request) {
        return "Quiver in query " + number(request, "id", "");
    }

    @Override
    Html content(HttpServletRequest request, Optional<QueryStore> store) {
        long id = number(request, "id", "");
        return store.flatMap(queries -> queries.query(id).map(query -> content(request, queries, query)))
                .orElseGet(() -> Html.of("p", "Spark does not keep a query %d.".formatted(id)));
    }

    private Html content(HttpServletRequest request, QueryStore store, SQLExecutionUIData query) {
        Optional<ExplainText> explained = QueryStore.explained(query);
        List<OperatorFacts> operators = store.operators(query);
        return Html.all(
                Html.of(
                        "p",
                        Html.of("a", Html.link(address(request, "/" + QuiverTab.PREFIX + "/")), "All queries"),
                        " · ",
                        Html.of("a", Html.link(sqlAddress(request, query.executionId())), "In the SQL tab")),
                Html.of(
                        "pre",
                        Html.kind("q-query"),
                        QuerySummary.shortened(Objects.requireNonNullElse(query.description(), ""))),
                Html.of("p", said(query, explained)),
                operators(operators),
                readers(explained),
                Html.of(
                        "p",
                        Html.kind("q-note"),
                        "Times are sums over tasks. An operator on Quiver is timed by itself; operators on Spark that run in one loop of"
                                + " generated code share its time in equal parts; what Spark does not time has no time here."));
    }

    private static String said(SQLExecutionUIData query, Optional<ExplainText> explained) {
        return query.executionStatus().toLowerCase(Locale.ROOT)
                + explained
                        .map(text -> ": %s operators on Quiver, %s functions by kernels"
                                .formatted(
                                        Amounts.share(text.accelerated(), text.operators()),
                                        Amounts.share(text.kernels(), text.functions())))
                        .orElse(": Quiver was off for this query");
    }

    private static Html operators(List<OperatorFacts> operators) {
        PageTable table = new PageTable()
                .column("Operator", Column.TEXT)
                .column("On", Column.TEXT)
                .column("Time", Column.NUMBER)
                .column("Rows", Column.NUMBER)
                .column("Batches", Column.MINOR_NUMBER)
                .column("Declined batches", Column.MINOR_NUMBER)
                .column("Rows by Spark's code", Column.MINOR_NUMBER)
                .column("Peak of a task", Column.MINOR_NUMBER)
                .column("Spilled", Column.MINOR_NUMBER);
        for (OperatorFacts operator : operators) {
            OperatorFacts.Figures figures = operator.figures();
            table.row(
                    name(operator),
                    place(operator),
                    Amounts.duration(operator.millis()),
                    Amounts.shown(figures.rows()),
                    Amounts.shown(figures.batches()),
                    Amounts.shownUnlessZero(figures.declinedBatches()),
                    Amounts.shownUnlessZero(figures.sparksRows()),
                    Amounts.shownUnlessZero(figures.peakMemory()),
                    Amounts.shownUnlessZero(figures.spilled()));
        }
        return table.html();
    }

    private static Html name(OperatorFacts operator) {
        String shown = NodeNames.isBorder(operator.name()) ? operator.name() : NodeNames.withoutPrefix(operator.name());
        return Html.of(
                "span",
                Html.kind("q-depth"),
                Html.attribute("style", "--depth:" + operator.depth()),
                Html.attribute("title", operator.details()),
                shown);
    }

    private static Html place(OperatorFacts operator) {
        Html badge =
                switch (operator.place()) {
                    case QUIVER -> Html.of("span", Html.kind("q-badge q-quiver"), "Quiver");
                    case SPARK -> Html.of("span", Html.kind("q-badge q-spark"), "Spark");
                    case NOBODY -> Html.text("");
                };
        String why = operator.stayed().map(ExplainText.Line::why).orElse("");
        boolean hasSparksFunctions =
                operator.place() == Place.QUIVER && !operator.sparksFunctions().isEmpty();
        String functions =
                hasSparksFunctions ? "by Spark's code: " + String.join(", ", operator.sparksFunctions()) : "";
        return Html.all(badge, Html.of("span", Html.kind("q-why"), why + functions));
    }

    private static Html readers(Optional<ExplainText> explained) {
        return Html.all(explained.stream()
                .flatMap(text -> text.readBySpark().stream())
                .map(line -> Html.of("p", "Read by Spark's reader: " + line.name() + ": " + line.why()))
                .toList());
    }
}
