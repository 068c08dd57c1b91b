/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sort;

import static io.quiver.exec.operator.OperatorRun.field;
import static io.quiver.exec.operator.OperatorRun.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.kernel.sort.RankLimit.Rank;
import io.quiver.exec.memory.LimitedMemory;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorRun;
import io.quiver.exec.operator.UngroupedRows;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.plan.PlanNode.GroupLimitNode;
import io.quiver.exec.plan.PlanNode.SortNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Limits of groups before an exchange and behind it, in any number of tasks, against a stable sort of Java lists. The last column is the
 * row's number, which shows whose turn it was among ties.
 */
final class GroupFirstsOperatorTest {
    private static final long SEED = 34;
    private static final int BATCH_ROWS = 4096;
    private static final List<ColumnType> TYPES = List.of(ColumnType.LONG, ColumnType.INT, ColumnType.INT);
    private static final List<SortKey> KEYS = List.of(
            new SortKey(field(0, ColumnType.LONG), true, true), new SortKey(field(1, ColumnType.INT), false, false));

    private final Random random = new Random(SEED);

    /** The key of the group and that of the order may be null. */
    private record Row(long key, boolean hasKey, int order, boolean hasOrder, int number) {
        static final Comparator<Row> GROUPS =
                Comparator.comparing(Row::hasKey).thenComparing(row -> row.hasKey ? row.key : 0);
        static final Comparator<Row> ORDERS = Comparator.comparing((Row row) -> !row.hasOrder)
                .thenComparing(row -> row.hasOrder ? -(long) row.order : 0);
    }

    @Test
    void theSameRowsComeOutAsOfAllRowsSorted() {
        for (Rank rank : Rank.values()) {
            for (int limit : new int[] {0, 1, 3}) {
                for (int keys : new int[] {1, 500, 50_000, 10_000_000}) {
                    List<Row> rows = rows(90_000, keys);
                    check(rows, rank, limit, UngroupedRows.SOME, Long.MAX_VALUE);
                }
            }
        }
    }

    @Test
    void littleMemoryAndNoSortingGiveTheSameRows() {
        for (Rank rank : Rank.values()) {
            List<Row> rows = rows(40_000, 3_000);
            check(rows, rank, 2, UngroupedRows.ALL, Long.MAX_VALUE);
            check(rows, rank, 2, UngroupedRows.NONE, Long.MAX_VALUE);
            for (long memory : new long[] {0, 100_000, 1_000_000}) {
                check(rows, rank, 2, UngroupedRows.SOME, memory);
                check(rows, rank, 2, UngroupedRows.NONE, memory);
            }
        }
    }

    @Test
    void emptyAndTinyInputs() {
        for (int count : new int[] {0, 1, 7, 64, 65}) {
            check(rows(count, 3), Rank.ROW_NUMBER, 1, UngroupedRows.SOME, Long.MAX_VALUE);
            check(rows(count, 3), Rank.DENSE_RANK, 2, UngroupedRows.NONE, Long.MAX_VALUE);
        }
    }

    @Test
    void sortingIsGivenUpWhereHardlyARowIsLeftOut() {
        List<Row> each = rows(300_000, 1 << 30);
        assertThat(before(each, Rank.ROW_NUMBER, 1, UngroupedRows.SOME)).hasSameSizeAs(each);
        int keys = 2_000;
        List<Row> few = rows(300_000, keys);
        assertThat(before(few, Rank.ROW_NUMBER, 1, UngroupedRows.SOME)).hasSizeLessThanOrEqualTo(keys + 1);
    }

