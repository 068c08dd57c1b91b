/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ColumnRangeTest {
    private static final int ROWS = 200;
    private static final long SEED = new Random().nextInt(1_000_000);

    @Test
    void rangeHasTheRowsThatGatheringHas() {
        Random random = new Random(SEED);
        for (ColumnType type : RandomColumns.TYPES) {
            for (RandomColumns.Encoding encoding : RandomColumns.Encoding.values()) {
                check(new RandomColumns(random).column(type, encoding, ROWS, 9), random);
            }
        }
    }

    @Test
    void rangesOfStructsAndListsHaveTheirParts() {
        Random random = new Random(SEED);
        RandomColumns columns = new RandomColumns(random);
        ColumnType type = ColumnType.opaque("nested");
        NestedColumn.Layout never = column -> {
            throw new IllegalStateException("laid out");
        };
        List<Column> parts =
                List.of(columns.column(ColumnType.LONG, ROWS, 9), columns.column(ColumnType.STRING, ROWS, 9));
        long[] validity = {random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()};
        NestedColumn structs = NestedColumn.structs(type, ROWS, never, parts, validity);
        int[] starts = random.ints(ROWS, 0, 100).toArray();
        int[] lengths = random.ints(ROWS, 0, 100).toArray();
        NestedColumn lists = NestedColumn.lists(type, ROWS, never, List.of(parts.get(0)), starts, lengths, null);

        NestedColumn ofStructs = (NestedColumn) structs.range(70, 65);
        NestedColumn ofLists = (NestedColumn) lists.range(3, 100);

        for (int p = 0; p < 2; p++) {
            assertThat(Cells.of(ofStructs.part(p)))
                    .isEqualTo(Cells.of(parts.get(p)).subList(70, 135));
        }
        for (int row = 0; row < 65; row++) {
            assertThat(ofStructs.isNull(row)).isEqualTo(structs.isNull(70 + row));
        }
        assertThat(ofLists.part(0)).isSameAs(parts.get(0));
        assertThat(ofLists.starts()).startsWith(Arrays.copyOfRange(starts, 3, 103));
        assertThat(ofLists.lengths()).startsWith(Arrays.copyOfRange(lengths, 3, 103));
        assertThat(ofLists.mayHaveNulls()).isFalse();
    }

    private static void check(Column column, Random random) {
        List<?> values = Cells.of(column);
        for (int from : new int[] {0, 1, 63, 64, 65, random.nextInt(ROWS), ROWS}) {
            for (int count : new int[] {0, 1, 64, random.nextInt(ROWS)}) {
                if (from + count <= ROWS) {
                    Column range = column.range(from, count);
                    assertThat(range.rowCount()).isEqualTo(count);
                    assertThat(Cells.of(range))
                            .as("seed %d, %s, [%d, +%d)", SEED, column.type(), from, count)
                            .isEqualTo(values.subList(from, from + count));
                }
            }
        }
    }
}
