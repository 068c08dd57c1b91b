/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ByteBoundTest {
    private static final int ROWS = 100;
    private static final int LONG = 1 << 20;

    /** Rows of one megabyte, but for the last ones: one has twenty, the others none. */
    private static BytesColumn longText() {
        byte[] data = new byte[20 * LONG];
        int[] lengths = new int[ROWS];
        java.util.Arrays.fill(lengths, 0, ROWS / 2, LONG);
        lengths[ROWS / 2] = data.length;
        return new BytesColumn(ColumnType.STRING, ROWS, data, new int[ROWS], lengths, null);
    }

    private static Column numbers() {
        int[] values = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i] = i;
        }
        return new IntColumn(ColumnType.INT, ROWS, values, null);
    }

    static Stream<Column> longColumns() {
        BytesColumn text = longText();
        int[] ids = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            ids[i] = (i * 37) % ROWS;
        }
        return Stream.of(
                text,
                new DictionaryColumn(ROWS, ids, text, null),
                new ConstantColumn(text.gather(new int[1], 1), ROWS));
    }

    @ParameterizedTest
    @MethodSource("longColumns")
    void piecesHaveAllRowsInOrderAndFewBytes(Column text) {
        Batch batch = new Batch(List.of(numbers(), text), ROWS);
        assertThat(ByteBound.holds(batch)).isFalse();
        List<@Nullable Object> seen = new ArrayList<>();
        List<Batch> pieces = ByteBound.cut(batch);
        for (Batch piece : pieces) {
            assertThat(ByteBound.holds(piece)).isTrue();
            for (int row = 0; row < piece.rowCount(); row++) {
                assertThat(ByteBound.bytesOf(piece.column(1), row)).isEqualTo(ByteBound.bytesOf(text, seen.size()));
                seen.add(Cells.of(piece.column(0), row));
            }
        }
        assertThat(seen)
                .isEqualTo(java.util.stream.IntStream.range(0, ROWS).boxed().toList());
        assertThat(pieces.size()).as("no more pieces than needed").isLessThan(10);
    }

    @Test
    void shortRowsAreLeftAlone() {
        Batch batch = new Batch(List.of(numbers()), ROWS);
        assertThat(ByteBound.cut(batch)).containsExactly(batch);
        Batch one = new Batch(List.of(longText().gather(new int[] {ROWS / 2}, 1)), 1);
        assertThat(ByteBound.cut(one)).containsExactly(one);
    }
}
