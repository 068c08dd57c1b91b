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
import io.quiver.exec.operator.Reduction;
import io.quiver.exec.operator.UngroupedRows;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.plan.PlanNode.AggregateNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.RandomColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks rows that a partial aggregation hands on as groups of their own. */
class UngroupedRowsTest {
    private static final long SEED = 77;
    private static final int LOOK = Reduction.FIRST_LOOK_ROWS;
    private static final int BATCH_ROWS = 4096;

    private static final AggregateCase COUNTS = new AggregateCase(
            List.of(ColumnType.LONG), List.of(ColumnType.INT), List.of("count", "sum", "max"), new int[] {1, 1, 1});

    private final RandomColumns columns = new RandomColumns(new Random(SEED));

    @Test
    void everyFunctionThatMergesInAnyPartsGivesTheSameOverRowsThatPass() {
        for (ColumnType key : RandomColumns.TYPES) {
            for (int size : new int[] {0, 1, 65, 700}) {
                check(exact(List.of(key)), size, 20);
            }
        }
        check(exact(List.of(ColumnType.STRING, ColumnType.BOOLEAN)), 1100, 9);
        check(exact(List.of(ColumnType.STRING, ColumnType.LONG, ColumnType.decimal(38, 2))), 1100, 9);
        check(new AggregateCase(List.of(ColumnType.STRING, ColumnType.INT), List.of(), List.of(), new int[0]), 900, 6);
    }

    @Test
    void everyOtherFunctionHasAllRowsGrouped() {
        for (ColumnType type : List.of(ColumnType.FLOAT, ColumnType.DOUBLE, ColumnType.decimal(38, 6))) {
            assertGroups("sum", type);
            assertGroups("avg", type);
        }
        assertGroups("avg", ColumnType.INT);
        assertGroups("avg", ColumnType.LONG);
        for (String function : List.of("first", "last", "first_ignore_nulls", "last_ignore_nulls")) {
            assertGroups(function, ColumnType.STRING);
        }
    }

    private void assertGroups(String function, ColumnType type) {
        AggregateCase test = new AggregateCase(
                List.of(ColumnType.INT), List.of(type, type), List.of("count", function), new int[] {1, 2});
        Batch all = randomBatch(test.types(), 500, 5);
        assertThat(rows(test, Phase.INITIAL_TO_INTERMEDIATE, UngroupedRows.ALL, OperatorRun.split(all, 100)))
                .as("%s of %s", function, type)
                .hasSizeLessThan(20);
    }

    @Test
    void onlyStatesPass() {
        List<Batch> batches = batches(500, row -> row % 7);
        assertThat(rows(COUNTS, Phase.INITIAL_TO_RESULT, UngroupedRows.ALL, batches))
                .hasSize(7);
        AggregateCase keyless =
                new AggregateCase(List.of(), List.of(ColumnType.LONG, ColumnType.INT), List.of("count"), new int[] {0});
        assertThat(rows(keyless, Phase.INITIAL_TO_INTERMEDIATE, UngroupedRows.ALL, batches))
                .hasSize(1);
    }

    @Test
    void fewGroupsAreGroupedHoweverManyRowsCome() {
        assertThat(partial(5 * LOOK, row -> row % 1000)).hasSize(1000);
    }

    @Test
    void keysThatDoNotComeAgainPassInTheirOrderOnceThatIsSeen() {
        assertThat(partial(5 * LOOK, row -> row))
                .isEqualTo(LongStream.range(0, 5 * LOOK).toArray());
    }

    @Test
    void rowsThatPassHoldNoMemory() {
        LimitedMemory memory = new LimitedMemory(Long.MAX_VALUE);
        List<Batch> batches = batches(4 * LOOK, row -> row);
        try (Operator operator = OperatorRun.over(batches)
                .memory(memory)
                .start(COUNTS.plan(Phase.INITIAL_TO_INTERMEDIATE, false, UngroupedRows.SOME))) {
            int rows = 0;
            while (rows <= LOOK) {
                rows += operator.next().rowCount();
            }
            assertThat(memory.heldBytes()).isZero();
            assertThat(memory.peakBytes()).isLessThan(128L * LOOK);
        }
    }

    @Test
    void keysThatStopComingAgainPassFromTheLookThatSeesIt() {
        // groups of two rows up to the second look, then none
        assertThat(partial(12 * LOOK, row -> row < 2 * LOOK ? row / 2 : row)).hasSize(11 * LOOK);
    }

    @Test
    void keysThatBeginToComeAgainAreGroupedAgain() {
        int unique = (1 + Reduction.PASSED_PER_GROUPED_ROW) * LOOK;
        assertThat(partial(unique + 6 * LOOK, row -> row < unique ? row : row % 1000))
                .hasSize(unique + 1000);
    }

