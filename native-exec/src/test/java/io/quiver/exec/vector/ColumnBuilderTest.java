/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnBuilderTest {
    private static final long SEED = 20260417;
    private final Random random = new Random(SEED);
    private final RandomColumns columns = new RandomColumns(random);

    @Test
    void appendedRowsOfEveryTypeAndEncodingComeOutInOrder() {
        for (ColumnType type : RandomColumns.TYPES) {
            ColumnBuilder builder = ColumnBuilder.create(type, 0);
            for (int round = 0; round < 2; round++) {
                List<@Nullable Object> expected = new ArrayList<>();
                for (RandomColumns.Encoding encoding : RandomColumns.Encoding.values()) {
                    for (int size : new int[] {0, 1, 7, 63, 64, 65, 1023}) {
                        Column source = columns.column(type, encoding, size, 20);
                        int[] rows = size == 0
                                ? new int[0]
                                : random.ints(size, 0, size).toArray();
                        builder.appendRows(source, rows, size / 3, size - size / 3);
                        for (int i = size / 3; i < size; i++) {
                            expected.add(Cells.of(source, rows[i]));
                        }
                        builder.appendNull();
                        expected.add(null);
                    }
                }
                assertThat(builder.rowCount()).isEqualTo(expected.size());
                assertThat(Cells.of(builder.build()))
                        .as("%s, seed %d", type, SEED)
                        .isEqualTo(expected);
                assertThat(builder.rowCount()).isZero();
            }
        }
    }

    @Test
    void aBuiltColumnIsNotTouchedByWhatIsAppendedLater() {
        ColumnBuilder builder = ColumnBuilder.create(ColumnType.STRING, 1);
        builder.appendBytes(new byte[] {'a', 'b', 'c'}, 1, 2);
        Column first = builder.build();
        builder.appendBytes(new byte[] {'x', 'y'}, 0, 2);
        builder.appendNull();
        assertThat(((BytesColumn) first).string(0)).isEqualTo("bc");
        assertThat(((BytesColumn) builder.build()).string(0)).isEqualTo("xy");
    }

    @Test
    void resetForgetsRowsAndNulls() {
        ColumnBuilder builder = ColumnBuilder.create(ColumnType.BOOLEAN, 1);
        builder.appendNull();
        builder.appendBoolean(true);
        builder.reset();
        builder.appendBoolean(false);
        builder.appendBoolean(false);
        assertThat(Cells.of(builder.build())).containsExactly(false, false);
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        ColumnBuilder builder = ColumnBuilder.create(ColumnType.INT, 1);
        assertThatThrownBy(() -> builder.appendLong(1))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("int");
    }
}
