/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.memory.LimitedMemory;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorRun;
import io.quiver.exec.operator.UngroupedRows;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.plan.PlanNode.AggregateNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.RandomColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Distinct values beside measures that are kept by the first keys. */
class FirstKeyMeasuresTest {
    private static final long SEED = 78;
    private static final int LOOK = FirstKeyMeasuresOperator.LOOK_ROWS;
    private static final int BATCH_ROWS = 4096;

    /** A key, a value, and a number that is counted, added up and compared. */
    private static final AggregateCase NUMBERS = new AggregateCase(
            List.of(ColumnType.LONG, ColumnType.LONG),
            List.of(ColumnType.INT),
            List.of("count", "sum", "max"),
            new int[] {2, 2, 2});

    private final RandomColumns columns = new RandomColumns(new Random(SEED));

    @Test
    void everyFunctionThatMergesInAnyOrderGivesTheSame() {
        List<ColumnType> values = RandomColumns.TYPES.stream()
                .filter(type -> type.kind() != ColumnType.Kind.FLOAT && type.kind() != ColumnType.Kind.DOUBLE)
                .toList();
        for (ColumnType value : RandomColumns.TYPES) {
            for (int size : new int[] {0, 1, 65, 700}) {
                List<ColumnType> keys = List.of(ColumnType.STRING, value);
                AggregateCase test = AggregateCase.of(keys, values, UngroupedRowsTest::exactFunctions);
                Batch all = random(test.types(), size, 20);
                for (int firstKeys = 0; firstKeys < 2; firstKeys++) {
                    check(test, firstKeys, UngroupedRows.ALL, all, OperatorRun.split(all, 128));
                    check(test, firstKeys, UngroupedRows.SOME, all, OperatorRun.split(all, 128));
                }
            }
        }
    }

    @Test
    void statesOfFirstKeysComeOnceWhereValuesMakeGroupsMany() {
        int size = 6 * LOOK;
        List<List<@Nullable Object>> rows = partial(size, row -> row % 10, row -> row / 2);

        assertThat(rows.stream().filter(row -> !row.get(2).equals(0L)).count()).isLessThan(LOOK + BATCH_ROWS);
        assertMerged(rows, size, 10);
        assertThat(distinct(rows)).isEqualTo(10L * size / 10);
    }

    @Test
    void fewValuesAreGroupedWithTheMeasures() {
        List<List<@Nullable Object>> rows = partial(6 * LOOK, row -> row % 10, row -> row % 100);

        assertThat(rows).hasSize(100);
        assertMerged(rows, 6 * LOOK, 10);
    }

    @Test
    void manyFirstKeysAreGroupedWithTheirValues() {
        int size = 8 * LOOK;
        // few keys up to the look, then one for each two rows
        List<List<@Nullable Object>> rows = partial(size, row -> row < 2 * LOOK ? row % 10 : row / 2, row -> row);

        assertMerged(rows, size, 10 + 3 * LOOK);
        assertThat(rows.stream().filter(row -> row.get(2).equals(0L)).count()).isBetween((long) LOOK, 3L * LOOK);
    }

    @Test
    void littleMemoryGivesTheSame() {
        int size = 4 * LOOK;
        for (long bytes : new long[] {0, 1 << 16, 1 << 20, 1 << 22}) {
            LimitedMemory memory = new LimitedMemory(bytes);
            List<List<@Nullable Object>> rows = OperatorRun.over(batches(size, row -> row % 3000, row -> row / 3))
                    .memory(memory)
                    .rows(plan(NUMBERS, 1, UngroupedRows.SOME));
            assertMerged(rows, size, 3000);
            assertThat(memory.heldBytes()).isZero();
        }
    }

    @Test
    void functionsThatGoByTheOrderKeepAllKeys() {
        AggregateCase test = new AggregateCase(
                List.of(ColumnType.LONG, ColumnType.LONG), List.of(ColumnType.INT), List.of("first"), new int[] {2});
        Batch all = random(test.types(), 500, 5);

        assertThat(OperatorRun.over(OperatorRun.split(all, 100)).rows(plan(test, 1, UngroupedRows.ALL)))
                .isEqualTo(OperatorRun.over(OperatorRun.split(all, 100)).rows(plan(test, 2, UngroupedRows.ALL)));
    }

    @Test
    void anArgumentThatFailsFails() {
        AggregateNode plan = plan(NUMBERS, 1, UngroupedRows.ALL);
        Expression poison = new Expression.Foreign(0, ColumnType.LONG);
        AggregateNode failing = new AggregateNode(
                1,
                plan.input(),
                List.of(poison, plan.keys().get(1)),
                plan.measures(),
                false,
                false,
                UngroupedRows.ALL,
                1);
        try (Operator operator = OperatorRun.over(batches(3 * BATCH_ROWS, row -> row, row -> row))
                .foreign(OperatorRun.failingAt(2L * BATCH_ROWS + 5))
                .start(failing)) {
            assertThat(operator.next().rowCount()).isEqualTo(BATCH_ROWS);
            assertThat(operator.next().rowCount()).isEqualTo(BATCH_ROWS);
            assertThatThrownBy(operator::next).hasMessage("poison in column 0");
        }
    }

