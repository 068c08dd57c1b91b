/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import static io.quiver.exec.operator.OperatorRun.field;
import static io.quiver.exec.operator.OperatorRun.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.OperatorRun;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.host.ForeignAggregates;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.plan.PlanNode.AggregateNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks what distinguishes Spark's aggregates from a plain sum: overflow, modes, filters, failures. */
class AccumulatorSemanticsTest {
    private static final ColumnType LONG = ColumnType.LONG;
    private static final ColumnType INT = ColumnType.INT;
    private static final ColumnType WIDE = ColumnType.decimal(38, 0);
    private static final BigInteger MOST = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

    /** Raises an error that tells the foreign expression and its first row. */
    private static final ForeignExpressions RAISING = new ForeignExpressions() {
        @Override
        public Evaluator evaluator(int ordinal, ColumnType type) {
            return (batch, active) -> {
                throw new RowFailure(0, BooleanColumn.nulls(0), failure(ordinal, Cells.rows(batch)));
            };
        }

        @Override
        public Throwable failure(int ordinal, List<ColumnType> types, List<@Nullable Object> row) {
            return failure(ordinal, List.of(row));
        }

        private ArithmeticException failure(int ordinal, Object rows) {
            return new ArithmeticException("foreign " + ordinal + " of " + rows);
        }
    };

    @Test
    void legacySumsOfLongsWrap() {
        assertThat(sumByKey(EvaluationMode.LEGACY, LONG, Long.MAX_VALUE, 1L))
                .containsExactly(Arrays.asList(1, Long.MIN_VALUE));
    }

    @Test
    void ansiSumsOfLongsHaveSparkRaiseTheOverflowWithTheStateAndTheRow() {
        Batch batch = Cells.batch(
                Cells.column(INT, 1, 2, 1, 2, 1), Cells.column(LONG, 5L, Long.MAX_VALUE, 6L, 7L, Long.MIN_VALUE));
        AggregateNode plan = byKey("sum", EvaluationMode.ANSI, LONG);
        assertThatThrownBy(() -> OperatorRun.over(batch).foreign(RAISING).rows(plan))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("foreign 0 of [[" + Long.MAX_VALUE + ", 7]]");
    }

    @Test
    void anAnsiSumThatStaysInRangeIsTheSum() {
        assertThat(sumByKey(EvaluationMode.ANSI, LONG, Long.MAX_VALUE, -1L, null))
                .containsExactly(Arrays.asList(1, Long.MAX_VALUE - 1));
    }

    @Test
    void theEarliestFailingRowWinsAmongMeasuresAndArguments() {
        Batch batch = Cells.batch(
                Cells.column(INT, 1, 1, 1, 1),
                Cells.column(LONG, 1L, 2L, 3L, -1L),
                Cells.column(LONG, 0L, Long.MAX_VALUE, 1L, 1L));
        Measure failsAtRow3 = measure("sum", EvaluationMode.ANSI, LONG, new Expression.Foreign(1, LONG));
        Measure failsAtRow2 = measure("sum", EvaluationMode.ANSI, LONG, field(2, LONG));
        for (List<Measure> measures : List.of(List.of(failsAtRow3, failsAtRow2), List.of(failsAtRow2, failsAtRow3))) {
            AggregateNode plan = new AggregateNode(1, input(INT, LONG, LONG), List.of(field(0, INT)), measures, false);
            ForeignExpressions foreign = (ordinal, type) -> ordinal == 0
                    ? RAISING.evaluator(0, type)
                    : OperatorRun.failingAt(-1L).evaluator(ordinal, type);
            assertThatThrownBy(() -> OperatorRun.over(batch).foreign(foreign).rows(plan))
                    .hasMessageStartingWith("foreign 0");
        }
    }

    @Test
    void aTrySumThatOverflowsIsNullForGood() {
        assertThat(sumByKey(EvaluationMode.TRY, LONG, Long.MAX_VALUE, 1L, -5L)).containsExactly(Arrays.asList(1, null));
        assertThat(sumByKey(EvaluationMode.TRY, LONG, 4L, null, 5L)).containsExactly(Arrays.asList(1, 9L));
        assertThat(sumByKey(EvaluationMode.TRY, LONG, null, null)).containsExactly(Arrays.asList(1, null));
    }

