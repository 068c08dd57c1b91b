/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.benchmarks.data.GeneratedTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AnalyticsDataTest {
    private static final int ROWS = 2_000;

    private final GeneratedTable table = AnalyticsData.table(ROWS);

    @Test
    void tableHas105ColumnsOfNamesOfTheirOwn() {
        assertThat(table.schema().fieldNames()).hasSize(105).doesNotHaveDuplicates();
    }

    @Test
    void rowsDependOnTheirNumberAndNotOnTheFilesTheyLieIn() {
        List<Row> whole = rows(1);
        assertThat(whole).hasSize(ROWS);
        assertThat(rows(3)).isEqualTo(whole);
    }

    @Test
    void textsAreWhatTheQueriesLookFor() {
        List<Row> rows = rows(1);
        assertThat(rows).anySatisfy(row -> assertThat(text(row, "url")).contains("google"));
        assertThat(rows).anySatisfy(row -> assertThat(text(row, "title")).contains("Google"));
        assertThat(rows).anySatisfy(row -> assertThat(text(row, "url")).contains(".рф/"));
        assertThat(rows)
                .anySatisfy(row -> assertThat(text(row, "search_phrase")).isEmpty());
        assertThat(rows)
                .anySatisfy(row -> assertThat(text(row, "search_phrase")).contains(" "));
    }

    private String text(Row row, String column) {
        return row.getString(Arrays.asList(table.schema().fieldNames()).indexOf(column));
    }

    private List<Row> rows(int files) {
        List<Row> rows = new ArrayList<>();
        for (int part = 1; part <= files; part++) {
            table.generator().rows(part, files).forEachRemaining(rows::add);
        }
        return rows;
    }
}
