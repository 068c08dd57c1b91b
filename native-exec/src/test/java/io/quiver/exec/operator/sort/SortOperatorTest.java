/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sort;

import static io.quiver.exec.operator.OperatorRun.field;
import static io.quiver.exec.operator.OperatorRun.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.memory.LimitedMemory;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorRun;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.plan.PlanNode.SortNode;
import io.quiver.exec.plan.PlanNode.TopNNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.RandomColumns;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares sort and top-n with a stable sort of Java lists. The last column is the row number, which shows stability. */
class SortOperatorTest {
    private static final long SEED = 606;
    private static final List<ColumnType> SORTABLE = RandomColumns.TYPES.stream()
            .filter(type -> type.kind() != ColumnType.Kind.OPAQUE)
            .toList();

    private final Random random = new Random(SEED);
    private final RandomColumns columns = new RandomColumns(random);

    @Test
    void everyTypeSortsBothWaysWithNullsOnBothEnds() {
        for (ColumnType type : SORTABLE) {
            for (int direction = 0; direction < 4; direction++) {
                boolean ascending = (direction & 1) == 0;
                boolean nullsFirst = (direction & 2) == 0;
                for (int size : new int[] {0, 1, 7, 64, 1023}) {
                    Batch all = numbered(List.of(type), size, 60);
                    List<SortKey> keys = List.of(new SortKey(field(0, type), ascending, nullsFirst));
                    check(all, keys, 100);
                }
            }
        }
    }

    @Test
    void severalKeysSortStably() {
        for (int round = 0; round < 30; round++) {
            List<ColumnType> types = IntStream.range(0, 3)
                    .mapToObj(i -> SORTABLE.get(random.nextInt(SORTABLE.size())))
                    .toList();
            Batch all = numbered(types, 2000, 1 + random.nextInt(8));
            List<SortKey> keys = IntStream.range(0, 3)
                    .mapToObj(i -> new SortKey(field(i, types.get(i)), random.nextBoolean(), random.nextBoolean()))
                    .toList();
            check(all, keys, 300);
        }
    }

