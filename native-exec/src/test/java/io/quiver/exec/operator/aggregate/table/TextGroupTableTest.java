/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks that keys with text are numbered like rows of values before, during and after the change of the table. */
class TextGroupTableTest {
    private static final long SEED = 20261130;
    private static final ColumnType WIDE = ColumnType.decimal(38, 2);
    private static final List<ColumnType> TYPES = List.of(
            ColumnType.STRING, WIDE, ColumnType.STRING, ColumnType.BOOLEAN, ColumnType.STRING, ColumnType.DOUBLE);
    private static final int BATCHES = 60;

    private final Random random = new Random(SEED);
    private final Map<List<@Nullable Object>, Integer> expected = new LinkedHashMap<>();

    @Test
    void rowsHaveTheNumbersOfTheirFirstAppearance() {
        GroupTable table = GroupTable.create(TYPES);
        boolean wasSmall = false;
        for (int b = 0; b < BATCHES; b++) {
            Batch batch = batch(1 + random.nextInt(4096));
            int[] found = new int[batch.rowCount()];
            table.find(batch, found);
            int[] groups = new int[batch.rowCount()];
            assertThat(table.hasRoomFor(batch)).isTrue();
            table.assign(batch, groups);
            List<List<@Nullable Object>> rows = Cells.rows(batch);
            int known = expected.size();
            for (int i = 0; i < groups.length; i++) {
                Integer number = expected.computeIfAbsent(rows.get(i), row -> expected.size());
                assertThat(groups[i])
                        .as("batch %d, row %d, seed %d", b, i, SEED)
                        .isEqualTo(number);
                assertThat(found[i]).isEqualTo(number < known ? number : -1);
            }
            assertThat(table.groupCount()).isEqualTo(expected.size());
            wasSmall |= expected.size() < TextGroupTable.FEW_GROUPS;
        }
        assertThat(wasSmall).isTrue();
        assertThat(expected.size()).isGreaterThan(TextGroupTable.FEW_GROUPS + 20_000);
        List<List<@Nullable Object>> keys = new ArrayList<>();
        for (int from = 0; from < table.groupCount(); from += 4000) {
            int count = Math.min(4000, table.groupCount() - from);
            keys.addAll(Cells.rows(new Batch(table.keys(from, count), count)));
        }
        assertThat(keys).isEqualTo(new ArrayList<>(expected.keySet()));
    }

    @Test
    void memoryIsAboutThatOfTheKeys() {
        GroupTable table = GroupTable.create(List.of(ColumnType.STRING, ColumnType.STRING));
        long bytes = 0;
        Batch none = new Batch(List.of(texts(0), texts(0)), 0);
        for (int b = 0; b < 40; b++) {
            Batch batch = new Batch(List.of(texts(4096), texts(4096)), 4096);
            bytes += ((BytesColumn) batch.column(0)).totalLength() + ((BytesColumn) batch.column(1)).totalLength();
            table.assign(batch, new int[4096]);
        }
        // beside the bytes the lengths, the nulls and an address, and two to four slots of one long
        assertThat(table.sizeBytesAfter(0, none)).isBetween(bytes, bytes + (24 + 32) * 163_840L + (8 << 20));
    }

    @Test
    void asManyGroupsComeOutTogetherAsHaveFewBytes() {
        GroupTable table = GroupTable.create(List.of(ColumnType.STRING, ColumnType.STRING));
        for (int b = 0; b < 20; b++) {
            table.assign(new Batch(List.of(texts(4096), texts(4096)), 4096), new int[4096]);
        }
        List<Column> keys = table.keys(100, 1000);
        long first = 0;
        for (int i = 0; i < 10; i++) {
            first += ((BytesColumn) keys.get(0)).lengths()[i] + ((BytesColumn) keys.get(1)).lengths()[i];
        }
        assertThat(table.countWithin(first, 100, 1000)).isEqualTo(10);
        assertThat(table.countWithin(first - 1, 100, 1000)).isEqualTo(9);
        assertThat(table.countWithin(1, 100, 1000)).isEqualTo(1);
        assertThat(table.countWithin(Long.MAX_VALUE, 100, 1000)).isEqualTo(1000);
        assertThat(table.countWithin(1, 100, 0)).isZero();
    }

    private Column texts(int count) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add("https://example.org/" + random.nextLong());
        }
        return Cells.column(ColumnType.STRING, values);
    }

    /** Text of few values, of many with nulls, and of many over dictionaries; other keys of few values. */
    private Batch batch(int rowCount) {
        List<@Nullable Object> few = new ArrayList<>();
        List<@Nullable Object> wide = new ArrayList<>();
        List<@Nullable Object> many = new ArrayList<>();
        List<@Nullable Object> flags = new ArrayList<>();
        List<@Nullable Object> numbers = new ArrayList<>();
        int[] entries = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            few.add(random.nextInt(9) == 0 ? null : "k".repeat(random.nextInt(20)));
            wide.add(
                    random.nextInt(9) == 0
                            ? null
                            : BigInteger.valueOf(random.nextInt(3)).shiftLeft(70));
            many.add(random.nextInt(9) == 0 ? null : random.nextInt(9) == 0 ? "" : "t" + random.nextInt(1 << 30));
            flags.add(random.nextInt(9) == 0 ? null : (Object) random.nextBoolean());
            numbers.add(random.nextInt(9) == 0 ? null : (Object) (random.nextInt(3) - 0.5));
            entries[i] = random.nextInt(100);
        }
        Column dictionary = texts(100);
        Column last =
                switch (random.nextInt(3)) {
                    case 0 -> texts(rowCount);
                    case 1 -> new ConstantColumn(Cells.column(ColumnType.STRING, "one"), rowCount);
                    default -> new DictionaryColumn(rowCount, entries, dictionary, validities(rowCount));
                };
        return new Batch(
                List.of(
                        Cells.column(ColumnType.STRING, few),
                        Cells.column(WIDE, wide),
                        Cells.column(ColumnType.STRING, many),
                        Cells.column(ColumnType.BOOLEAN, flags),
                        last,
                        Cells.column(ColumnType.DOUBLE, numbers)),
                rowCount);
    }

    private long[] validities(int rowCount) {
        return random.longs((rowCount + 63) / 64)
                .map(bits -> bits | random.nextLong())
                .toArray();
    }
}
