/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.UnsafeForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.ArrayExists;
import org.apache.spark.sql.catalyst.expressions.ArrayFilter;
import org.apache.spark.sql.catalyst.expressions.ArrayForAll;
import org.apache.spark.sql.catalyst.expressions.ArrayTransform;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.MapFilter;
import org.apache.spark.sql.catalyst.expressions.TransformValues;
import org.apache.spark.sql.catalyst.expressions.ZipWith;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates functions with a lambda over the elements of arrays and the entries of maps. The body runs over columns of all
 * elements of a batch. If it fails for one of them, Spark's code evaluates the batch, and may never reach that element. Source:
 * ArrayTransform, ArrayFilter, ArrayExists, ArrayForAll, ZipWith, MapFilter, TransformValues of Spark 4.1.3.
 */
final class NestedLambdas {
    private NestedLambdas() {}

    static @Nullable NestedCall filter(ArrayFilter filter, HostExpressions host) {
        return overElements(filter.argument(), filter.function(), host, NestedLambdas::kept);
    }

    static @Nullable NestedCall filter(MapFilter filter, HostExpressions host) {
        return overElements(filter.argument(), filter.function(), host, NestedLambdas::kept);
    }

    static @Nullable NestedCall transform(ArrayTransform transform, HostExpressions host) {
        return transformed(transform.argument(), transform.function(), transform.dataType(), host);
    }

    static @Nullable NestedCall transform(TransformValues transform, HostExpressions host) {
        return transformed(transform.argument(), transform.function(), transform.dataType(), host);
    }

    /** Makes lists with other elements, or maps with other values. */
    private static @Nullable NestedCall transformed(
            Expression argument, Expression function, DataType result, HostExpressions host) {
        ColumnType type = SparkTypes.columnType(result);
        return NestedLayout.isOfParts(result)
                ? overElements(argument, function, host, (lists, elements, made) -> {
                    List<Column> parts = new ArrayList<>(elements.parts());
                    parts.set(parts.size() - 1, made);
                    return UnsafeForm.nested(
                            type,
                            parts,
                            new UnsafeForm.Lists(
                                    elements.starts(), elements.counts(), lists.validity(), lists.rowCount()));
                })
                : null;
    }

    static @Nullable NestedCall exists(ArrayExists exists, HostExpressions host) {
        boolean knowsNull = exists.followThreeValuedLogic();
        return overElements(
                exists.argument(),
                exists.function(),
                host,
                (arrays, elements, answers) -> decided(arrays, elements, answers, true, knowsNull));
    }

    static @Nullable NestedCall forAll(ArrayForAll all, HostExpressions host) {
        return overElements(
                all.argument(),
                all.function(),
                host,
                (arrays, elements, answers) -> decided(arrays, elements, answers, false, true));
    }

    /** Makes the result of lists and of a function's values for their elements. */
    private interface OfValues {
        Column of(NestedColumn lists, ListElements elements, Column values);
    }

    private static @Nullable NestedCall overElements(
            Expression argument, Expression function, HostExpressions host, OfValues result) {
        Optional<ElementLambda> known = ElementLambda.of(function, host);
        NestedViews views = NestedViews.of(argument.dataType());
        if (known.isEmpty() || views == null) {
            return null;
        }
        ElementLambda lambda = known.get();
        List<Expression> arguments = new ArrayList<>(List.of(argument));
        arguments.addAll(lambda.outer());
        return new NestedCall(arguments, (columns, rowCount) -> {
            NestedColumn lists = views.lists(columns[0]);
            ListElements elements = ListElements.forLambda(lists, lambda);
            Column values = elements.evaluate(lambda, outer(columns, 1));
            return values == null ? null : result.of(lists, elements, values);
        });
    }

    private static Column[] outer(Column[] columns, int from) {
        return Arrays.copyOfRange(columns, from, columns.length);
    }

    /** Keeps the elements for which the function is true. */
    private static Column kept(NestedColumn lists, ListElements elements, Column values) {
        long[] wanted = ((BooleanColumn) values.flat()).trueRows();
        int rowCount = lists.rowCount();
        int[] starts = new int[rowCount];
        int[] lengths = new int[rowCount];
        int[] places = new int[ListElements.total(elements.counts())];
        int count = 0;
        for (int row = 0; row < rowCount; row++) {
            starts[row] = count;
            int end = elements.starts()[row] + elements.counts()[row];
            for (int i = elements.starts()[row]; i < end; i++) {
                places[count] = i;
                count += (int) (wanted[i >> 6] >>> i & 1L);
            }
            lengths[row] = count - starts[row];
        }
        List<Column> parts = new ArrayList<>(elements.parts().size());
        for (Column part : elements.parts()) {
            parts.add(part.gather(places, count));
        }
        return UnsafeForm.nested(
                lists.type(), parts, new UnsafeForm.Lists(starts, lengths, lists.validity(), rowCount));
    }

    /** Whether the function is {@code decisive} for an element; otherwise null if it is null for one and nulls count. */
    private static Column decided(
            NestedColumn arrays, ListElements elements, Column answers, boolean decisive, boolean knowsNull) {
        BooleanColumn flat = (BooleanColumn) answers.flat();
        int rowCount = arrays.rowCount();
        long[] out = Bitmap.zeros(rowCount);
        long[] known = Bitmap.zeros(rowCount);
        for (int row = 0; row < rowCount; row++) {
            boolean isDecided = false;
            boolean hasNull = false;
            int end = elements.starts()[row] + elements.counts()[row];
            for (int i = elements.starts()[row]; i < end && !isDecided; i++) {
                hasNull |= flat.isNull(i);
                isDecided = !flat.isNull(i) && Bitmap.get(flat.words(), i) == decisive;
            }
            if (isDecided == decisive) {
                Bitmap.set(out, row);
            }
            if (!arrays.isNull(row) && (isDecided || !hasNull || !knowsNull)) {
                Bitmap.set(known, row);
            }
        }
        return new BooleanColumn(rowCount, out, known);
    }

    /** Extends the shorter array with nulls. */
    static @Nullable NestedCall zip(ZipWith zip, HostExpressions host) {
        Optional<ElementLambda> known = ElementLambda.of(zip.function(), host);
        NestedViews lefts = NestedViews.of(zip.left().dataType());
        NestedViews rights = NestedViews.of(zip.right().dataType());
        if (known.isEmpty() || lefts == null || rights == null || !NestedLayout.isOfParts(zip.dataType())) {
            return null;
        }
        ElementLambda lambda = known.get();
        ColumnType type = SparkTypes.columnType(zip.dataType());
        List<Expression> arguments = new ArrayList<>(List.of(zip.left(), zip.right()));
        arguments.addAll(lambda.outer());
        return new NestedCall(arguments, (columns, rowCount) -> {
            ArrayShapes.Zipped zipped =
                    ArrayShapes.Zipped.of(List.of(lefts.lists(columns[0]), rights.lists(columns[1])), rowCount);
            Column values = new ListElements(zipped.parts(), zipped.starts(), zipped.counts(), zipped.count(), null)
                    .evaluate(lambda, outer(columns, 2));
            return values == null
                    ? null
                    : UnsafeForm.nested(
                            type,
                            List.of(values),
                            new UnsafeForm.Lists(zipped.starts(), zipped.counts(), zipped.validity(), rowCount));
        });
    }
}