    private void check(List<Row> rows, Rank rank, int limit, UngroupedRows ungrouped, long memory) {
        int tasks = 3;
        List<Row> exchanged = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            List<Row> ofTask = rows.subList(rows.size() * task / tasks, rows.size() * (task + 1) / tasks);
            exchanged.addAll(run(ofTask, plan(rank, limit, ungrouped), memory));
        }
        assertThat(run(exchanged, plan(rank, limit, UngroupedRows.NONE), memory))
                .as("%s <= %d of %d rows, %s, %d bytes, seed %d", rank, limit, rows.size(), ungrouped, memory, SEED)
                .isEqualTo(expected(rows, rank, limit));
    }

    private static List<Row> before(List<Row> rows, Rank rank, int limit, UngroupedRows ungrouped) {
        return run(rows, plan(rank, limit, ungrouped), Long.MAX_VALUE);
    }

    private static PlanNode plan(Rank rank, int limit, UngroupedRows ungrouped) {
        GroupFirsts firsts = new GroupFirsts(1, rank, limit, ungrouped);
        return new GroupLimitNode(
                1,
                new SortNode(2, input(TYPES), KEYS, 0, Optional.of(firsts)),
                List.of(KEYS.get(0).expression()),
                KEYS.subList(1, 2),
                rank.name().toLowerCase(Locale.ROOT),
                limit);
    }

    private static List<Row> expected(List<Row> rows, Rank rank, int limit) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Row.GROUPS.thenComparing(Row.ORDERS));
        List<Row> expected = new ArrayList<>();
        int number = 0;
        int place = 0;
        for (int i = 0; i < sorted.size(); i++) {
            Row row = sorted.get(i);
            if (i == 0 || Row.GROUPS.compare(sorted.get(i - 1), row) != 0) {
                number = 0;
                place = 0;
            }
            boolean isPeer = number > 0 && Row.ORDERS.compare(sorted.get(i - 1), row) == 0;
            number++;
            place = rank == Rank.ROW_NUMBER || (rank == Rank.RANK && !isPeer)
                    ? number
                    : rank == Rank.DENSE_RANK && !isPeer ? place + 1 : place;
            if (place <= limit) {
                expected.add(row);
            }
        }
        return expected;
    }

    private static List<Row> run(List<Row> rows, PlanNode plan, long memory) {
        List<Row> result = new ArrayList<>();
        LimitedMemory limited = new LimitedMemory(memory);
        try (Operator operator = OperatorRun.over(OperatorRun.split(batch(rows), BATCH_ROWS))
                .memory(limited)
                .start(plan)) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                LongColumn keys = (LongColumn) batch.column(0).flat();
                IntColumn orders = (IntColumn) batch.column(1).flat();
                IntColumn numbers = (IntColumn) batch.column(2).flat();
                for (int i = 0; i < batch.rowCount(); i++) {
                    boolean hasKey = !keys.isNull(i);
                    boolean hasOrder = !orders.isNull(i);
                    result.add(new Row(
                            hasKey ? keys.values()[i] : 0,
                            hasKey,
                            hasOrder ? orders.values()[i] : 0,
                            hasOrder,
                            numbers.values()[i]));
                }
            }
        }
        assertThat(limited.heldBytes()).isZero();
        assertThat(limited.openFiles()).isZero();
        return result;
    }

    private static Batch batch(List<Row> rows) {
        int count = rows.size();
        long[] keys = new long[count];
        int[] orders = new int[count];
        int[] numbers = new int[count];
        long[] hasKey = Bitmap.zeros(count);
        long[] hasOrder = Bitmap.zeros(count);
        for (int i = 0; i < count; i++) {
            Row row = rows.get(i);
            keys[i] = row.key;
            orders[i] = row.order;
            numbers[i] = row.number;
            if (row.hasKey) {
                Bitmap.set(hasKey, i);
            }
            if (row.hasOrder) {
                Bitmap.set(hasOrder, i);
            }
        }
        return new Batch(
                List.of(
                        new LongColumn(ColumnType.LONG, count, keys, hasKey),
                        new IntColumn(ColumnType.INT, count, orders, hasOrder),
                        new IntColumn(ColumnType.INT, count, numbers, null)),
                count);
    }

    /** Rows of about as many keys, most of whose orders tie with others. */
    private List<Row> rows(int count, int keys) {
        List<Row> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean hasKey = random.nextInt(keys + 1) > 0;
            boolean hasOrder = random.nextInt(5) > 0;
            rows.add(new Row(hasKey ? random.nextInt(keys) : 0, hasKey, hasOrder ? random.nextInt(4) : 0, hasOrder, i));
        }
        return rows;
    }
}
