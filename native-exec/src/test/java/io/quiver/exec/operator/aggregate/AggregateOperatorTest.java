/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.memory.LimitedMemory;
import io.quiver.exec.operator.OperatorRun;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.plan.PlanNode.AggregateNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.RandomColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AggregateOperatorTest {
    private static final long SEED = 1234;

    private final Random random = new Random(SEED);
    private final RandomColumns columns = new RandomColumns(random);

    /** Every function on every type it takes. */
    private static AggregateCase everything(List<ColumnType> keys) {
        return AggregateCase.of(keys, RandomColumns.TYPES, AggregateOperatorTest::functions);
    }

    private static List<String> functions(ColumnType type) {
        List<String> applicable =
                new ArrayList<>(List.of("count", "first", "last", "first_ignore_nulls", "last_ignore_nulls"));
        switch (type.kind()) {
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL ->
                applicable.addAll(List.of("sum", "avg", "min", "max"));
            case OPAQUE -> {}
            default -> applicable.addAll(List.of("min", "max"));
        }
        return applicable;
    }

    @Test
    void everyFunctionOfEveryTypeEqualsTheOracleByOneKeyOfEveryType() {
        for (ColumnType key : RandomColumns.TYPES) {
            AggregateCase test = everything(List.of(key));
            for (int size : new int[] {0, 1, 65, 300}) {
                check(test, randomBatch(test.types(), size, 20), 128);
            }
        }
    }

    @Test
    void everyFunctionEqualsTheOracleBySeveralKeys() {
        for (List<ColumnType> keys : List.of(
                List.of(ColumnType.STRING, ColumnType.STRING),
                List.of(ColumnType.STRING, ColumnType.BOOLEAN),
                List.of(ColumnType.INT, ColumnType.decimal(38, 2), ColumnType.DOUBLE),
                List.of(ColumnType.STRING, ColumnType.LONG),
                RandomColumns.TYPES)) {
            AggregateCase test = everything(keys);
            check(test, randomBatch(test.types(), 1100, 9), 400);
            check(test, randomBatch(test.types(), 200, 2), 64);
        }
    }

    @Test
    void everyFunctionEqualsTheOracleWithoutKeys() {
        AggregateCase test = everything(List.of());
        for (int size : new int[] {0, 1, 63, 64, 1023, 4096}) {
            if (size > 0) {
                check(test, randomBatch(test.types(), size, 30), 500);
            }
        }
    }

    @Test
    void withoutKeysThereIsOneRowOfNoRowsWhereThePlanSaysSo() {
        AggregateCase test = new AggregateCase(
                List.of(), List.of(ColumnType.LONG), List.of("count", "sum", "avg"), new int[] {0, 0, 0});
        Batch none = randomBatch(test.types(), 0, 1);
        assertThat(OperatorRun.over(none).rows(test.plan(Phase.INITIAL_TO_RESULT, true)))
                .containsExactly(Arrays.asList(0L, null, null));
        assertThat(OperatorRun.over(none).rows(test.plan(Phase.INITIAL_TO_RESULT, false)))
                .isEmpty();
    }

    @Test
    void manyGroupsKeepTheOrderOfTheirFirstAppearance() {
        for (ColumnType key : List.of(ColumnType.LONG, ColumnType.STRING, ColumnType.decimal(30, 0))) {
            AggregateCase test = new AggregateCase(
                    List.of(key), List.of(ColumnType.LONG), List.of("sum", "count"), new int[] {1, 1});
            check(test, randomBatch(test.types(), 50_000, 30_000), 4096);
        }
    }

    @Test
    void keysWithoutMeasuresAreTheDistinctRows() {
        AggregateCase test =
                new AggregateCase(List.of(ColumnType.STRING, ColumnType.INT), List.of(), List.of(), new int[0]);
        check(test, randomBatch(test.types(), 5000, 50), 999);
    }

    @Test
    void whatDoesNotFitInMemoryIsSpilledAndNothingChangesButTheOrderOfGroups() {
        AggregateCase test = new AggregateCase(
                List.of(ColumnType.STRING, ColumnType.LONG),
                List.of(ColumnType.DOUBLE, ColumnType.decimal(38, 6), ColumnType.STRING),
                List.of("sum", "sum", "max", "first"),
                new int[] {2, 3, 4, 2});
        Batch all = randomBatch(test.types(), 12_000, 200);
        List<List<@Nullable Object>> expected =
                AggregateOracle.aggregate(Cells.rows(all), test.types(), 2, test.functions(), test.arguments(), false);
        for (long limit : new long[] {0, 1 << 19, 1 << 20, 1L << 40}) {
            LimitedMemory memory = new LimitedMemory(limit);
            List<List<@Nullable Object>> rows = OperatorRun.over(OperatorRun.split(all, 1000))
                    .memory(memory)
                    .rows(test.plan(Phase.INITIAL_TO_RESULT, false));
            assertThat(rows).as("limit %d, seed %d", limit, SEED).hasSameSizeAs(expected);
            assertThat(new HashSet<>(rows)).as("limit %d, seed %d", limit, SEED).isEqualTo(new HashSet<>(expected));
            assertThat(memory.filesEver() > 0).isEqualTo(limit < 1L << 40);
        }
        OperatorRun.over(OperatorRun.split(all, 1000))
                .memory(new LimitedMemory(1 << 20))
                .closeEarly(test.plan(Phase.INITIAL_TO_RESULT, false));
    }

    @Test
    void partialAggregationOutOfMemoryHandsOnWhatItHasAndSpillsNothing() {
        AggregateCase test = new AggregateCase(
                List.of(ColumnType.LONG), List.of(ColumnType.INT), List.of("sum", "count"), new int[] {1, 1});
        Batch all = randomBatch(test.types(), 40_000, 20_000);
        LimitedMemory memory = new LimitedMemory(400_000);
        List<List<@Nullable Object>> partial = OperatorRun.over(OperatorRun.split(all, 500))
                .memory(memory)
                .rows(test.plan(Phase.INITIAL_TO_INTERMEDIATE, false));
        assertThat(memory.filesEver()).isZero();
        assertThat(partial).hasSizeGreaterThan(20_000);
        Batch states = AggregateCase.batch(
                test.plan(Phase.INITIAL_TO_INTERMEDIATE, false).types(), partial);
        assertThat(OperatorRun.over(states).rows(test.mergePlan(Phase.INTERMEDIATE_TO_RESULT)))
                .isEqualTo(AggregateOracle.aggregate(
                        Cells.rows(all), test.types(), 1, test.functions(), test.arguments(), false));
    }

    /** Complete, and partial - merge - final, both against the oracle. */
    private void check(AggregateCase test, Batch all, int batchSize) {
        List<List<@Nullable Object>> expected = AggregateOracle.aggregate(
                Cells.rows(all),
                test.types(),
                test.keys().size(),
                test.functions(),
                test.arguments(),
                test.keys().isEmpty());
        List<Batch> batches = OperatorRun.split(all, batchSize);
        boolean global = test.keys().isEmpty();
        assertThat(OperatorRun.over(batches).rows(test.plan(Phase.INITIAL_TO_RESULT, global)))
                .as("keys %s, seed %d", test.keys(), SEED)
                .isEqualTo(expected);
        AggregateNode partialPlan = test.plan(Phase.INITIAL_TO_INTERMEDIATE, global);
        List<List<@Nullable Object>> partial = OperatorRun.over(batches).rows(partialPlan);
        List<List<@Nullable Object>> merged = OperatorRun.over(
                        OperatorRun.split(AggregateCase.batch(partialPlan.types(), partial), 100))
                .rows(test.mergePlan(Phase.INTERMEDIATE_TO_INTERMEDIATE));
        assertThat(OperatorRun.over(AggregateCase.batch(partialPlan.types(), merged))
                        .rows(test.mergePlan(Phase.INTERMEDIATE_TO_RESULT)))
                .as("in three phases, keys %s, seed %d", test.keys(), SEED)
                .isEqualTo(expected);
    }

    private Batch randomBatch(List<ColumnType> types, int size, int distinct) {
        return new Batch(
                types.stream().map(type -> columns.column(type, size, distinct)).toList(), size);
    }
}
