/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.NestedColumns;
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.UnsafeForm;
import io.quiver.spark.compat.Scala;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.ArrayInsert;
import org.apache.spark.sql.catalyst.expressions.ArrayRepeat;
import org.apache.spark.sql.catalyst.expressions.CreateArray;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.jspecify.annotations.Nullable;

/** Makes structs and arrays of columns. Source: CreateNamedStruct, CreateArray, ArrayRepeat, ArrayInsert of Spark 4.1.3. */
final class Constructors {
    /** Most elements per row on average; beyond that Spark makes them row by row. */
    private static final int MOST_PER_ROW = 256;

    private Constructors() {}

    static @Nullable NestedCall struct(CreateNamedStruct struct) {
        ColumnType type = SparkTypes.columnType(struct.dataType());
        return NestedLayout.isOfParts(struct.dataType())
                ? new NestedCall(
                        Scala.list(struct.valExprs()),
                        (arguments, rowCount) -> UnsafeForm.nested(type, List.of(arguments), null, rowCount))
                : null;
    }

    static @Nullable NestedCall array(CreateArray array) {
        List<Expression> children = Scala.list(array.children());
        ColumnType type = SparkTypes.columnType(array.dataType());
        return children.isEmpty() || !NestedLayout.isOfParts(array.dataType())
                ? null
                : new NestedCall(children, (arguments, rowCount) -> {
                    int[] starts = new int[rowCount];
                    Arrays.setAll(starts, row -> row * arguments.length);
                    int[] lengths = new int[rowCount];
                    Arrays.fill(lengths, arguments.length);
                    return UnsafeForm.nested(
                            type,
                            List.of(interleaved(arguments, rowCount)),
                            new UnsafeForm.Lists(starts, lengths, null, rowCount));
                });
    }

    /** The values of the first row, then those of the second, and so on. */
    static Column interleaved(Column[] columns, int rowCount) {
        int width = columns.length;
        if (width == 1) {
            return columns[0];
        }
        int[] places = new int[Math.multiplyExact(width, rowCount)];
        for (int row = 0; row < rowCount; row++) {
            for (int i = 0; i < width; i++) {
                places[row * width + i] = i * rowCount + row;
            }
        }
        return ArrayShapes.joined(List.of(columns)).gather(places, places.length);
    }

    static @Nullable NestedCall repeat(ArrayRepeat repeat) {
        ColumnType type = SparkTypes.columnType(repeat.dataType());
        return NestedLayout.isOfParts(repeat.dataType())
                ? new NestedCall(
                        List.of(repeat.left(), repeat.right()),
                        (arguments, rowCount) -> repeated(arguments[0], (IntColumn) arguments[1].flat(), type))
                : null;
    }

    private static @Nullable Column repeated(Column values, IntColumn times, ColumnType type) {
        int rowCount = values.rowCount();
        int[] counts = new int[rowCount];
        long total = 0;
        for (int row = 0; row < rowCount; row++) {
            counts[row] = times.isNull(row) ? 0 : Math.max(0, times.values()[row]);
            total += counts[row];
        }
        if (total > (long) MOST_PER_ROW * rowCount) {
            return null;
        }
        int[] starts = ListElements.starts(counts);
        int[] rows = new int[(int) total];
        for (int row = 0; row < rowCount; row++) {
            Arrays.fill(rows, starts[row], starts[row] + counts[row], row);
        }
        return UnsafeForm.nested(
                type,
                List.of(values.gather(rows, rows.length)),
                new UnsafeForm.Lists(starts, counts, times.validity(), rowCount));
    }

    /** Excludes the negative positions of Spark 3.4, and position 0, which is an error. */
    static @Nullable NestedCall insert(ArrayInsert insert) {
        NestedViews views = NestedViews.of(insert.srcArrayExpr().dataType());
        ColumnType type = SparkTypes.columnType(insert.dataType());
        return views == null || insert.legacyNegativeIndex() || !NestedLayout.isOfParts(insert.dataType())
                ? null
                : new NestedCall(
                        List.of(insert.srcArrayExpr(), insert.posExpr(), insert.itemExpr()),
                        (arguments, rowCount) -> inserted(
                                views.lists(arguments[0]), (IntColumn) arguments[1].flat(), arguments[2], type));
    }

    private static @Nullable Column inserted(NestedColumn arrays, IntColumn position, Column items, ColumnType type) {
        int rowCount = arrays.rowCount();
        long[] validity = Bitmap.and(arrays.validity(), position.validity(), rowCount);
        int[] counts = new int[rowCount];
        long total = 0;
        for (int row = 0; row < rowCount; row++) {
            if (Bitmap.isSet(validity, row)) {
                int at = position.values()[row];
                if (at == 0) {
                    return null;
                }
                int places = Math.abs(at) < 0 ? Integer.MAX_VALUE : Math.abs(at);
                counts[row] = Math.max(arrays.lengths()[row] + 1, places);
                total += counts[row];
            }
        }
        if (total > (long) MOST_PER_ROW * rowCount + arrays.part(0).rowCount()) {
            return null;
        }
        int[] starts = ListElements.starts(counts);
        int[] places = new int[(int) total];
        Arrays.fill(places, -1);
        int firstItem = arrays.part(0).rowCount();
        for (int row = 0; row < rowCount; row++) {
            if (counts[row] == 0) {
                continue;
            }
            int length = arrays.lengths()[row];
            int at = position.values()[row];
            int place = at > 0 ? at - 1 : Math.max(0, length + 1 + at);
            int before = at < 0 && -at > length ? counts[row] - length : 0;
            for (int i = 0; i < length; i++) {
                int to = before > 0 ? before + i : i < place ? i : i + 1;
                places[starts[row] + to] = arrays.starts()[row] + i;
            }
            places[starts[row] + place] = firstItem + row;
        }
        Column elements = ArrayShapes.joined(List.of(arrays.part(0), items));
        return UnsafeForm.nested(
                type,
                List.of(NestedColumns.elements(elements, places, places.length)),
                new UnsafeForm.Lists(starts, counts, validity, rowCount));
    }
}
