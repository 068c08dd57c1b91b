/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.expand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.expression.Expression.Foreign;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.RandomColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpandOperatorTest {
    @Test
    void projectionsOfARowComeBeforeTheNextRow() {
        long seed = 7;
        Random random = new Random(seed);
        for (ColumnType type : RandomColumns.TYPES) {
            for (RandomColumns.Encoding encoding : RandomColumns.Encoding.values()) {
                for (int rows : new int[] {0, 1, 7, 64, 65, 1023, 4096}) {
                    RandomColumns columns = new RandomColumns(random);
                    Batch batch = new Batch(
                            List.of(
                                    columns.column(type, encoding, rows, 30),
                                    columns.column(type, encoding, rows, 30),
                                    columns.column(ColumnType.STRING, encoding, rows, 30)),
                            rows);
                    checkGroupingSets(batch, type, "seed %d, %s, %s, %d rows".formatted(seed, type, encoding, rows));
                }
            }
        }
    }

    private static void checkGroupingSets(Batch batch, ColumnType type, String what) {
        Expression a = new FieldReference(0, type);
        Expression b = new FieldReference(1, type);
        Expression text = new FieldReference(2, ColumnType.STRING);
        Expression noText = new Literal(null, ColumnType.STRING);
        Expression none = new Literal(null, type);
        List<List<Expression>> projections = List.of(
                List.of(a, text, a, number(0)), List.of(b, text, a, number(1)), List.of(none, noText, a, number(3)));
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (List<@Nullable Object> row : Cells.rows(batch)) {
            expected.add(Arrays.asList(row.get(0), row.get(2), row.get(0), 0));
            expected.add(Arrays.asList(row.get(1), row.get(2), row.get(0), 1));
            expected.add(Arrays.asList(null, null, row.get(0), 3));
        }
        ExpandOperator expand =
                new ExpandOperator(input(List.of(batch)), projections, compiler(ForeignExpressions.NONE));
        List<List<@Nullable Object>> actual = new ArrayList<>();
        for (Batch out = expand.next(); out != null; out = expand.next()) {
            assertThat(out.rowCount()).isPositive();
            actual.addAll(Cells.rows(out));
        }
        assertThat(actual).as(what).isEqualTo(expected);
        expand.close();
    }

    @Test
    void failureComesAfterTheProjectionsBeforeIt() {
        Batch batch = Cells.batch(Cells.column(ColumnType.INT, 1, 2, 3, 4));
        ForeignExpressions failsAtThree = (ordinal, type) -> (input, active) -> {
            for (int row = 0; row < input.rowCount(); row++) {
                if (Integer.valueOf(3).equals(Cells.of(input.column(0), row))) {
                    throw new RowFailure(row, input.column(0).prefix(row), new ArithmeticException("three"));
                }
            }
            return input.column(0);
        };
        List<List<Expression>> projections =
                List.of(List.of(number(10)), List.of(new Foreign(0, ColumnType.INT)), List.of(number(20)));
        ExpandOperator expand = new ExpandOperator(input(List.of(batch)), projections, compiler(failsAtThree));
        List<@Nullable Object> actual = new ArrayList<>();
        assertThatThrownBy(() -> {
                    for (Batch out = expand.next(); out != null; out = expand.next()) {
                        actual.addAll(Cells.of(out.column(0)));
                    }
                })
                .isInstanceOf(ArithmeticException.class);
        assertThat(actual).containsExactly(10, 1, 20, 10, 2, 20, 10);
        expand.close();
    }

    private static Literal number(int value) {
        return new Literal(value, ColumnType.INT);
    }

    private static ExpressionCompiler compiler(ForeignExpressions foreign) {
        return new ExpressionCompiler(FunctionCatalog.standard(), foreign, List.of());
    }

    private static Operator input(List<Batch> batches) {
        Iterator<Batch> iterator = batches.iterator();
        return new Operator() {
            @Override
            public @Nullable Batch next() {
                return iterator.hasNext() ? iterator.next() : null;
            }

            @Override
            public void close() {}
        };
    }
}
