/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Groups by several keys of few bits, and by ones that get larger. */
class KeysInOneLongTest {
    private static final long SEED = 79;
    private static final List<ColumnType> TYPES =
            List.of(ColumnType.STRING, ColumnType.LONG, ColumnType.BOOLEAN, ColumnType.INT, ColumnType.DATE);
    private static final long[] EDGES = {
        0,
        -1,
        1,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 30,
        -(1L << 40),
        (1L << 61) - 1,
        1L << 61,
        -(1L << 61),
        (1L << 62) - 1,
        1L << 62,
        -(1L << 62),
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final Random random = new Random(SEED);
    private final Map<List<@Nullable Object>, Integer> expected = new LinkedHashMap<>();

    @Test
    void keysGetTheirNumbersInTheOrderOfTheirFirstRows() {
        GroupTable table = new RowGroupTable(TYPES);
        for (int round = 0; round < 40; round++) {
            int bound = 1 << round / 2;
            check(table, rows(700, bound));
        }
    }

    @Test
    void keysOfAnySizeAreToldApart() {
        for (int size = 0; size <= EDGES.length; size++) {
            expected.clear();
            GroupTable table = new RowGroupTable(List.of(ColumnType.LONG, ColumnType.LONG));
            for (int round = 0; round < 3; round++) {
                List<List<@Nullable Object>> rows = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    for (long other : EDGES) {
                        rows.add(Arrays.asList(EDGES[i], round == 1 ? Long.valueOf(other) : null));
                    }
                }
                check(table, rows, ColumnType.LONG, ColumnType.LONG);
            }
        }
    }

    @Test
    void manyTextsAndFlagsBeginInAnArray() {
        GroupTable table = new RowGroupTable(List.of(ColumnType.STRING, ColumnType.BOOLEAN, ColumnType.STRING));
        for (int round = 0; round < 30; round++) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                rows.add(Arrays.asList(
                        text(1 + 20 * round),
                        random.nextInt(5) == 0 ? null : random.nextBoolean(),
                        text(1 + 20 * round)));
            }
            check(table, rows, ColumnType.STRING, ColumnType.BOOLEAN, ColumnType.STRING);
        }
    }

    private List<List<@Nullable Object>> rows(int count, int bound) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Arrays.asList(
                    text(Math.min(bound, 300)),
                    random.nextInt(9) == 0 ? null : (long) random.nextInt(bound) * (random.nextBoolean() ? 1 : -bound),
                    random.nextInt(9) == 0 ? null : random.nextBoolean(),
                    random.nextInt(9) == 0 ? null : random.nextInt(Math.min(bound, 50)),
                    random.nextInt(9) == 0 ? null : 18_000 + random.nextInt(Math.min(bound, 50))));
        }
        return rows;
    }

    private @Nullable ByteBuffer text(int bound) {
        return random.nextInt(9) == 0
                ? null
                : ByteBuffer.wrap(("text " + random.nextInt(bound)).getBytes(StandardCharsets.UTF_8));
    }

    private void check(GroupTable table, List<List<@Nullable Object>> rows) {
        check(table, rows, TYPES.toArray(new ColumnType[0]));
    }

    private void check(GroupTable table, List<List<@Nullable Object>> rows, ColumnType... types) {
        Batch batch = batch(rows, types);
        int[] groups = new int[Math.max(1, rows.size())];
        table.find(batch, groups);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(groups[i])
                    .as("%s, seed %d", rows.get(i), SEED)
                    .isEqualTo(expected.getOrDefault(rows.get(i), -1));
        }
        table.assign(batch, groups);
        for (int i = 0; i < rows.size(); i++) {
            int next = expected.size();
            assertThat(groups[i])
                    .as("%s, seed %d", rows.get(i), SEED)
                    .isEqualTo(expected.computeIfAbsent(rows.get(i), row -> next));
        }
        assertThat(table.groupCount()).isEqualTo(expected.size());
        Batch keys = new Batch(table.keys(0, expected.size()), expected.size());
        assertThat(Cells.rows(keys)).isEqualTo(new ArrayList<>(expected.keySet()));
    }

    private static Batch batch(List<List<@Nullable Object>> rows, ColumnType... types) {
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < types.length; c++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (List<@Nullable Object> row : rows) {
                values.add(row.get(c));
            }
            columns.add(Cells.column(types[c], values));
        }
        return new Batch(columns, rows.size());
    }
}
