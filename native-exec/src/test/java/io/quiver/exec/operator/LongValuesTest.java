/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import static io.quiver.exec.operator.OperatorRun.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.host.CollectionReader;
import io.quiver.exec.operator.host.HostOperators;
import io.quiver.exec.plan.Generator;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks long values that come after thousands of short ones, when operators have learned to compute thousands of rows at
 * once.
 */
class LongValuesTest {
    private static final int SHORT_ROWS = 30_000;
    private static final int LONG_ROWS = 150;
    private static final int ROWS = SHORT_ROWS + LONG_ROWS;
    private static final int MEGABYTE = 1 << 20;
    private static final int FAILS = ROWS - 7;

    private static final PlanNode INPUT = OperatorRun.input(ColumnType.STRING, ColumnType.INT);
    private static final Expression TEXT = field(0, ColumnType.STRING);
    private static final Expression TIMES = field(1, ColumnType.INT);
    private static final Expression LONG_TEXT = call("repeat", ColumnType.STRING, TEXT, TIMES);
    private static final Expression LENGTH = call("octet_length", ColumnType.INT, LONG_TEXT);

    private static Expression call(String function, ColumnType type, Expression... arguments) {
        return new Expression.Call(function, EvaluationMode.LEGACY, List.of(arguments), type);
    }

    private static int length(int row) {
        return row < SHORT_ROWS ? row % 10 : MEGABYTE + row;
    }

    private static List<Batch> input() {
        int[] times = new int[ROWS];
        Arrays.setAll(times, LongValuesTest::length);
        Column texts = Cells.column(ColumnType.STRING, Collections.nCopies(ROWS, (Object) "x"));
        return OperatorRun.split(
                new Batch(List.of(texts, new IntColumn(ColumnType.INT, ROWS, times, null)), ROWS), 8_000);
    }

