/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.NestedColumns;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.UnsafeCollections;
import io.quiver.spark.column.UnsafeForm;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.ArrayContains;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.ElementAt;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetArrayItem;
import org.apache.spark.sql.catalyst.expressions.GetArrayStructFields;
import org.apache.spark.sql.catalyst.expressions.GetMapValue;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MapKeys;
import org.apache.spark.sql.catalyst.expressions.MapValues;
import org.apache.spark.sql.catalyst.expressions.Size;
import org.apache.spark.sql.catalyst.expressions.SortArray;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.MapType;
import org.jspecify.annotations.Nullable;

/**
 * Looks into nested columns a batch at a time: fields of structs, elements of arrays, values of maps by a constant key, sizes,
 * whether a constant is among the elements, functions of elements ({@link NestedLambdas}). Source: GetStructField, GetArrayStructFields, GetArrayItem, GetMapValue, ElementAt,
 * Size, MapKeys, MapValues, ArrayContains of Spark 4.1. Numbers are copied, all else are views.
 */
public final class NestedAccess {
    /** Null where the column is not in a form that this looks into, or a row fails: Spark's code does the batch then. */
    @FunctionalInterface
    interface Step {
        @Nullable
        Column of(Column nested);
    }

    private final int ordinal;
    private final List<Step> steps;

    private NestedAccess(int ordinal, List<Step> steps) {
        this.ordinal = ordinal;
        this.steps = steps;
    }

    /** What a bound expression looks for in one of the columns; empty where it does anything else. */
    public static Optional<NestedAccess> of(Expression expression) {
        List<Step> steps = new java.util.ArrayList<>();
        Expression current = expression;
        while (!(current instanceof BoundReference)) {
            Step step = step(current);
            if (step == null) {
                return Optional.empty();
            }
            steps.add(0, step);
            current = current.children().head();
        }
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(new NestedAccess(((BoundReference) current).ordinal(), steps));
    }

    private static @Nullable Step step(Expression expression) {
        if (expression instanceof GetStructField field) {
            return column -> field(column, field);
        }
        if (expression instanceof GetArrayStructFields fields) {
            return column -> fieldOfEach(column, fields.ordinal(), SparkTypes.columnType(fields.dataType()));
        }
        if (expression instanceof Size size) {
            return column -> size(column, size.legacySizeOfNull());
        }
        if (expression instanceof MapKeys keys) {
            return column -> part(column, 0, SparkTypes.columnType(keys.dataType()));
        }
        if (expression instanceof MapValues values) {
            return column -> part(column, 1, SparkTypes.columnType(values.dataType()));
        }
        if (expression instanceof GetArrayItem item && constant(item.ordinal()) instanceof Number position) {
            int index = position.intValue();
            return column -> item(column, index, false, item.failOnError());
        }
        if (expression instanceof ElementAt at && at.left().dataType() instanceof ArrayType) {
            if (at.defaultValueOutOfBound().isDefined()
                    || !(constant(at.right()) instanceof Integer position)
                    || position == 0) {
                return null;
            }
            return column -> elementAt(column, position, at.failOnError());
        }
        if (expression instanceof ElementAt at && at.left().dataType() instanceof MapType) {
            return valueOf(at.right());
        }
        if (expression instanceof GetMapValue value) {
            return valueOf(value.key());
        }
        if (expression instanceof ArrayContains contains) {
            ConstantMatch match = match(contains.right());
            return match == null ? null : column -> contains(column, match);
        }
        if (expression instanceof SortArray sort) {
            return NestedSorts.step(sort);
        }
        return NestedLambdas.step(expression);
    }

    private static @Nullable Object constant(Expression expression) {
        return expression instanceof Literal literal ? literal.value() : null;
    }

    private static @Nullable ConstantMatch match(Expression expression) {
        return expression instanceof Literal literal ? ConstantMatch.of(literal) : null;
    }

    private static @Nullable Step valueOf(Expression key) {
        ConstantMatch match = match(key);
        return match == null ? null : column -> value(column, match);
    }

    /** What is looked for, of each row; null where Spark's code has to look. */
    public @Nullable Column read(Batch batch) {
        Column column = batch.column(ordinal);
        for (Step step : steps) {
            column = step.of(column);
            if (column == null) {
                return null;
            }
        }
        return column;
    }

