/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import io.quiver.spark.explain.ExplainText;
import io.quiver.spark.ui.ApplicationTotals.Total;
import io.quiver.spark.ui.PageTable.Column;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows all queries of the application: how much of them ran on Quiver, and why the rest did not. */
final class ApplicationPage extends QuiverPage {
    private static final int QUERIES_PER_PAGE = 100;
    private static final int MAX_REASONS = 50;

    private final Summaries summaries = new Summaries();

    ApplicationPage(QuiverTab tab) {
        super(tab, "");
    }

    @Override
    String title(HttpServletRequest request) {
        return "Quiver";
    }

    @Override
    Html content(HttpServletRequest request, Optional<QueryStore> store) {
        if (store.isEmpty() || store.get().count() == 0) {
            return Html.of("p", "No query has run yet.");
        }
        ApplicationTotals totals = new ApplicationTotals();
        List<QuerySummary> queries = new ArrayList<>();
        long first = Math.max(0, number(request, "page", "1") - 1) * QUERIES_PER_PAGE;
        summaries.forEach(store.get(), query -> {
            if (totals.queryCount() >= first && queries.size() < QUERIES_PER_PAGE) {
                queries.add(query);
            }
            totals.add(query);
        });
        return Html.all(
                tiles(totals),
                reasons(totals),
                functions(totals),
                readers(totals),
                Html.of("h4", "Queries"),
                queries(request, queries),
                pages(request, totals.queryCount(), first / QUERIES_PER_PAGE + 1));
    }

    private static Html tiles(ApplicationTotals totals) {
        return Html.of(
                "div",
                Html.kind("q-tiles"),
                tile("queries", Integer.toString(totals.queryCount())),
                tile("operators on Quiver", Amounts.share(totals.accelerated(), totals.operators())),
                tile("functions by kernels", Amounts.share(totals.kernels(), totals.functionCount())),
                tile("task time in Quiver's fragments", Amounts.duration(totals.fragmentMillis())),
                tile("task time in operators on Spark", Amounts.duration(totals.lostMillis())));
    }

    private static Html tile(String name, String figure) {
        return Html.of("div", Html.of("b", figure), Html.of("span", name));
    }

    private static Html reasons(ApplicationTotals totals) {
        Html head = Html.of("h4", "Why operators stayed on Spark");
        if (totals.reasons().isEmpty()) {
            return Html.all(head, Html.of("p", "None did."));
        }
        PageTable table = new PageTable()
                .column("Task time", Column.NUMBER)
                .column("Operator", Column.TEXT)
                .column("Reason", Column.TEXT)
                .column("Times", Column.MINOR_NUMBER)
                .column("Queries", Column.MINOR_NUMBER);
        List<Total<ExplainText.Line>> reasons = totals.reasons();
        for (Total<ExplainText.Line> each : reasons.subList(0, Math.min(MAX_REASONS, reasons.size()))) {
            table.row(
                    Amounts.duration(each.millis()),
                    each.key().name(),
                    each.key().why(),
                    each.count(),
                    each.queries());
        }
        Html note = reasons.size() <= MAX_REASONS
                ? Html.text("")
                : Html.of("p", "%d more took less.".formatted(reasons.size() - MAX_REASONS));
        return Html.all(head, table.html(), note);
    }

    private static Html functions(ApplicationTotals totals) {
        PageTable table = new PageTable()
                .column("Task time of the operators", Column.NUMBER)
                .column("Function", Column.TEXT)
                .column("Operators", Column.MINOR_NUMBER)
                .column("Queries", Column.MINOR_NUMBER);
        totals.functions()
                .forEach(each -> table.row(
                        Amounts.duration(each.millis()), Html.of("code", each.key()), each.count(), each.queries()));
        return table.isEmpty()
                ? Html.text("")
                : Html.all(Html.of("h4", "Functions on Quiver that Spark's code evaluates, row by row"), table.html());
    }

    private static Html readers(ApplicationTotals totals) {
        PageTable table = new PageTable()
                .column("Scan", Column.TEXT)
                .column("Why", Column.TEXT)
                .column("Queries", Column.MINOR_NUMBER);
        totals.readers().forEach(each -> table.row(each.key().name(), each.key().why(), each.queries()));
        return table.isEmpty()
                ? Html.text("")
                : Html.all(Html.of("h4", "Files that Spark's reader reads"), table.html());
    }

    private Html queries(HttpServletRequest request, List<QuerySummary> queries) {
        PageTable table = new PageTable()
                .column("SQL tab", Column.NUMBER)
                .column("Query", Column.TEXT)
                .column("Status", Column.MINOR_WORD)
                .column("Submitted", Column.MINOR_WORD)
                .column("Duration", Column.NUMBER)
                .column("Operators on Quiver", Column.NUMBER)
                .column("Functions by kernels", Column.MINOR_NUMBER)
                .column("In fragments", Column.MINOR_NUMBER)
                .column("On Spark", Column.MINOR_NUMBER);
        for (QuerySummary query : queries) {
            String name = query.description().isBlank() ? "query " + query.id() : query.description();
            table.row(
                    Html.of("a", Html.link(sqlAddress(request, query.id())), Long.toString(query.id())),
                    Html.of("a", Html.link(queryAddress(request, query.id())), name),
                    query.status().toLowerCase(Locale.ROOT),
                    Amounts.time(query.submittedMillis()),
                    Amounts.duration(query.durationMillis().map(Long::doubleValue)),
                    query.explained()
                            .map(text -> Amounts.share(text.accelerated(), text.operators()))
                            .orElse("off"),
                    query.explained()
                            .map(text -> Amounts.share(text.kernels(), text.functions()))
                            .orElse(Amounts.NONE),
                    Amounts.duration(query.fragmentMillis()),
                    Amounts.duration(query.lostMillis()));
        }
        return table.html();
    }

    private Html pages(HttpServletRequest request, int count, long current) {
        long last = (count + QUERIES_PER_PAGE - 1) / QUERIES_PER_PAGE;
        List<Html> links = new ArrayList<>();
        if (current > 1) {
            links.add(page(request, current - 1, "newer"));
        }
        if (current < last) {
            links.add(page(request, current + 1, "older"));
        }
        return links.isEmpty()
                ? Html.text("")
                : Html.of("p", Html.all(links), " Page %d of %d.".formatted(current, last));
    }

    private Html page(HttpServletRequest request, long page, String name) {
        String address = address(request, "/" + QuiverTab.PREFIX + "/?page=" + page);
        return Html.of("a", Html.kind("q-page"), Html.link(address), name);
    }
}