    /** Of the long values nothing is left; and none is kept on the way. */
    static Stream<Expression> lengths() {
        Expression isSome = call("gt", ColumnType.BOOLEAN, LENGTH, new Expression.Literal(-1, ColumnType.INT));
        return Stream.of(
                LENGTH,
                call("octet_length", ColumnType.INT, call("concat", ColumnType.STRING, LONG_TEXT, TEXT)),
                new Expression.Conditional(
                        List.of(new Expression.Clause(isSome, LENGTH)),
                        new Expression.Literal(0, ColumnType.INT),
                        ColumnType.INT));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void valuesOfWhichNothingIsLeftAreMadeOfSomeRowsAtATime(Expression expression) {
        List<Object> made = new ArrayList<>();
        OperatorRun.over(input())
                .rows(new PlanNode.ProjectNode(1, INPUT, List.of(expression)))
                .forEach(row -> made.add(row.get(0)));
        int more = expression.toString().contains("concat") ? 1 : 0;
        assertThat(made).hasSize(ROWS);
        for (int row = 0; row < ROWS; row++) {
            assertThat(made.get(row)).isEqualTo(length(row) + more);
        }
    }

    @Test
    void conditionsOverLongValuesSelectTheRows() {
        Expression isLong = call("gt", ColumnType.BOOLEAN, LENGTH, new Expression.Literal(MEGABYTE, ColumnType.INT));
        assertThat(OperatorRun.over(input()).rows(new PlanNode.FilterNode(1, INPUT, isLong)))
                .hasSize(LONG_ROWS);
    }

    /** Each number once, in the order of the rows: as of {@code monotonically_increasing_id()}. */
    @Test
    void whatMayNotBeAskedTwiceIsNot() {
        int[] asked = {0};
        ForeignExpressions numbers = (ordinal, type) -> (batch, active) -> {
            int[] values = new int[batch.rowCount()];
            Arrays.setAll(values, row -> asked[0]++);
            return new IntColumn(ColumnType.INT, values.length, values, null);
        };
        Expression number = new Expression.Foreign(0, ColumnType.INT);
        Expression another = new Expression.Foreign(1, ColumnType.INT);
        PlanNode plan = new PlanNode.ProjectNode(1, INPUT, List.of(number, LONG_TEXT, another, TIMES));
        int rows = 0;
        long sum = 0;
        try (Operator operator = OperatorRun.over(input()).foreign(numbers).start(plan)) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                sum += check(batch, rows);
                rows += batch.rowCount();
            }
        }
        assertThat(rows).isEqualTo(ROWS);
        assertThat(asked[0]).isEqualTo(2 * ROWS);
        assertThat(sum).isEqualTo((long) ROWS * (2 * ROWS - 1));
    }

    /** The sum of both numbers. */
    private static long check(Batch batch, int first) {
        BytesColumn texts = (BytesColumn) batch.column(1).flat();
        assertThat(texts.data().length).isLessThanOrEqualTo(TooManyBytes.MOST);
        long sum = 0;
        for (int row = 0; row < batch.rowCount(); row++) {
            assertThat(texts.lengths()[row]).isEqualTo(length(first + row));
            assertThat(Cells.of(batch.column(3), row)).isEqualTo(length(first + row));
            sum += (int) Cells.of(batch.column(0), row) + (int) Cells.of(batch.column(2), row);
        }
        return sum;
    }

    static Stream<List<Expression>> withAFailure() {
        Expression fails = new Expression.Foreign(1, ColumnType.INT);
        return Stream.of(List.of(LONG_TEXT, fails), List.of(fails, LONG_TEXT), List.of(LENGTH, fails, LONG_TEXT));
    }

    @ParameterizedTest
    @MethodSource("withAFailure")
    void theRowsBeforeAFailureComeFirst(List<Expression> expressions) {
        ForeignExpressions failing = OperatorRun.failingAt(length(FAILS));
        int rows = 0;
        try (Operator operator =
                OperatorRun.over(input()).foreign(failing).start(new PlanNode.ProjectNode(1, INPUT, expressions))) {
            while (rows < FAILS) {
                rows += operator.next().rowCount();
            }
            assertThat(rows).isEqualTo(FAILS);
            assertThatThrownBy(operator::next).hasMessageContaining("poison");
        }
    }

    @Test
    void aFailureInASliceIsOfItsRow() {
        ForeignExpressions failing = OperatorRun.failingAt(length(FAILS));
        Expression either = call(
                "octet_length",
                ColumnType.INT,
                call("repeat", ColumnType.STRING, TEXT, new Expression.Foreign(1, ColumnType.INT)));
        int rows = 0;
        try (Operator operator =
                OperatorRun.over(input()).foreign(failing).start(new PlanNode.ProjectNode(1, INPUT, List.of(either)))) {
            while (rows < FAILS) {
                rows += operator.next().rowCount();
            }
            assertThatThrownBy(operator::next).hasMessageContaining("poison");
        }
        assertThat(rows).isEqualTo(FAILS);
    }

    /** As of {@code explode(split(repeat(s, n), ','))}: here a text has one element. */
    @Test
    void generatorsOverLongValuesGetSomeRowsAtATime() {
        int[] longest = {0};
        HostOperators host = new OneOfEach(longest);
        PlanNode plan = new PlanNode.GenerateNode(
                1, INPUT, new Generator.Unnest(0, false, LONG_TEXT), List.of(1), List.of(ColumnType.INT));
        List<Object> made = new ArrayList<>();
        OperatorRun.over(input()).host(host).rows(plan).forEach(row -> made.add(row.get(1)));
        assertThat(made).hasSize(ROWS);
        for (int row = 0; row < ROWS; row++) {
            assertThat(made.get(row)).isEqualTo(length(row));
        }
        assertThat(longest[0]).isLessThanOrEqualTo(TooManyBytes.MOST);
    }

    /** The length of each text. */
    private record OneOfEach(int[] longest) implements HostOperators {
        @Override
        public CollectionReader collections(int ordinal) {
            return new CollectionReader() {
                @Override
                public int[] counts(Column collections) {
                    BytesColumn texts = (BytesColumn) collections.flat();
                    longest[0] = Math.max(longest[0], texts.data().length);
                    int[] ones = new int[collections.rowCount()];
                    Arrays.fill(ones, 1);
                    return ones;
                }

                @Override
                public List<Column> elements(Column collections, int[] rows, int[] positions, int count) {
                    int[] lengths = ((BytesColumn) collections.flat()).lengths();
                    int[] values = new int[count];
                    Arrays.setAll(values, i -> lengths[rows[i]]);
                    return List.of(new IntColumn(ColumnType.INT, count, values, null));
                }
            };
        }

        @Override
        public io.quiver.exec.operator.host.Generation generation(int ordinal, boolean outer) {
            return NONE.generation(ordinal, outer);
        }

        @Override
        public io.quiver.exec.operator.host.RowSampler sampler(
                double lowerBound, double upperBound, boolean withReplacement, long seed) {
            return NONE.sampler(lowerBound, upperBound, withReplacement, seed);
        }
    }
}
