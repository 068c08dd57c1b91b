/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.NestedColumns;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.UnsafeForm;
import io.quiver.spark.compat.Scala;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.ArraySort;
import org.apache.spark.sql.catalyst.expressions.ArraySort$;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SortArray;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Sorts arrays by their elements: whole numbers, times and texts, whose equal values are identical. Source: SortArray of Spark
 * 4.1.3, which puts nulls first in ascending order and last in descending order, and ArraySort, which puts them last.
 */
final class NestedSorts {
    private NestedSorts() {}

    /** Null if Spark's code has to sort. */
    static @Nullable NestedCall call(SortArray sort) {
        NestedViews views = NestedViews.of(sort.dataType());
        if (views == null
                || !isKnown(SparkTypes.columnType(((ArrayType) sort.dataType()).elementType()))
                || !(sort.ascendingOrder() instanceof Literal literal)
                || !(literal.value() instanceof Boolean ascending)) {
            return null;
        }
        ColumnType type = SparkTypes.columnType(sort.dataType());
        return NestedCall.of(
                sort.base(), (arguments, rowCount) -> sorted(views.lists(arguments[0]), type, ascending, ascending));
    }

    /** Sorts ascending with nulls last, if the function is Spark's default comparator. */
    static @Nullable NestedCall call(ArraySort sort, HostExpressions host) {
        NestedViews views = NestedViews.of(sort.dataType());
        if (views == null
                || !isKnown(SparkTypes.columnType(sort.dataType().elementType()))
                || !isAscending(sort.function(), host)) {
            return null;
        }
        ColumnType type = SparkTypes.columnType(sort.dataType());
        return NestedCall.of(
                sort.argument(), (arguments, rowCount) -> sorted(views.lists(arguments[0]), type, true, false));
    }

    /**
     * Compares variables by position: after serialization, those of a plan are not equal to each other. For elements that are not
     * null the optimizer drops the null checks.
     */
    private static boolean isAscending(Expression function, HostExpressions host) {
        Optional<ElementLambda> known = ElementLambda.of(function, host);
        if (known.isEmpty()
                || known.get().variableCount() != 2
                || !known.get().outer().isEmpty()) {
            return false;
        }
        List<NamedExpression> variables = Scala.list(((LambdaFunction) function).arguments());
        Expression left = place(0, (Expression) variables.get(0));
        Expression right = place(1, (Expression) variables.get(1));
        Expression all = ArraySort$.MODULE$.comparator(left, right);
        Expression ofValues = new If(
                new LessThan(left, right),
                new Literal(-1, DataTypes.IntegerType),
                new If(
                        new GreaterThan(left, right),
                        new Literal(1, DataTypes.IntegerType),
                        new Literal(0, DataTypes.IntegerType)));
        Expression body = known.get().body();
        return body.semanticEquals(all) || (!left.nullable() && body.semanticEquals(ofValues));
    }

    private static Expression place(int ordinal, Expression variable) {
        return new BoundReference(ordinal, variable.dataType(), variable.nullable());
    }

    private static boolean isKnown(ColumnType type) {
        return switch (type.kind()) {
            case BYTE, SHORT, INT, LONG, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING -> true;
            case DECIMAL -> type.physical() == ColumnType.Physical.LONGS;
            case BOOLEAN, FLOAT, DOUBLE, BINARY, NULL, OPAQUE -> false;
        };
    }

    private static Column sorted(NestedColumn arrays, ColumnType type, boolean ascending, boolean nullsFirst) {
        Column elements = arrays.flatPart(0);
        int[] counts = NestedColumns.counts(arrays);
        int[] starts = new int[counts.length];
        int total = 0;
        for (int row = 0; row < counts.length; row++) {
            starts[row] = total;
            total = Math.addExact(total, counts[row]);
        }
        int[] order = new int[total];
        Run run = new Run(elements);
        for (int row = 0; row < counts.length; row++) {
            run.sort(arrays.starts()[row], counts[row], ascending, nullsFirst, order, starts[row]);
        }
        return UnsafeForm.nested(
                type,
                List.of(elements.gather(order, total)),
                new UnsafeForm.Lists(starts, counts, arrays.validity(), arrays.rowCount()));
    }

    /** Sorts the elements of one array at a time. */
    private static final class Run {
        private static final int FEW = 24;

        private final Column elements;
        private long[] keys = new long[0];

        Run(Column elements) {
            this.elements = elements;
        }

        /** Sorts the {@code count} elements from {@code start} on and writes their places into {@code order}. */
        void sort(int start, int count, boolean ascending, boolean nullsFirst, int[] order, int at) {
            int nulls = 0;
            int filled = 0;
            for (int i = start; i < start + count; i++) {
                if (elements.isNull(i)) {
                    nulls++;
                } else {
                    order[at + filled++] = i;
                }
            }
            if (nulls > 0) {
                addNulls(start, count, nullsFirst, order, at, filled);
            }
            sort(order, at + (nullsFirst ? nulls : 0), filled, ascending);
        }

        private void addNulls(int start, int count, boolean nullsFirst, int[] order, int at, int filled) {
            int nulls = count - filled;
            if (nullsFirst) {
                System.arraycopy(order, at, order, at + nulls, filled);
            }
            int place = nullsFirst ? at : at + filled;
            for (int i = start; i < start + count; i++) {
                if (elements.isNull(i)) {
                    order[place++] = i;
                }
            }
        }

        private void sort(int[] order, int from, int count, boolean ascending) {
            if (count <= FEW) {
                sortFew(order, from, count, ascending);
            } else if (elements instanceof IntColumn ints) {
                sortInts(ints.values(), order, from, count, ascending);
            } else {
                sortMany(order, from, count, ascending);
            }
        }

        private void sortFew(int[] order, int from, int count, boolean ascending) {
            for (int i = from + 1; i < from + count; i++) {
                int place = order[i];
                int j = i - 1;
                while (j >= from && (ascending ? compare(order[j], place) : compare(place, order[j])) > 0) {
                    order[j + 1] = order[j];
                    j--;
                }
                order[j + 1] = place;
            }
        }

        private void sortMany(int[] order, int from, int count, boolean ascending) {
            Integer[] places = new Integer[count];
            Arrays.setAll(places, i -> order[from + i]);
            Arrays.sort(places, (left, right) -> ascending ? compare(left, right) : compare(right, left));
            for (int i = 0; i < count; i++) {
                order[from + i] = places[i];
            }
        }

        /** Packs a number above its place in one long. */
        private void sortInts(int[] values, int[] order, int from, int count, boolean ascending) {
            if (keys.length < count) {
                keys = new long[count];
            }
            for (int i = 0; i < count; i++) {
                int place = order[from + i];
                long value = ascending ? values[place] : ~values[place];
                keys[i] = value << 32 | place;
            }
            Arrays.sort(keys, 0, count);
            for (int i = 0; i < count; i++) {
                order[from + i] = (int) keys[i];
            }
        }

        private int compare(int left, int right) {
            if (elements instanceof BytesColumn bytes) {
                byte[] data = bytes.data();
                int leftStart = bytes.starts()[left];
                int rightStart = bytes.starts()[right];
                return Arrays.compareUnsigned(
                        data,
                        leftStart,
                        leftStart + bytes.lengths()[left],
                        data,
                        rightStart,
                        rightStart + bytes.lengths()[right]);
            }
            return Long.compare(number(left), number(right));
        }

        private long number(int place) {
            return elements instanceof IntColumn ints ? ints.values()[place] : ((LongColumn) elements).values()[place];
        }
    }
}
