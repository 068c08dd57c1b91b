/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.RandomColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DictionaryBuilderTest {
    private static final long SEED = 8123;
    private final Random random = new Random(SEED);
    private final RandomColumns columns = new RandomColumns(random);

    @Test
    void rowsComeBackWhateverEncodingsTheyHad() {
        for (ColumnType type : RandomColumns.TYPES) {
            DictionaryBuilder builder = new DictionaryBuilder(type, 0);
            for (int round = 0; round < 40; round++) {
                List<@Nullable Object> expected = new ArrayList<>();
                long bytes = 0;
                for (int piece = random.nextInt(6); piece >= 0; piece--) {
                    int size = random.nextInt(200);
                    Column source = round % 2 == 0
                            ? columns.column(type, size, 30)
                            : columns.column(type, RandomColumns.Encoding.DICTIONARY, size, 1 + random.nextInt(60));
                    int[] rows = random.ints(random.nextInt(100), 0, Math.max(1, size))
                            .filter(row -> row < size)
                            .toArray();
                    int from = random.nextInt(rows.length + 1);
                    builder.appendRows(source, rows, from, rows.length - from);
                    for (int i = from; i < rows.length; i++) {
                        expected.add(Cells.of(source, rows[i]));
                    }
                    int start = random.nextInt(size + 1);
                    builder.appendRange(source, start, size - start);
                    expected.addAll(Cells.of(source).subList(start, size));
                    assertThat(builder.rowCount()).isEqualTo(expected.size());
                    assertThat(builder.appendedBytes()).isGreaterThanOrEqualTo(bytes);
                    bytes = builder.appendedBytes();
                }
                assertThat(Cells.of(builder.view()))
                        .as("%s, seed %d", type, SEED)
                        .isEqualTo(expected);
                if (round % 3 == 0) {
                    builder.reset();
                } else {
                    assertThat(Cells.of(builder.build()))
                            .as("%s, seed %d", type, SEED)
                            .isEqualTo(expected);
                }
                assertThat(builder.rowCount()).isZero();
                assertThat(builder.appendedBytes()).isZero();
            }
        }
    }

    @Test
    void whatWasBuiltStaysWhenMoreComes() {
        DictionaryBuilder builder = new DictionaryBuilder(ColumnType.STRING, 0);
        Column first = text("a", "b", "a");
        builder.appendPrefix(first, 3);
        Column built = builder.build();
        builder.appendPrefix(text("x", "y", "z"), 3);
        assertThat(Cells.of(built)).isEqualTo(Cells.of(first));
    }

    @Test
    void valuesOfSeveralDictionariesStandOnce() {
        DictionaryBuilder builder = new DictionaryBuilder(ColumnType.STRING, 0);
        builder.appendPrefix(text("a", "b", "unused"), 2);
        builder.appendPrefix(text("c", "b", "a"), 3);
        builder.appendPrefix(text("b", "d"), 2);
        DictionaryColumn built = (DictionaryColumn) builder.build();
        assertThat(Cells.of(built.dictionary()))
                .isEqualTo(Cells.of(Cells.column(ColumnType.STRING, List.of("a", "b", "c", "d"))));
        assertThat(built.ids()).startsWith(0, 1, 2, 1, 0, 1, 3);
    }

    /** Files of other writers may have a value twice in their dictionaries. */
    @Test
    void aDictionaryWithAValueTwiceIsNoReasonForWrongRows() {
        DictionaryBuilder builder = new DictionaryBuilder(ColumnType.STRING, 0);
        builder.appendPrefix(text("a", "a", "b"), 3);
        builder.appendPrefix(text("b", "c"), 2);
        assertThat(Cells.of(builder.view()))
                .isEqualTo(Cells.of(Cells.column(ColumnType.STRING, List.of("a", "a", "b", "b", "c"))));
    }

    @Test
    void manyValuesBecomeFlat() {
        DictionaryBuilder builder = new DictionaryBuilder(ColumnType.STRING, 0);
        List<@Nullable Object> expected = new ArrayList<>();
        for (int piece = 0; piece < 5; piece++) {
            int first = 1000 * piece;
            Column source = text(IntStream.range(first, first + 1000)
                    .mapToObj(Integer::toString)
                    .toArray(String[]::new));
            builder.appendPrefix(source, 1000);
            expected.addAll(Cells.of(source));
            assertThat(builder.view() instanceof DictionaryColumn).isEqualTo(piece < 4);
        }
        assertThat(builder.build()).isInstanceOf(BytesColumn.class);
        builder.appendPrefix(text("few", "again"), 2);
        assertThat(builder.view()).isInstanceOf(DictionaryColumn.class);
    }

    @Test
    void memoryForFlatRowsIsForeseen() {
        DictionaryBuilder builder = new DictionaryBuilder(ColumnType.STRING, 0);
        Column rows = columns.column(ColumnType.STRING, RandomColumns.Encoding.DICTIONARY, 4096, 30);
        for (int piece = 0; piece < 20; piece++) {
            builder.appendPrefix(rows, 4096);
        }
        long foreseen = builder.sizeBytesAfter(1, 1);
        builder.appendPrefix(Cells.column(ColumnType.STRING, List.of("x")), 1);
        assertThat(builder.view()).isInstanceOf(BytesColumn.class);
        assertThat(builder.sizeBytes()).isBetween(foreseen / 3, foreseen + foreseen / 50);
    }

    private static DictionaryColumn text(String... values) {
        int[] ids = IntStream.range(0, values.length).toArray();
        return new DictionaryColumn(
                values.length, ids, Cells.column(ColumnType.STRING, List.of((Object[]) values)), null);
    }
}