    @Test
    void productsLeaveOutNullsAndAreNullOfNoRow() {
        assertThat(rowsByKey("product", EvaluationMode.LEGACY, ColumnType.DOUBLE, 1.5, null, -4.0))
                .containsExactly(Arrays.asList(1, -6.0));
        assertThat(rowsByKey("product", EvaluationMode.LEGACY, ColumnType.DOUBLE, null, null))
                .containsExactly(Arrays.asList(1, null));
    }

    @Test
    void mergedProductsAreTheProductOfAllParts() {
        Batch states =
                Cells.batch(Cells.column(INT, 1, 1, 2, 1), Cells.column(ColumnType.DOUBLE, 3.0, null, null, -0.5));
        assertThat(mergeByKey("product", EvaluationMode.LEGACY, ColumnType.DOUBLE, states, ColumnType.DOUBLE))
                .containsExactly(Arrays.asList(1, -1.5), Arrays.asList(2, null));
    }

    @Test
    void aMergedTrySumRemembersTheOverflow() {
        Batch states = Cells.batch(
                Cells.column(INT, 1, 1, 2, 2, 3),
                Cells.column(LONG, null, 5L, 0L, 7L, 0L),
                Cells.column(ColumnType.BOOLEAN, false, false, true, false, true));
        assertThat(mergeByKey("sum", EvaluationMode.TRY, LONG, states, LONG, ColumnType.BOOLEAN))
                .containsExactly(Arrays.asList(1, null), Arrays.asList(2, 7L), Arrays.asList(3, null));
    }

    @Test
    void aDecimalSumThatLeavesItsRangeByKeyIsNullForGood() {
        assertThat(sumByKey(EvaluationMode.LEGACY, WIDE, MOST, BigInteger.ONE, MOST.negate()))
                .containsExactly(Arrays.asList(1, null));
        assertThat(sumByKey(EvaluationMode.LEGACY, WIDE, MOST, MOST, MOST.negate(), MOST.negate()))
                .containsExactly(Arrays.asList(1, null));
        assertThat(sumByKey(EvaluationMode.LEGACY, WIDE, MOST, BigInteger.ONE.negate(), BigInteger.ONE))
                .containsExactly(Arrays.asList(1, MOST));
    }

