/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import java.util.ArrayList;
import java.util.List;

/** A table of a page. On a narrow screen it hides its minor columns, and scrolls by itself if it is still too wide. */
final class PageTable {
    /** How a column is shown. */
    enum Column {
        TEXT("q-text"),
        NUMBER("q-number"),
        /** A few words, kept on one line. */
        MINOR_WORD("q-word q-minor"),
        MINOR_NUMBER("q-number q-minor");

        private final String kind;

        Column(String kind) {
            this.kind = kind;
        }
    }

    private final List<Column> columns = new ArrayList<>();
    private final List<Html> heads = new ArrayList<>();
    private final List<Html> rows = new ArrayList<>();

    PageTable column(String name, Column column) {
        columns.add(column);
        heads.add(Html.of("th", Html.attribute("scope", "col"), Html.kind(column.kind), name));
        return this;
    }

    /** Adds a row with one cell per column; values other than pieces are shown as text. */
    void row(Object... cells) {
        List<Html> shown = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            shown.add(Html.of("td", Html.kind(columns.get(i).kind), cells[i]));
        }
        rows.add(Html.of("tr", Html.all(shown)));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    Html html() {
        return Html.of(
                "div",
                Html.kind("q-scroll"),
                Html.of("table", Html.of("thead", Html.of("tr", Html.all(heads))), Html.of("tbody", Html.all(rows))));
    }
}
