/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quiver.exec.error.Declined;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.expression.Expression.Clause;
import io.quiver.exec.expression.Expression.Conditional;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.expression.Expression.Foreign;
import io.quiver.exec.expression.Expression.Guard;
import io.quiver.exec.expression.Expression.InList;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.expression.Expression.Parameter;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.LongColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionCompilerTest {
    private static final FieldReference A = new FieldReference(0, ColumnType.LONG);
    private static final FieldReference B = new FieldReference(1, ColumnType.LONG);

    @Test
    void fieldsLiteralsAndParametersAreTheirColumns() {
        Batch batch = batch(longs(1L, null, 3L), longs(7L, 8L, 9L));
        assertThat(values(evaluate(A, batch))).containsExactly(1L, null, 3L);
        assertThat(values(evaluate(literal(5), batch))).containsExactly(5L, 5L, 5L);
        Evaluator parameter = new ExpressionCompiler(FunctionCatalog.standard(), ForeignExpressions.NONE, List.of(11L))
                .compile(call("add", A, new Parameter(0, ColumnType.LONG)));
        assertThat(values(parameter.evaluate(batch, null))).containsExactly(12L, null, 14L);
    }

    @Test
    void unknownCallIsRefusedByName() {
        assertThatThrownBy(() -> evaluate(call("no_such_function", A), batch(longs(1L))))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("PLAN_UNSUPPORTED")
                .hasMessageContaining("no_such_function");
    }

    @Test
    void caseEvaluatesEachBranchAtItsRowsOnly() {
        Batch batch = batch(longs(0L, 2L, null, 5L), longs(10L, 20L, 30L, 40L));
        Expression safe = new Conditional(
                List.of(new Clause(bool("equal", A, literal(0)), literal(-1))), ansi("div", B, A), ColumnType.LONG);
        assertThat(values(evaluate(safe, batch))).containsExactly(-1L, 10L, null, 8L);
    }

    @Test
    void caseWithoutMatchIsTheOtherwise() {
        Batch batch = batch(longs(1L, 2L), longs(3L, 4L));
        Expression none = new Conditional(
                List.of(new Clause(bool("gt", A, literal(100)), A)),
                new Literal(null, ColumnType.LONG),
                ColumnType.LONG);
        assertThat(values(evaluate(none, batch))).containsExactly(null, null);
    }

    @Test
    void caseOverTextKeepsEachBranchesBytes() {
        FieldReference text = new FieldReference(2, ColumnType.STRING);
        Batch batch =
                new Batch(List.of(longs(1L, 2L, 3L, 4L), longs(0L, 0L, 0L, 0L), texts("p", "qq", null, "sss")), 4);
        Expression constants = new Conditional(
                List.of(new Clause(bool("gt", A, literal(2)), text("big"))), text("small"), ColumnType.STRING);
        Column result = evaluate(constants, batch);
        assertThat(result).isInstanceOf(DictionaryColumn.class);
        assertThat(values(result)).containsExactly("small", "small", "big", "big");
        Expression mixed =
                new Conditional(List.of(new Clause(bool("gt", A, literal(2)), text)), text("small"), ColumnType.STRING);
        assertThat(values(evaluate(mixed, batch))).containsExactly("small", "small", null, "sss");
    }

    @Test
    void andAsksTheRightSideOnlyWhereTheLeftIsNotFalse() {
        Batch batch = batch(longs(0L, 2L, null, 5L), longs(10L, 20L, 30L, 40L));
        Expression guarded = bool("and", bool("not_equal", A, literal(0)), bool("gt", ansi("div", B, A), literal(9)));
        assertThat(values(evaluate(guarded, batch))).containsExactly(false, true, null, false);
        Expression either = bool("or", bool("equal", A, literal(0)), bool("gt", ansi("div", B, A), literal(9)));
        assertThat(values(evaluate(either, batch))).containsExactly(true, true, null, false);
    }

    @Test
    void connectivesOfNullsAreThreeValued() {
        FieldReference left = new FieldReference(0, ColumnType.BOOLEAN);
        FieldReference right = new FieldReference(1, ColumnType.BOOLEAN);
        Boolean[] all = {true, true, true, false, false, false, null, null, null};
        Boolean[] other = {true, false, null, true, false, null, true, false, null};
        Batch batch = new Batch(List.of(booleans(all), booleans(other)), 9);
        assertThat(values(evaluate(bool("and", left, right), batch)))
                .containsExactly(true, false, null, false, false, false, null, false, null);
        assertThat(values(evaluate(bool("or", left, right), batch)))
                .containsExactly(true, true, true, true, false, null, true, null, null);
    }

    @Test
    void coalesceAsksTheNextArgumentOnlyWhereAllBeforeAreNull() {
        Batch batch = batch(longs(1L, null, 3L), longs(0L, 4L, 0L));
        Expression lazy = call("coalesce", A, ansi("div", literal(8), B));
        assertThat(values(evaluate(lazy, batch))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void laterArgumentsAreNotAskedForWhereAnEarlierOneIsNull() {
        Batch batch = batch(longs(1L, null, 3L), longs(2L, 0L, 3L));
        Expression sum = ansi("add", A, ansi("div", literal(6), B));
        assertThat(values(evaluate(sum, batch))).containsExactly(4L, null, 5L);
    }

    @Test
    void inactiveRowsNeverDecline() {
        Batch batch = batch(longs(1L, Long.MAX_VALUE), longs(1L, 1L));
        Evaluator sum = compile(ansi("add", A, B), ForeignExpressions.NONE);
        assertThatThrownBy(() -> sum.evaluate(batch, null)).isInstanceOf(Declined.class);
        Column first = sum.evaluate(batch, new long[] {1});
        assertThat(values(first).get(0)).isEqualTo(2L);
    }

    @Test
    void inListFollowsSqlNulls() {
        Batch batch = batch(longs(1L, 2L, null, 4L), longs(0L, 0L, 0L, 0L));
        Expression found = new InList(A, List.of(literal(1), literal(4)));
        assertThat(values(evaluate(found, batch))).containsExactly(true, false, null, true);
        Expression withNull = new InList(A, List.of(literal(1), new Literal(null, ColumnType.LONG)));
        assertThat(values(evaluate(withNull, batch))).containsExactly(true, null, null, null);
        List<Literal> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(literal(i * 2));
        }
        assertThat(values(evaluate(new InList(A, many), batch))).containsExactly(false, true, null, true);
    }

    @Test
    void inListFindsNanAndNegativeZeroAndText() {
        FieldReference number = new FieldReference(0, ColumnType.DOUBLE);
        Column doubles = new DoubleColumn(ColumnType.DOUBLE, 3, new double[] {Double.NaN, -0.0, 1.5}, null);
        Expression list = new InList(
                number, List.of(new Literal(Double.NaN, ColumnType.DOUBLE), new Literal(0.0, ColumnType.DOUBLE)));
        assertThat(values(evaluate(list, new Batch(List.of(doubles), 3)))).containsExactly(true, true, false);
        FieldReference text = new FieldReference(0, ColumnType.STRING);
        Column entries = texts("AIR", "MAIL", "a text of more than sixteen bytes");
        Column dictionary = new DictionaryColumn(4, new int[] {0, 1, 2, 1}, entries, new long[] {0b0111});
        Expression modes =
                new InList(text, List.of(text("MAIL"), text("SHIP"), text("a text of more than sixteen bytes")));
        assertThat(values(evaluate(modes, new Batch(List.of(dictionary), 4)))).containsExactly(false, true, true, null);
    }

    @Test
    void guardHandsADeclinedBatchToTheHostUnderTheSameMask() {
        List<long[]> masks = new ArrayList<>();
        ForeignExpressions host = (ordinal, type) -> (batch, active) -> {
            masks.add(active);
            return ConstantColumn.of(-1L, type, batch.rowCount());
        };
        Evaluator guarded = compile(new Guard(ansi("add", A, B), 3), host);
        assertThat(values(guarded.evaluate(batch(longs(1L), longs(2L)), null))).containsExactly(3L);
        assertThat(masks).isEmpty();
        long[] active = {1};
        assertThat(values(guarded.evaluate(batch(longs(Long.MAX_VALUE), longs(2L)), active)))
                .containsExactly(-1L);
        assertThat(masks).containsExactly(active);
    }

    @Test
    void hostIsAskedForAnEvaluatorOnlyWhenNeeded() {
        List<Integer> made = new ArrayList<>();
        ForeignExpressions host = (ordinal, type) -> {
            made.add(ordinal);
            return (batch, active) -> ConstantColumn.of(0L, type, batch.rowCount());
        };
        Evaluator guarded = compile(new Guard(ansi("add", A, B), 3), host);
        guarded.evaluate(batch(longs(1L), longs(2L)), null);
        assertThat(made).isEmpty();
        guarded.evaluate(batch(longs(Long.MIN_VALUE), longs(-2L)), null);
        guarded.evaluate(batch(longs(Long.MIN_VALUE), longs(-2L)), null);
        assertThat(made).containsExactly(3);
    }

    @Test
    void failureCarriesTheWholeExpressionsValuesBeforeIt() {
        Batch batch = batch(longs(1L, 2L, 3L, 4L), longs(0L, 0L, 0L, 0L));
        Evaluator sum = compile(call("add", A, new Foreign(0, ColumnType.LONG)), failingAt(2));
        RowFailure failure = catchThrowableOfType(RowFailure.class, () -> sum.evaluate(batch, null));
        assertThat(failure.row()).isEqualTo(2);
        assertThat(values(failure.computed())).containsExactly(101L, 102L);
        assertThat(failure.failure()).hasMessage("row 2");
    }

    @Test
    void earliestFailureWins() {
        Batch batch = batch(longs(1L, 2L, 3L, 4L), longs(0L, 0L, 0L, 0L));
        ForeignExpressions host = (ordinal, type) -> failingAt(ordinal).evaluator(ordinal, type);
        Evaluator sum = compile(call("add", new Foreign(3, ColumnType.LONG), new Foreign(1, ColumnType.LONG)), host);
        RowFailure failure = catchThrowableOfType(RowFailure.class, () -> sum.evaluate(batch, null));
        assertThat(failure.row()).isEqualTo(1);
        assertThat(values(failure.computed())).containsExactly(200L);
    }

    @Test
    void hostsOwnExpressionIsNotAskedTwice() {
        int[] calls = {0};
        ForeignExpressions host = (ordinal, type) -> (batch, active) -> {
            calls[0]++;
            return failingAt(1).evaluator(ordinal, type).evaluate(batch, active);
        };
        Evaluator random = compile(new Foreign(0, ColumnType.LONG), host);
        RowFailure failure = catchThrowableOfType(
                RowFailure.class, () -> random.evaluate(batch(longs(1L, 2L), longs(1L, 2L)), null));
        assertThat(values(failure.computed())).containsExactly(100L);
        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void guardLetsTheHostSayWhetherAPartsFailureMatters() {
        Batch batch = batch(longs(1L, 2L), longs(1L, 2L));
        ForeignExpressions host = (ordinal, type) -> ordinal == 0
                ? failingAt(1).evaluator(ordinal, type)
                : (rows, active) -> ConstantColumn.of(9L, type, rows.rowCount());
        Evaluator guarded = compile(new Guard(call("add", A, new Foreign(0, ColumnType.LONG)), 1), host);
        assertThat(values(guarded.evaluate(batch, null))).containsExactly(9L, 9L);
    }

    /** A host expression whose value is 100 and that fails at one row. */
    private static ForeignExpressions failingAt(int row) {
        return (ordinal, type) -> (batch, active) -> {
            Column column = ConstantColumn.of(100L, type, batch.rowCount());
            if (batch.rowCount() > row && Bitmap.isSet(active, row)) {
                throw new RowFailure(row, column.prefix(row), new ArithmeticException("row " + row));
            }
            return column;
        };
    }

    @Test
    void repeatedSubexpressionsAreComputedOncePerBatch() {
        int[] calls = {0};
        ForeignExpressions host = (ordinal, type) -> (batch, active) -> {
            calls[0]++;
            return ConstantColumn.of(5L, type, batch.rowCount());
        };
        Expression costly = new Foreign(0, ColumnType.LONG);
        List<Evaluator> evaluators = new ExpressionCompiler(FunctionCatalog.standard(), host, List.of())
                .compileAll(List.of(call("add", costly, A), call("multiply", costly, costly)));
        Batch batch = batch(longs(1L), longs(2L));
        assertThat(values(evaluators.get(0).evaluate(batch, null))).containsExactly(6L);
        assertThat(values(evaluators.get(1).evaluate(batch, null))).containsExactly(25L);
        assertThat(calls[0]).isEqualTo(1);
        evaluators.get(1).evaluate(batch(longs(1L), longs(2L)), null);
        assertThat(calls[0]).isEqualTo(2);
    }

    @Test
    void aRepeatedSubexpressionIsNotComputedAgainForSomeOfItsRows() {
        int[] rows = {0};
        ForeignExpressions host = (ordinal, type) -> (batch, active) -> {
            rows[0] += Bitmap.count(active, batch.rowCount());
            return ConstantColumn.of(5L, type, batch.rowCount());
        };
        Expression costly = new Foreign(0, ColumnType.LONG);
        Expression inner = new Conditional(
                List.of(new Clause(bool("gt", call("add", costly, A), literal(7)), costly)),
                call("add", costly, literal(1)),
                ColumnType.LONG);
        Expression outer = new Conditional(List.of(new Clause(bool("gt", A, literal(1)), inner)), A, ColumnType.LONG);

        Column result = compile(outer, host).evaluate(batch(longs(1L, 2L, 3L, 4L), longs(0L, 0L, 0L, 0L)), null);

        assertThat(values(result)).containsExactly(1L, 6L, 5L, 5L);
        assertThat(rows[0]).isEqualTo(3);
    }

    private static Column evaluate(Expression expression, Batch batch) {
        return compile(expression, ForeignExpressions.NONE).evaluate(batch, null);
    }

    private static Evaluator compile(Expression expression, ForeignExpressions host) {
        return new ExpressionCompiler(FunctionCatalog.standard(), host, List.of()).compile(expression);
    }

    private static Literal literal(long value) {
        return new Literal(value, ColumnType.LONG);
    }

    private static Literal text(String value) {
        return new Literal(value.getBytes(StandardCharsets.UTF_8), ColumnType.STRING);
    }

    private static Call call(String name, Expression... arguments) {
        return new Call(name, EvaluationMode.LEGACY, List.of(arguments), ColumnType.LONG);
    }

    private static Call ansi(String name, Expression... arguments) {
        return new Call(name, EvaluationMode.ANSI, List.of(arguments), ColumnType.LONG);
    }

    private static Call bool(String name, Expression... arguments) {
        return new Call(name, EvaluationMode.LEGACY, List.of(arguments), ColumnType.BOOLEAN);
    }

    private static Batch batch(Column... columns) {
        return new Batch(List.of(columns), columns[0].rowCount());
    }

    private static Column longs(Long... values) {
        long[] out = new long[values.length];
        long[] validity = Bitmap.zeros(values.length);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                out[i] = values[i];
                Bitmap.set(validity, i);
            }
        }
        return new LongColumn(ColumnType.LONG, values.length, out, validity);
    }

    private static Column booleans(Boolean... values) {
        long[] out = Bitmap.zeros(values.length);
        long[] validity = Bitmap.zeros(values.length);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                Bitmap.set(validity, i);
                if (values[i]) {
                    Bitmap.set(out, i);
                }
            }
        }
        return new BooleanColumn(values.length, out, validity);
    }

    private static Column texts(String... values) {
        StringBuilder all = new StringBuilder();
        int[] starts = new int[values.length];
        int[] lengths = new int[values.length];
        long[] validity = Arrays.asList(values).contains(null) ? Bitmap.zeros(values.length) : null;
        for (int i = 0; i < values.length; i++) {
            starts[i] = all.length();
            if (values[i] != null) {
                all.append(values[i]);
                lengths[i] = values[i].length();
                if (validity != null) {
                    Bitmap.set(validity, i);
                }
            }
        }
        byte[] data = all.toString().getBytes(StandardCharsets.US_ASCII);
        return new BytesColumn(ColumnType.STRING, values.length, data, starts, lengths, validity);
    }

    private static List<Object> values(Column column) {
        Column flat = column.flat();
        List<Object> out = new ArrayList<>();
        for (int i = 0; i < flat.rowCount(); i++) {
            if (flat.isNull(i)) {
                out.add(null);
            } else if (flat instanceof LongColumn longs) {
                out.add(longs.values()[i]);
            } else if (flat instanceof BooleanColumn booleans) {
                out.add(Bitmap.get(booleans.words(), i));
            } else {
                out.add(((BytesColumn) flat).string(i));
            }
        }
        return out;
    }
}
