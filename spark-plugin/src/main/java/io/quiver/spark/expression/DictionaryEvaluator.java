/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UserDefinedExpression;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates Spark's code over one column of text once for each value instead of once for each row, where the text comes in a
 * dictionary. Results are kept as long as batches have the same dictionary. One thread.
 */
final class DictionaryEvaluator implements Evaluator {
    private static final String EXPRESSIONS = "org.apache.spark.sql.catalyst.expressions.";
    private static final String OBJECTS = EXPRESSIONS + "objects.";
    private static final int UNKNOWN = -1;

    private final int ordinal;
    private final ColumnType type;
    private final Evaluator byRow;
    /** The results so far, by place. */
    private ColumnBuilder results;

    private @Nullable Column dictionary;
    /** By the dictionary's ids, and behind them that of null. */
    private int[] places = {};

    private @Nullable Column view;

    private DictionaryEvaluator(int ordinal, ColumnType type, Evaluator byRow) {
        this.ordinal = ordinal;
        this.type = type;
        this.byRow = byRow;
        this.results = ColumnBuilder.create(type, 0);
    }

    /** Returns an evaluator of the bound {@code expression}: {@code byRow}, or one that asks it once for each value. */
    static Evaluator of(Expression expression, ColumnType type, Evaluator byRow) {
        OptionalInt ordinal = onlyText(BoundTypes.of(List.of(expression)));
        return ordinal.isPresent() && expression.deterministic() && isSparksOwn(expression)
                ? new DictionaryEvaluator(ordinal.getAsInt(), type, byRow)
                : byRow;
    }

    /** The column that is read, if it is one of text or binary values and the only one. */
    private static OptionalInt onlyText(@Nullable DataType[] types) {
        OptionalInt only = OptionalInt.empty();
        for (int i = 0; i < types.length; i++) {
            DataType read = types[i];
            if (read != null) {
                if (only.isPresent() || !(read instanceof StringType || read instanceof BinaryType)) {
                    return OptionalInt.empty();
                }
                only = OptionalInt.of(i);
            }
        }
        return only;
    }

    /**
     * Whether all of it is Spark's own code, which gives equal values for equal ones. Functions of users may count their calls or
     * draw numbers although they are not declared so. {@code aes_encrypt} draws a vector.
     */
    private static boolean isSparksOwn(Expression expression) {
        String name = expression.getClass().getName();
        boolean isOwn = name.startsWith(OBJECTS)
                ? expression instanceof StaticInvoke method && isSparksOwn(method)
                : name.startsWith(EXPRESSIONS) && !(expression instanceof UserDefinedExpression);
        return isOwn
                && Scala.<Expression>list(expression.children()).stream().allMatch(DictionaryEvaluator::isSparksOwn);
    }

    private static boolean isSparksOwn(StaticInvoke method) {
        return method.staticObject().getName().startsWith(EXPRESSIONS)
                && !method.functionName().equals("aesEncrypt");
    }

    @Override
    public Column evaluate(Batch batch, long @Nullable [] active) {
        if (!(batch.column(ordinal) instanceof DictionaryColumn rows)
                || rows.dictionary().rowCount() == 0) {
            return byRow.evaluate(batch, active);
        }
        if (rows.dictionary() != dictionary || results.appendedBytes() > ByteBound.MAX_BYTES) {
            forget();
            dictionary = rows.dictionary();
            places = new int[rows.dictionary().rowCount() + 1];
            Arrays.fill(places, UNKNOWN);
        }
        try {
            learn(rows, batch, active);
            return resultOf(rows, active);
        } catch (RowFailure failure) { // of a value: which row has it first, its own evaluation tells
            forget();
            return byRow.evaluate(batch, active);
        }
    }

    private void forget() {
        dictionary = null;
        view = null;
        results = ColumnBuilder.create(type, 0);
    }

    /** Evaluates the values that are asked for the first time, in the order of their rows. */
    private void learn(DictionaryColumn rows, Batch batch, long @Nullable [] active) {
        int nullPlace = places.length - 1;
        int[] fresh = new int[Math.min(batch.rowCount(), places.length)];
        int count = 0;
        for (int row = 0; row < batch.rowCount(); row++) {
            if (Bitmap.isSet(active, row)) {
                int value = rows.isNull(row) ? nullPlace : rows.ids()[row];
                if (places[value] == UNKNOWN) {
                    places[value] = results.rowCount() + count;
                    fresh[count++] = value;
                }
            }
        }
        if (count == 0) {
            return;
        }
        long[] validity = Bitmap.ones(count);
        for (int i = 0; i < count; i++) {
            if (fresh[i] == nullPlace) {
                Bitmap.clear(validity, i);
                fresh[i] = 0;
            }
        }
        List<Column> columns = new ArrayList<>();
        for (Column column : batch.columns()) {
            columns.add(ConstantColumn.ofNull(column.type(), count));
        }
        columns.set(ordinal, new DictionaryColumn(count, fresh, rows.dictionary(), validity));
        try {
            results.appendPrefix(byRow.evaluate(new Batch(columns, count), null), count);
        } catch (TooManyBytes tooMany) {
            forget();
            throw tooMany;
        }
        view = results.view();
    }

    private Column resultOf(DictionaryColumn rows, long @Nullable [] active) {
        int rowCount = rows.rowCount();
        int nullPlace = places.length - 1;
        int[] ids = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            if (Bitmap.isSet(active, row)) {
                ids[row] = places[rows.isNull(row) ? nullPlace : rows.ids()[row]];
            }
        }
        Column known = view;
        if (known == null) { // no row is wanted
            return ConstantColumn.ofNull(type, rowCount);
        }
        if (type.physical() != ColumnType.Physical.BYTES) {
            return known.gather(ids, rowCount);
        }
        Column result = new DictionaryColumn(
                rowCount, ids, known.withValidity(null), Bitmap.gather(known.validity(), ids, rowCount));
        TooManyBytes.unlessFew(ByteBound.about(result), rowCount);
        return result;
    }
}