    @Test
    void keysThatComeAgainAfterAMillionRowsAreFoundOut() {
        int keys = 10 * LOOK;
        Random random = new Random(SEED);
        // one table alone puts out each key once, and passing for ever all rows
        assertThat(partial(40 * LOOK, row -> random.nextInt(keys)).length).isBetween(keys, 2 * keys);
    }

    @Test
    void aRowThatFailsEndsTheRowsThatPass() {
        AggregateNode plan = new AggregateNode(
                1,
                OperatorRun.input(ColumnType.LONG, ColumnType.INT),
                List.of(new Expression.Foreign(0, ColumnType.LONG)),
                List.of(),
                false,
                false,
                UngroupedRows.ALL);
        List<Batch> batches = batches(3 * BATCH_ROWS, row -> row);
        try (Operator operator = OperatorRun.over(batches)
                .foreign(OperatorRun.failingAt(2L * BATCH_ROWS + 5))
                .start(plan)) {
            assertThat(operator.next().rowCount()).isEqualTo(BATCH_ROWS);
            assertThat(operator.next().rowCount()).isEqualTo(BATCH_ROWS);
            assertThatThrownBy(operator::next).hasMessage("poison in column 0");
        }
    }

    /** States of rows that pass, merged, against the oracle. */
    private void check(AggregateCase test, int size, int distinct) {
        Batch all = randomBatch(test.types(), size, distinct);
        List<Batch> batches = OperatorRun.split(all, 128);
        List<List<@Nullable Object>> passed = rows(test, Phase.INITIAL_TO_INTERMEDIATE, UngroupedRows.ALL, batches);
        assertThat(passed).as("keys %s", test.keys()).hasSize(size);
        List<ColumnType> types = test.plan(Phase.INITIAL_TO_INTERMEDIATE, false).types();
        List<Batch> states = OperatorRun.split(AggregateCase.batch(types, passed), 100);
        assertThat(OperatorRun.over(states).rows(test.mergePlan(Phase.INTERMEDIATE_TO_RESULT)))
                .as("keys %s, seed %d", test.keys(), SEED)
                .isEqualTo(AggregateOracle.aggregate(
                        Cells.rows(all), test.types(), test.keys().size(), test.functions(), test.arguments(), false));
    }

    private static AggregateCase exact(List<ColumnType> keys) {
        return AggregateCase.of(keys, RandomColumns.TYPES, UngroupedRowsTest::exactFunctions);
    }

    static List<String> exactFunctions(ColumnType type) {
        List<String> applicable = new ArrayList<>(List.of("count"));
        switch (type.kind()) {
            case BYTE, SHORT -> applicable.addAll(List.of("min", "max", "sum", "avg"));
            case INT, LONG -> applicable.addAll(List.of("min", "max", "sum"));
            case DECIMAL ->
                applicable.addAll(type.precision() <= 28 ? List.of("min", "max", "sum", "avg") : List.of("min", "max"));
            case OPAQUE, NULL -> {}
            default -> applicable.addAll(List.of("min", "max"));
        }
        return applicable;
    }

    /** The keys that come out of {@link #COUNTS} before the exchange, whose states are of all rows together. */
    private static long[] partial(int rowCount, LongUnaryOperator key) {
        LongStream.Builder keys = LongStream.builder();
        long counted = 0;
        long summed = 0;
        try (Operator operator = OperatorRun.over(batches(rowCount, key))
                .start(COUNTS.plan(Phase.INITIAL_TO_INTERMEDIATE, false, UngroupedRows.SOME))) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                for (int row = 0; row < batch.rowCount(); row++) {
                    keys.add(((LongColumn) batch.column(0)).values()[row]);
                    counted += ((LongColumn) batch.column(1)).values()[row];
                    summed += ((LongColumn) batch.column(2)).values()[row];
                }
            }
        }
        assertThat(counted).isEqualTo(rowCount);
        assertThat(summed).isEqualTo(rowCount * (rowCount - 1L) / 2);
        return keys.build().toArray();
    }

    private static List<List<@Nullable Object>> rows(
            AggregateCase test, Phase phase, UngroupedRows ungrouped, List<Batch> batches) {
        return OperatorRun.over(batches).rows(test.plan(phase, false, ungrouped));
    }

    private static List<Batch> batches(int rowCount, LongUnaryOperator key) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < rowCount; from += BATCH_ROWS) {
            int count = Math.min(BATCH_ROWS, rowCount - from);
            long[] keys = new long[count];
            int[] values = new int[count];
            for (int i = 0; i < count; i++) {
                keys[i] = key.applyAsLong(from + i);
                values[i] = from + i;
            }
            batches.add(new Batch(
                    List.of(
                            new LongColumn(ColumnType.LONG, count, keys, null),
                            new IntColumn(ColumnType.INT, count, values, null)),
                    count));
        }
        return batches;
    }

    private Batch randomBatch(List<ColumnType> types, int size, int distinct) {
        return new Batch(
                types.stream().map(type -> columns.column(type, size, distinct)).toList(), size);
    }
}