    @Test
    void wideRangesOfLongsAndLongTextsSort() {
        int size = 5000;
        List<@Nullable Object> longs = new ArrayList<>();
        List<@Nullable Object> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            longs.add(
                    switch (random.nextInt(5)) {
                        case 0 -> Long.MIN_VALUE;
                        case 1 -> Long.MAX_VALUE;
                        case 2 -> (long) random.nextInt(3);
                        default -> random.nextLong();
                    });
            byte[] text = new byte[random.nextInt(4) == 0 ? 40 : random.nextInt(20)];
            Arrays.fill(text, (byte) (random.nextInt(3) - 1));
            texts.add(ByteBuffer.wrap(text));
        }
        Batch all = Cells.batch(
                Cells.column(ColumnType.LONG, longs), Cells.column(ColumnType.BINARY, texts), numbers(size));
        check(all, List.of(new SortKey(field(0, ColumnType.LONG), true, true)), 700);
        check(all, List.of(new SortKey(field(0, ColumnType.LONG), false, true)), 700);
        check(all, List.of(new SortKey(field(1, ColumnType.BINARY), true, true)), 700);
        check(
                all,
                List.of(
                        new SortKey(field(1, ColumnType.BINARY), false, true),
                        new SortKey(field(0, ColumnType.LONG), true, true)),
                700);
    }

    @Test
    void sortedRunsAreMergedWhenMemoryIsShort() {
        List<ColumnType> types = List.of(ColumnType.STRING, ColumnType.decimal(38, 6), ColumnType.BOOLEAN);
        Batch all = numbered(types, 30_000, 100);
        List<SortKey> keys = List.of(
                new SortKey(field(0, ColumnType.STRING), true, false),
                new SortKey(field(1, ColumnType.decimal(38, 6)), false, true));
        List<List<@Nullable Object>> expected = sorted(all, keys);
        PlanNode plan = new SortNode(1, input(typesOf(all)), keys);
        for (long limit : new long[] {0, 300_000, 1_000_000, 1L << 40}) {
            LimitedMemory memory = new LimitedMemory(limit);
            assertThat(OperatorRun.over(OperatorRun.split(all, 1000))
                            .memory(memory)
                            .rows(plan))
                    .as("limit %d, seed %d", limit, SEED)
                    .isEqualTo(expected);
            assertThat(memory.filesEver() > 0).isEqualTo(limit < 1L << 40);
        }
        OperatorRun.over(OperatorRun.split(all, 1000))
                .memory(new LimitedMemory(300_000))
                .closeEarly(plan);
    }

    @Test
    void computedKeysAreNotInTheOutput() {
        Batch all = numbered(List.of(ColumnType.INT), 500, 100);
        List<SortKey> keys = List.of(new SortKey(new Expression.Foreign(0, ColumnType.INT), false, true));
        List<SortKey> plain = List.of(new SortKey(field(0, ColumnType.INT), false, true));
        for (PlanNode plan : List.of(
                new SortNode(1, input(typesOf(all)), keys), new TopNNode(1, input(typesOf(all)), keys, 0, 1000))) {
            for (long limit : new long[] {0, Long.MAX_VALUE}) {
                assertThat(OperatorRun.over(OperatorRun.split(all, 64))
                                .foreign(OperatorRun.failingAt("never"))
                                .memory(new LimitedMemory(limit))
                                .rows(plan))
                        .isEqualTo(sorted(all, plain));
            }
        }
    }

    @Test
    void aFailingKeyIsThrown() {
        Batch all = Cells.batch(Cells.column(ColumnType.INT, 1, -1, 3));
        List<SortKey> keys = List.of(new SortKey(new Expression.Foreign(0, ColumnType.INT), true, true));
        try (Operator sort = OperatorRun.over(all)
                .foreign(OperatorRun.failingAt(-1))
                .start(new SortNode(1, input(ColumnType.INT), keys))) {
            assertThatThrownBy(sort::next).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void topNIsTheSortCutOff() {
        List<ColumnType> types = List.of(ColumnType.STRING, ColumnType.DOUBLE);
        Batch all = numbered(types, 40_000, 300);
        List<SortKey> keys = List.of(
                new SortKey(field(1, ColumnType.DOUBLE), false, false),
                new SortKey(field(0, ColumnType.STRING), true, true));
        List<List<@Nullable Object>> expected = sorted(all, keys);
        for (long offset : new long[] {0, 3, 5000}) {
            for (long count : new long[] {0, 1, 10, 4097, 50_000, 1L << 40}) {
                PlanNode plan = new TopNNode(1, input(typesOf(all)), keys, offset, count);
                assertThat(OperatorRun.over(OperatorRun.split(all, 1500)).rows(plan))
                        .as("offset %d, count %d, seed %d", offset, count, SEED)
                        .isEqualTo(expected.stream().skip(offset).limit(count).toList());
            }
        }
        OperatorRun.over(OperatorRun.split(all, 1500)).closeEarly(new TopNNode(1, input(typesOf(all)), keys, 0, 100));
    }

    private void check(Batch all, List<SortKey> keys, int batchSize) {
        List<List<@Nullable Object>> expected = sorted(all, keys);
        List<Batch> batches = OperatorRun.split(all, batchSize);
        assertThat(OperatorRun.over(batches).rows(new SortNode(1, input(typesOf(all)), keys)))
                .as("%s, seed %d", keys, SEED)
                .isEqualTo(expected);
        assertThat(OperatorRun.over(batches).rows(new TopNNode(1, input(typesOf(all)), keys, 2, 50)))
                .as("top-n, %s, seed %d", keys, SEED)
                .isEqualTo(expected.stream().skip(2).limit(50).toList());
    }

    private static List<List<@Nullable Object>> sorted(Batch all, List<SortKey> keys) {
        List<List<@Nullable Object>> rows = new ArrayList<>(Cells.rows(all));
        Comparator<List<@Nullable Object>> comparator = (left, right) -> 0;
        for (int k = 0; k < keys.size(); k++) {
            SortKey key = keys.get(k);
            int column = key.expression() instanceof Expression.FieldReference reference ? reference.ordinal() : 0;
            comparator = comparator.thenComparing(row -> row.get(column), (left, right) -> compare(left, right, key));
        }
        rows.sort(comparator);
        return rows;
    }

    private static int compare(@Nullable Object left, @Nullable Object right, SortKey key) {
        if (left == null || right == null) {
            int order = left == null && right == null ? 0 : left == null ? -1 : 1;
            return key.nullsFirst() ? order : -order;
        }
        int order = SparkOrder.compare(left, right);
        return key.ascending() ? order : -order;
    }

    private Batch numbered(List<ColumnType> types, int size, int distinct) {
        List<Column> all = new ArrayList<>();
        types.forEach(type -> all.add(columns.column(type, size, distinct)));
        all.add(numbers(size));
        return new Batch(all, size);
    }

    private static Column numbers(int size) {
        return new IntColumn(ColumnType.INT, size, IntStream.range(0, size).toArray(), null);
    }

    private static List<ColumnType> typesOf(Batch batch) {
        return batch.columns().stream().map(Column::type).toList();
    }
}