    @Test
    void aDecimalSumInObjectsMayLeaveItsRangeAndComeBack() {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            values.add(i % 2500 < 1250 ? MOST : MOST.negate());
        }
        values.add(BigInteger.TEN);
        Batch batch = Cells.batch(
                Cells.column(INT, new ArrayList<@Nullable Object>(java.util.Collections.nCopies(5001, 1))),
                Cells.column(WIDE, values));
        Measure sum = MeasureFixtures.inObjects(measure("sum", EvaluationMode.LEGACY, WIDE, field(1, WIDE)));
        AggregateNode plan = new AggregateNode(1, input(INT, WIDE), List.of(), List.of(sum), true);
        AggregateNode keyed = new AggregateNode(1, input(INT, WIDE), List.of(field(0, INT)), List.of(sum), true);
        for (int size : new int[] {7, 1000, 5001}) {
            assertThat(OperatorRun.over(OperatorRun.split(batch, size)).rows(plan))
                    .containsExactly(List.of(BigInteger.TEN));
            assertThat(OperatorRun.over(OperatorRun.split(batch, size)).rows(keyed))
                    .containsExactly(List.of(1, BigInteger.TEN));
        }
        assertThat(OperatorRun.over(batch.prefix(1250)).rows(plan)).containsExactly(Arrays.asList((Object) null));
    }

    @Test
    void anAnsiDecimalSumOutOfRangeIsEvaluatedBySpark() {
        Batch batch = Cells.batch(Cells.column(INT, 1, 1), Cells.column(WIDE, MOST, BigInteger.ONE));
        assertThatThrownBy(() -> OperatorRun.over(batch).foreign(RAISING).rows(byKey("sum", EvaluationMode.ANSI, WIDE)))
                .hasMessage("foreign 1 of [[null, false]]");
        assertThatThrownBy(() -> OperatorRun.over(batch).foreign(RAISING).rows(byKey("avg", EvaluationMode.ANSI, WIDE)))
                .hasMessage("foreign 1 of [[null, 2]]");
    }

    @Test
    void aMergedDecimalSumTellsEmptyFromOverflowed() {
        Batch states = Cells.batch(
                Cells.column(INT, 1, 1, 2, 3, 3),
                Cells.column(WIDE, BigInteger.ZERO, BigInteger.TWO, BigInteger.ZERO, null, BigInteger.ONE),
                Cells.column(ColumnType.BOOLEAN, true, false, true, false, false));
        assertThat(mergeByKey("sum", EvaluationMode.LEGACY, WIDE, states, WIDE, ColumnType.BOOLEAN))
                .containsExactly(Arrays.asList(1, BigInteger.TWO), Arrays.asList(2, null), Arrays.asList(3, null));
    }

    @Test
    void decimalAveragesRoundHalfUpToFourMoreDigits() {
        ColumnType type = ColumnType.decimal(9, 2);
        Batch batch = Cells.batch(
                Cells.column(INT, 1, 1, 1, 2, 2, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4),
                Cells.column(type, 100L, 0L, 0L, -200L, 0L, 0L, null, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L));
        assertThat(OperatorRun.over(batch).rows(byKey("avg", EvaluationMode.LEGACY, type)))
                .containsExactly(List.of(1, 333333L), List.of(2, -666667L), Arrays.asList(3, null), List.of(4, 1250L));
    }

    @Test
    void filtersChooseTheRowsOfAMeasure() {
        Batch batch = Cells.batch(
                Cells.column(INT, 1, 2, 1, 2),
                Cells.column(LONG, 10L, 20L, 30L, 40L),
                Cells.column(ColumnType.BOOLEAN, true, null, false, false));
        Expression filter = field(2, ColumnType.BOOLEAN);
        List<Measure> measures = List.of(
                filtered("sum", filter, field(1, LONG)),
                filtered("count", filter),
                filtered("first", filter, field(1, LONG)),
                measure("count", EvaluationMode.LEGACY, LONG));
        AggregateNode plan =
                new AggregateNode(1, input(INT, LONG, ColumnType.BOOLEAN), List.of(field(0, INT)), measures, false);
        assertThat(OperatorRun.over(batch).rows(plan))
                .containsExactly(Arrays.asList(1, 10L, 1L, 10L, 2L), Arrays.asList(2, null, 0L, null, 2L));
    }

    @Test
    void anArgumentIsNotEvaluatedWhereItsFilterIsNotTrue() {
        Batch batch = Cells.batch(
                Cells.column(INT, 1, 1), Cells.column(LONG, 10L, -1L), Cells.column(ColumnType.BOOLEAN, true, false));
        List<Measure> measures =
                List.of(filtered("sum", field(2, ColumnType.BOOLEAN), new Expression.Foreign(1, LONG)));
        AggregateNode plan =
                new AggregateNode(1, input(INT, LONG, ColumnType.BOOLEAN), List.of(field(0, INT)), measures, false);
        assertThat(OperatorRun.over(batch).foreign(OperatorRun.failingAt(-1L)).rows(plan))
                .containsExactly(List.of(1, 10L));
    }

    @Test
    void countTakesRowsWhereNoArgumentIsNull() {
        Batch batch = Cells.batch(Cells.column(INT, 1, null, 3), Cells.column(LONG, 1L, 2L, null));
        List<Measure> measures = List.of(
                measure("count", EvaluationMode.LEGACY, LONG, field(0, INT), field(1, LONG)),
                measure("count", EvaluationMode.LEGACY, LONG, new Expression.Literal(1, INT)),
                measure("count", EvaluationMode.LEGACY, LONG, new Expression.Literal(null, INT)));
        AggregateNode plan = new AggregateNode(1, input(INT, LONG), List.of(), measures, true);
        assertThat(OperatorRun.over(batch).rows(plan)).containsExactly(List.of(1L, 3L, 0L));
    }

    @Test
    void foreignMeasuresAreComputedByTheHost() {
        Batch batch = Cells.batch(Cells.column(INT, 1, 2, 1), Cells.column(LONG, 10L, 20L, 30L));
        Measure foreign = new Measure(
                Measure.FOREIGN,
                EvaluationMode.LEGACY,
                Phase.INITIAL_TO_RESULT,
                List.of(field(1, LONG)),
                Optional.empty(),
                LONG,
                List.of(LONG),
                -1,
                -1,
                4,
                false,
                -1);
        AggregateNode plan = new AggregateNode(1, input(INT, LONG), List.of(field(0, INT)), List.of(foreign), false);
        assertThat(OperatorRun.over(batch)
                        .foreignAggregates((ordinal, phase) -> new Products())
                        .rows(plan))
                .containsExactly(List.of(1, 300L), List.of(2, 20L));
    }

    @Test
    void aFunctionWithoutAnAccumulatorIsRefusedWhenThePipelineIsBuilt() {
        Measure unknown = new Measure(
                "median",
                EvaluationMode.LEGACY,
                Phase.INITIAL_TO_RESULT,
                List.of(field(0, INT)),
                Optional.empty(),
                LONG,
                List.of(LONG),
                -1,
                -1,
                -1,
                false,
                -1);
        assertThatThrownBy(() ->
                        OperatorRun.over().start(new AggregateNode(1, input(INT), List.of(), List.of(unknown), true)))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("median");
    }

    /** Computes the product of the values of each group. */
    private static final class Products implements ForeignAggregates.GroupStates {
        private final List<Long> products = new ArrayList<>();

        @Override
        public void update(Batch arguments, int[] groups) {
            for (int row = 0; row < arguments.rowCount(); row++) {
                grow(groups[row] + 1);
                products.set(groups[row], products.get(groups[row]) * (Long) Cells.of(arguments.column(0), row));
            }
        }

        @Override
        public void grow(int groupCount) {
            while (products.size() < groupCount) {
                products.add(1L);
            }
        }

        @Override
        public List<Column> output(int[] groups) {
            return List.of(Cells.column(
                    LONG, Arrays.stream(groups).mapToObj(products::get).toList()));
        }

        @Override
        public void merge(Batch states, int[] groups) {
            update(states, groups);
        }

        @Override
        public List<Column> state(int[] groups) {
            return output(groups);
        }

        @Override
        public long sizeBytes() {
            return 24L * products.size();
        }

        @Override
        public void close() {}
    }

    private static List<List<@Nullable Object>> sumByKey(
            EvaluationMode mode, ColumnType type, @Nullable Object... values) {
        return rowsByKey("sum", mode, type, values);
    }

    private static List<List<@Nullable Object>> rowsByKey(
            String function, EvaluationMode mode, ColumnType type, @Nullable Object... values) {
        List<@Nullable Object> keys = new ArrayList<>(java.util.Collections.nCopies(values.length, 1));
        Batch batch = Cells.batch(Cells.column(INT, keys), Cells.column(type, values));
        List<List<@Nullable Object>> rows = OperatorRun.over(batch).rows(byKey(function, mode, type));
        assertThat(OperatorRun.over(OperatorRun.split(batch, 1)).rows(byKey(function, mode, type)))
                .isEqualTo(rows);
        return rows;
    }

    private static AggregateNode byKey(String function, EvaluationMode mode, ColumnType type) {
        return new AggregateNode(
                1,
                input(INT, type),
                List.of(field(0, INT)),
                List.of(measure(function, mode, type, field(1, type))),
                false);
    }

    private static List<List<@Nullable Object>> mergeByKey(
            String function, EvaluationMode mode, ColumnType type, Batch states, ColumnType... stateTypes) {
        List<Expression> state = new ArrayList<>();
        for (int s = 0; s < stateTypes.length; s++) {
            state.add(field(s + 1, stateTypes[s]));
        }
        Measure measure =
                MeasureFixtures.measure(function, mode, Phase.INTERMEDIATE_TO_RESULT, type, state, Optional.empty());
        List<ColumnType> types = new ArrayList<>(List.of(INT));
        types.addAll(List.of(stateTypes));
        return OperatorRun.over(states)
                .rows(new AggregateNode(1, input(types), List.of(field(0, INT)), List.of(measure), false));
    }

    private static Measure measure(String function, EvaluationMode mode, ColumnType type, Expression... arguments) {
        return MeasureFixtures.measure(
                function, mode, Phase.INITIAL_TO_RESULT, type, List.of(arguments), Optional.empty());
    }

    private static Measure filtered(String function, Expression filter, Expression... arguments) {
        return MeasureFixtures.measure(
                function,
                EvaluationMode.LEGACY,
                Phase.INITIAL_TO_RESULT,
                LONG,
                List.of(arguments),
                Optional.of(filter));
    }
}
