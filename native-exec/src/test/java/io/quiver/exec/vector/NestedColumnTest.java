/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NestedColumnTest {
    private static final ColumnType ARRAY = ColumnType.opaque("array<int>");
    private static final ColumnType STRUCT = ColumnType.opaque("struct<a:int,b:string>");

    private int layouts;

    /** Values in words: {@code [1,2]}, {@code (1,x)}. */
    private BytesColumn words(NestedColumn column) {
        layouts++;
        ColumnBuilder builder = ColumnBuilder.create(column.type(), column.rowCount());
        for (int row = 0; row < column.rowCount(); row++) {
            if (column.isNull(row)) {
                builder.appendNull();
                continue;
            }
            List<String> parts = new ArrayList<>();
            if (column.isStruct()) {
                for (Column field : column.parts()) {
                    parts.add(word(field, row));
                }
            } else {
                for (int i = 0; i < column.lengths()[row]; i++) {
                    parts.add(word(column.part(0), column.starts()[row] + i));
                }
            }
            byte[] bytes = parts.toString().getBytes(StandardCharsets.UTF_8);
            builder.appendBytes(bytes, 0, bytes.length);
        }
        return (BytesColumn) builder.build();
    }

    private static String word(Column column, int row) {
        if (column.isNull(row)) {
            return "-";
        }
        Column flat = column.flat();
        return flat instanceof IntColumn ints ? Integer.toString(ints.values()[row]) : ((BytesColumn) flat).string(row);
    }

    private NestedColumn arrays() {
        IntColumn elements = new IntColumn(ColumnType.INT, 5, new int[] {1, 2, 3, 4, 5}, new long[] {0b11011});
        return NestedColumn.lists(
                ARRAY, 4, this::words, List.of(elements), new int[] {0, 99, 2, 2}, new int[] {2, 99, 3, 0}, new long[] {
                    0b1101
                });
    }

    private NestedColumn structs() {
        IntColumn a = new IntColumn(ColumnType.INT, 3, new int[] {7, 8, 9}, new long[] {0b101});
        byte[] text = "xyz".getBytes(StandardCharsets.UTF_8);
        DictionaryColumn b = new DictionaryColumn(
                3,
                new int[] {1, 0, 1},
                new BytesColumn(ColumnType.STRING, 2, text, new int[] {0, 1}, new int[] {1, 2}, null),
                null);
        return NestedColumn.structs(STRUCT, 3, this::words, List.of(a, b), new long[] {0b011});
    }

    private static List<@Nullable String> strings(Column column) {
        BytesColumn bytes = (BytesColumn) column.flat();
        List<@Nullable String> out = new ArrayList<>();
        for (int row = 0; row < bytes.rowCount(); row++) {
            out.add(bytes.isNull(row) ? null : bytes.string(row));
        }
        return out;
    }

    @Test
    void isLaidOutOnce() {
        NestedColumn column = arrays();

        assertThat(strings(column)).containsExactly("[1, 2]", null, "[-, 4, 5]", "[]");
        assertThat(column.flat()).isSameAs(column.flat());
        assertThat(strings(column.gather(new int[] {2, 1}, 2))).containsExactly("[-, 4, 5]", null);
        assertThat(layouts).isOne();
    }

    @Test
    void rowsAreGatheredBeforeTheyAreLaidOut() {
        assertThat(strings(arrays().gather(new int[] {3, 0, 0, 1}, 4))).containsExactly("[]", "[1, 2]", "[1, 2]", null);
        assertThat(strings(arrays().prefix(2))).containsExactly("[1, 2]", null);
        assertThat(strings(structs().gather(new int[] {1, 0, 2}, 3))).containsExactly("[-, x]", "[7, yz]", null);
        assertThat(strings(structs().prefix(1))).containsExactly("[7, yz]");
        assertThat(strings(arrays().withValidity(new long[] {0b0001}))).containsExactly("[1, 2]", null, null, null);
    }

    @Test
    void buildersConcatenationsAndOwnedCopiesTakeIt() {
        ColumnBuilder builder = ColumnBuilder.create(ARRAY, 8);
        builder.append(arrays(), 2);
        builder.appendPrefix(arrays(), 2);

        assertThat(strings(builder.build())).containsExactly("[-, 4, 5]", "[1, 2]", null);
        assertThat(strings(arrays().owned())).containsExactly("[1, 2]", null, "[-, 4, 5]", "[]");
        assertThat(arrays().owned()).isInstanceOf(BytesColumn.class);
    }

    @Test
    void partsArePutTogetherAsParts() {
        PartsBuilder builder = new PartsBuilder(ARRAY, 4);
        builder.appendPrefix(arrays(), 3);
        builder.appendPrefix(arrays().gather(new int[] {3, 2}, 2), 2);
        Column lists = builder.build();

        PartsBuilder ofStructs = new PartsBuilder(STRUCT, 4);
        for (int i = 0; i < 30; i++) {
            ofStructs.appendPrefix(structs(), 1 + i % 3);
        }
        Column structs = ofStructs.build();
        assertThat(layouts).isZero();

        PartsBuilder ofNested = new PartsBuilder(ARRAY, 4);
        ofNested.appendPrefix(listOf(arrays()), 1);
        ofNested.appendPrefix(listOf(arrays().flat()), 1);

        assertThat(lists).isInstanceOf(NestedColumn.class);
        assertThat(strings(lists)).containsExactly("[1, 2]", null, "[-, 4, 5]", "[]", "[-, 4, 5]");
        assertThat(structs).isInstanceOf(NestedColumn.class);
        assertThat(strings(structs).subList(56, 60)).containsExactly("[-, x]", "[7, yz]", "[-, x]", null);
        List<@Nullable String> nested = strings(ofNested.build());
        assertThat(nested).hasSize(2).containsOnly(nested.get(0));
        assertThat(builder.build().rowCount()).isZero();
    }

    private NestedColumn listOf(Column elements) {
        return NestedColumn.lists(
                ARRAY, 1, this::words, List.of(elements), new int[] {0}, new int[] {elements.rowCount()}, null);
    }

    @Test
    void partsBecomeBytesWhereSomeAre() {
        PartsBuilder builder = new PartsBuilder(ARRAY, 4);
        builder.appendPrefix(arrays(), 2);
        builder.appendPrefix(arrays().flat(), 1);
        builder.appendPrefix(ConstantColumn.ofNull(ARRAY, 2), 2);
        builder.appendPrefix(arrays(), 1);

        assertThat(strings(builder.build())).containsExactly("[1, 2]", null, "[1, 2]", null, null, "[1, 2]");
        builder.appendPrefix(arrays(), 1);
        assertThat(builder.build()).isInstanceOf(NestedColumn.class);
    }

    @Test
    void bytesAreCountedByRow() {
        assertThat(ByteBound.bytesOf(arrays(), 1)).isZero();
        assertThat(ByteBound.bytesOf(arrays(), 2)).isEqualTo(8 + 3 * 8);
        assertThat(ByteBound.bytesOf(structs(), 0)).isEqualTo(8 + 8 + 8 + 2);
        Batch batch = new Batch(List.of(arrays()), 4);
        assertThat(ByteBound.bytesOf(batch)).isEqualTo(8 + 2 * 8 + 8 + 3 * 8 + 8);
    }

    @Test
    void theBoundIsNoSmallerThanTheBytes() {
        assertThat(arrays().atMostBytesOfRows()).isBetween(arrays().bytesOfRows(), 100L);
        assertThat(structs().atMostBytesOfRows()).isBetween(structs().bytesOfRows(), 100L);
        NestedColumn nested =
                NestedColumn.lists(ARRAY, 1, this::words, List.of(arrays()), new int[] {0}, new int[] {4}, null);
        assertThat(nested.atMostBytesOfRows()).isGreaterThanOrEqualTo(nested.bytesOfRows());
    }

    @Test
    void partsFit() {
        IntColumn two = new IntColumn(ColumnType.INT, 2, new int[2], null);
        assertThatThrownBy(() -> NestedColumn.structs(STRUCT, 3, this::words, List.of(two), null))
                .hasMessageContaining("2 rows in 3 structs");
        assertThatThrownBy(() -> structs().starts()).isInstanceOf(IllegalStateException.class);
    }
}