    private void check(AggregateCase test, int firstKeys, UngroupedRows ungrouped, Batch all, List<Batch> batches) {
        AggregateNode plan = plan(test, firstKeys, ungrouped);
        List<List<@Nullable Object>> rows = OperatorRun.over(batches).rows(plan);
        List<List<@Nullable Object>> values = Cells.rows(all);

        assertThat(keysOf(rows)).as("keys of %s", test.keys()).isEqualTo(keysOf(values));
        assertThat(merged(test, firstKeys, rows))
                .as("keys %s, by %d, seed %d", test.keys(), firstKeys, SEED)
                .isEqualTo(AggregateOracle.aggregate(
                        values, test.types(), firstKeys, test.functions(), test.arguments(), firstKeys == 0));
    }

    private static HashSet<List<@Nullable Object>> keysOf(List<List<@Nullable Object>> rows) {
        HashSet<List<@Nullable Object>> keys = new HashSet<>();
        rows.forEach(row -> keys.add(new ArrayList<>(row.subList(0, 2))));
        return keys;
    }

    /** What the aggregations that follow make of the states: by all keys, then by the first. */
    private static List<List<@Nullable Object>> merged(
            AggregateCase test, int firstKeys, List<List<@Nullable Object>> rows) {
        List<ColumnType> types = plan(test, firstKeys, UngroupedRows.ALL).types();
        List<Batch> states = OperatorRun.split(AggregateCase.batch(types, rows), 100);
        List<List<@Nullable Object>> byAll =
                OperatorRun.over(states).rows(test.mergePlan(Phase.INTERMEDIATE_TO_INTERMEDIATE));
        AggregateNode last = test.mergePlan(Phase.INTERMEDIATE_TO_RESULT);
        AggregateNode byFirst =
                new AggregateNode(1, last.input(), last.keys().subList(0, firstKeys), last.measures(), firstKeys == 0);
        return OperatorRun.over(OperatorRun.split(AggregateCase.batch(types, byAll), 100))
                .rows(byFirst);
    }

    private static void assertMerged(List<List<@Nullable Object>> rows, int size, int keyCount) {
        List<List<@Nullable Object>> merged = merged(NUMBERS, 1, rows);
        assertThat(merged).hasSize(keyCount);
        assertThat(merged.stream().mapToLong(row -> (Long) row.get(1)).sum()).isEqualTo(size);
        assertThat(merged.stream().mapToLong(row -> (Long) row.get(2)).sum()).isEqualTo(size * (size - 1L) / 2);
        assertThat(merged.stream().mapToInt(row -> (Integer) row.get(3)).max()).hasValue(size - 1);
    }

    private static long distinct(List<List<@Nullable Object>> rows) {
        return keysOf(rows).size();
    }

    private static List<List<@Nullable Object>> partial(int rowCount, LongUnaryOperator key, LongUnaryOperator value) {
        return OperatorRun.over(batches(rowCount, key, value)).rows(plan(NUMBERS, 1, UngroupedRows.SOME));
    }

    private static AggregateNode plan(AggregateCase test, int firstKeys, UngroupedRows ungrouped) {
        AggregateNode plan = test.plan(Phase.INITIAL_TO_INTERMEDIATE, false, ungrouped);
        return new AggregateNode(1, plan.input(), plan.keys(), plan.measures(), false, false, ungrouped, firstKeys);
    }

    private static List<Batch> batches(int rowCount, LongUnaryOperator key, LongUnaryOperator value) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < rowCount; from += BATCH_ROWS) {
            int count = Math.min(BATCH_ROWS, rowCount - from);
            long[] keys = new long[count];
            long[] values = new long[count];
            int[] numbers = new int[count];
            for (int i = 0; i < count; i++) {
                keys[i] = key.applyAsLong(from + i);
                values[i] = value.applyAsLong(from + i);
                numbers[i] = from + i;
            }
            batches.add(new Batch(
                    List.of(
                            new LongColumn(ColumnType.LONG, count, keys, null),
                            new LongColumn(ColumnType.LONG, count, values, null),
                            new IntColumn(ColumnType.INT, count, numbers, null)),
                    count));
        }
        return batches;
    }

    private Batch random(List<ColumnType> types, int size, int distinct) {
        List<Column> drawn = new ArrayList<>();
        for (ColumnType type : types) {
            drawn.add(columns.column(type, size, distinct));
        }
        return new Batch(drawn, size);
    }
}
