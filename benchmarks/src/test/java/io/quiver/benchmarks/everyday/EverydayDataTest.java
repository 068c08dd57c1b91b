/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.everyday;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.benchmarks.data.GeneratedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EverydayDataTest {
    private static final int ROWS = 1_000;

    @ParameterizedTest
    @ValueSource(strings = {"orders", "events", "customers"})
    void rowsDependOnTheirNumberAndNotOnTheFilesTheyLieIn(String name) {
        assertThat(rows(name, 4)).isNotEmpty().isEqualTo(rows(name, 1));
    }

    /** Jobs that keep the latest version, and MERGE, take the first versions for a key. */
    @Test
    void ordersHaveLaterVersionsAndFirstVersionsAreUnique() {
        Map<Integer, List<Long>> idsByVersion = new HashMap<>();
        rows("orders", 1).forEach(row -> idsByVersion
                .computeIfAbsent(row.getInt(1), version -> new ArrayList<>())
                .add(row.getLong(0)));
        assertThat(idsByVersion.get(1)).doesNotHaveDuplicates();
        assertThat(idsByVersion.get(2)).hasSize(ROWS / 5);
    }

    private static List<Row> rows(String name, int files) {
        GeneratedTable table = EverydayData.tables(ROWS).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<Row> rows = new ArrayList<>();
        for (int part = 1; part <= files; part++) {
            table.generator().rows(part, files).forEachRemaining(rows::add);
        }
        return rows;
    }
}