    private static @Nullable Column field(Column column, GetStructField field) {
        if (column instanceof NestedColumn nested) {
            return NestedColumns.field(nested, field.ordinal());
        }
        return column.flat() instanceof BytesColumn structs
                ? UnsafeCollections.field(
                                structs, field.ordinal(), field.childSchema().length())
                        .column(field.dataType())
                : null;
    }

    /** The field of each struct of arrays. */
    private static @Nullable Column fieldOfEach(Column column, int ordinal, ColumnType type) {
        return column instanceof NestedColumn arrays
                        && arrays.part(0) instanceof NestedColumn structs
                        && structs.isStruct()
                ? UnsafeForm.nested(arrays, type, List.of(NestedColumns.field(structs, ordinal)))
                : null;
    }

    private static @Nullable Column part(Column column, int ordinal, ColumnType type) {
        return column instanceof NestedColumn maps ? UnsafeForm.nested(maps, type, List.of(maps.part(ordinal))) : null;
    }

    private static @Nullable Column size(Column column, boolean legacySizeOfNull) {
        if (!(column instanceof NestedColumn nested)) {
            return null;
        }
        int[] sizes = NestedColumns.counts(nested);
        if (!nested.mayHaveNulls() || !legacySizeOfNull) {
            return new IntColumn(ColumnType.INT, sizes.length, sizes, nested.validity());
        }
        for (int row = 0; row < sizes.length; row++) {
            sizes[row] = nested.isNull(row) ? -1 : sizes[row];
        }
        return new IntColumn(ColumnType.INT, sizes.length, sizes, null);
    }

    private static @Nullable Column elementAt(Column column, int position, boolean failOnError) {
        return position > 0
                ? item(column, position - 1, false, failOnError)
                : item(column, -position, true, failOnError);
    }

    /** The element {@code index}, or the one {@code index} before the end. */
    private static @Nullable Column item(Column column, int index, boolean fromEnd, boolean failOnError) {
        if (!(column instanceof NestedColumn arrays)) {
            return null;
        }
        int rowCount = arrays.rowCount();
        int[] counts = NestedColumns.counts(arrays);
        int[] places = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            int at = fromEnd ? counts[row] - index : index;
            boolean isThere = at >= 0 && at < counts[row];
            if (!isThere && failOnError && !arrays.isNull(row)) {
                return null;
            }
            places[row] = isThere ? arrays.starts()[row] + at : -1;
        }
        return NestedColumns.elements(arrays.part(0), places, rowCount);
    }

    /** The value of the first key that is the constant. */
    private static @Nullable Column value(Column column, ConstantMatch key) {
        if (!(column instanceof NestedColumn maps)) {
            return null;
        }
        ConstantMatch.Elements keys = key.in(maps.part(0));
        if (keys == null) {
            return null;
        }
        int rowCount = maps.rowCount();
        int[] counts = NestedColumns.counts(maps);
        int[] places = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            int start = maps.starts()[row];
            places[row] = counts[row] == 0 ? -1 : keys.first(start, start + counts[row]);
        }
        return NestedColumns.elements(maps.part(1), places, rowCount);
    }

    private static @Nullable Column contains(Column column, ConstantMatch match) {
        if (!(column instanceof NestedColumn arrays)) {
            return null;
        }
        Column elements = arrays.part(0);
        ConstantMatch.Elements places = match.in(elements);
        if (places == null) {
            return null;
        }
        int rowCount = arrays.rowCount();
        int[] counts = NestedColumns.counts(arrays);
        long[] found = Bitmap.zeros(rowCount);
        long[] known = Bitmap.zeros(rowCount);
        for (int row = 0; row < rowCount; row++) {
            int start = arrays.starts()[row];
            int end = start + counts[row];
            boolean isFound = counts[row] > 0 && places.first(start, end) >= 0;
            if (isFound) {
                Bitmap.set(found, row);
            }
            if (!arrays.isNull(row) && (isFound || counts[row] == 0 || !hasNull(elements, start, end))) {
                Bitmap.set(known, row);
            }
        }
        return new BooleanColumn(rowCount, found, known);
    }

    private static boolean hasNull(Column elements, int from, int to) {
        if (!elements.mayHaveNulls()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (elements.isNull(i)) {
                return true;
            }
        }
        return false;
    }
}
