/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.NestedColumns;
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.UnsafeForm;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.ArraysZip;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Flatten;
import org.apache.spark.sql.catalyst.expressions.Reverse;
import org.apache.spark.sql.catalyst.expressions.Slice;
import org.apache.spark.sql.types.ArrayType;
import org.jspecify.annotations.Nullable;

/**
 * Makes arrays of the elements of other arrays at other positions. Source: Slice, Reverse, Concat, Flatten, ArraysZip of Spark
 * 4.1.3.
 */
final class ArrayShapes {
    private ArrayShapes() {}

    /** Copies no element. A start of 0 and a negative length are errors. */
    static @Nullable NestedCall slice(Slice slice) {
        NestedViews views = NestedViews.of(slice.dataType());
        return views == null
                ? null
                : new NestedCall(
                        List.of(slice.x(), slice.start(), slice.length()),
                        (arguments, rowCount) ->
                                sliced(views.lists(arguments[0]), (IntColumn) arguments[1].flat(), (IntColumn)
                                        arguments[2].flat()));
    }

    private static @Nullable Column sliced(NestedColumn arrays, IntColumn start, IntColumn length) {
        int rowCount = arrays.rowCount();
        long[] validity =
                Bitmap.and(arrays.validity(), Bitmap.and(start.validity(), length.validity(), rowCount), rowCount);
        int[] starts = new int[rowCount];
        int[] lengths = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            if (!Bitmap.isSet(validity, row)) {
                continue;
            }
            int from = start.values()[row];
            int wanted = length.values()[row];
            if (from == 0 || wanted < 0) {
                return null;
            }
            int count = arrays.lengths()[row];
            int first = from < 0 ? from + count : from - 1;
            if (first >= 0 && first < count) {
                starts[row] = arrays.starts()[row] + first;
                lengths[row] = Math.min(wanted, count - first);
            }
        }
        return UnsafeForm.nested(
                arrays.type(), arrays.parts(), new UnsafeForm.Lists(starts, lengths, validity, rowCount));
    }

    static @Nullable NestedCall reverse(Reverse reverse) {
        NestedViews views = NestedViews.of(reverse.dataType());
        return views == null
                ? null
                : NestedCall.of(reverse.child(), (arguments, rowCount) -> reversed(views.lists(arguments[0])));
    }

    private static Column reversed(NestedColumn arrays) {
        int[] counts = NestedColumns.counts(arrays);
        int[] starts = ListElements.starts(counts);
        int[] places = new int[ListElements.total(counts)];
        for (int row = 0; row < counts.length; row++) {
            int last = arrays.starts()[row] + counts[row] - 1;
            for (int i = 0; i < counts[row]; i++) {
                places[starts[row] + i] = last - i;
            }
        }
        return UnsafeForm.nested(
                arrays.type(),
                List.of(arrays.part(0).gather(places, places.length)),
                new UnsafeForm.Lists(starts, counts, arrays.validity(), counts.length));
    }

    /** Flattens arrays of arrays; null if one of the inner arrays is null. */
    static @Nullable NestedCall flatten(Flatten flatten) {
        NestedViews outer = NestedViews.of(flatten.child().dataType());
        NestedViews inner = NestedViews.of(flatten.dataType());
        ColumnType type = SparkTypes.columnType(flatten.dataType());
        return outer == null || inner == null
                ? null
                : NestedCall.of(flatten.child(), (arguments, rowCount) -> {
                    NestedColumn arrays = outer.lists(arguments[0]);
                    return flat(arrays, inner.lists(arrays.part(0)), type);
                });
    }

    private static Column flat(NestedColumn arrays, NestedColumn inner, ColumnType type) {
        int rowCount = arrays.rowCount();
        int[] counts = NestedColumns.counts(arrays);
        int[] lengths = NestedColumns.counts(inner);
        long[] whole = Bitmap.ones(rowCount);
        int[] totals = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            for (int i = arrays.starts()[row], end = i + counts[row]; i < end; i++) {
                totals[row] = Math.addExact(totals[row], lengths[i]);
                if (inner.isNull(i)) {
                    Bitmap.clear(whole, row);
                }
            }
        }
        long[] validity = Bitmap.and(arrays.validity(), whole, rowCount);
        int[] starts = ListElements.starts(totals);
        int[] places = new int[ListElements.total(totals)];
        for (int row = 0; row < rowCount; row++) {
            int next = starts[row];
            for (int i = arrays.starts()[row], end = i + counts[row]; i < end; i++) {
                for (int j = 0; j < lengths[i]; j++) {
                    places[next++] = inner.starts()[i] + j;
                }
            }
        }
        return UnsafeForm.nested(
                type,
                List.of(inner.part(0).gather(places, places.length)),
                new UnsafeForm.Lists(starts, totals, validity, rowCount));
    }

    /** Concatenates arrays; null if one of them is null. */
    static @Nullable NestedCall concat(Concat concat) {
        List<Expression> children = Scala.list(concat.children());
        NestedViews views = NestedViews.of(concat.dataType());
        if (views == null || !(concat.dataType() instanceof ArrayType) || children.isEmpty()) {
            return null;
        }
        ColumnType type = SparkTypes.columnType(concat.dataType());
        return new NestedCall(children, (arguments, rowCount) -> {
            List<NestedColumn> arrays = new ArrayList<>(arguments.length);
            for (Column argument : arguments) {
                arrays.add(views.lists(argument));
            }
            return concatenated(arrays, type, rowCount);
        });
    }

    /** Concatenates arrays or maps; keys of maps may then occur twice. */
    static NestedColumn concatenated(List<NestedColumn> arrays, ColumnType type, int rowCount) {
        long[] validity = null;
        for (NestedColumn column : arrays) {
            validity = Bitmap.and(validity, column.validity(), rowCount);
        }
        int[] totals = new int[rowCount];
        for (NestedColumn column : arrays) {
            for (int row = 0; row < rowCount; row++) {
                int length = Bitmap.isSet(validity, row) ? column.lengths()[row] : 0;
                totals[row] = Math.addExact(totals[row], length);
            }
        }
        int[] starts = ListElements.starts(totals);
        int[] places = new int[ListElements.total(totals)];
        int[] next = starts.clone();
        int offset = 0;
        for (NestedColumn column : arrays) {
            for (int row = 0; row < rowCount; row++) {
                int length = Bitmap.isSet(validity, row) ? column.lengths()[row] : 0;
                for (int i = 0; i < length; i++) {
                    places[next[row]++] = offset + column.starts()[row] + i;
                }
            }
            offset = Math.addExact(offset, column.part(0).rowCount());
        }
        List<Column> parts = new ArrayList<>();
        for (int p = 0; p < arrays.get(0).parts().size(); p++) {
            int part = p;
            Column all = joined(arrays.stream().map(column -> column.part(part)).toList());
            parts.add(all.gather(places, places.length));
        }
        return UnsafeForm.nested(type, parts, new UnsafeForm.Lists(starts, totals, validity, rowCount));
    }

    /** Appends the rows of all columns. */
    static Column joined(List<Column> columns) {
        int rowCount = 0;
        long bytes = 0;
        for (Column column : columns) {
            rowCount = Math.addExact(rowCount, column.rowCount());
            bytes += ByteBound.about(column);
        }
        TooManyBytes.unlessFew(bytes, rowCount);
        ColumnBuilder builder = ColumnBuilder.create(columns.get(0).type(), rowCount);
        for (Column column : columns) {
            builder.appendPrefix(column, column.rowCount());
        }
        return builder.build();
    }

    /** Makes structs of the elements at the same positions; fields beyond the end of a shorter array are null. */
    static @Nullable NestedCall zip(ArraysZip zip) {
        List<Expression> children = Scala.list(zip.children());
        List<NestedViews> views = new ArrayList<>();
        for (Expression child : children) {
            NestedViews view = NestedViews.of(child.dataType());
            if (view == null) {
                return null;
            }
            views.add(view);
        }
        if (children.isEmpty() || !NestedLayout.isOfParts(zip.dataType())) {
            return null;
        }
        ColumnType type = SparkTypes.columnType(zip.dataType());
        ColumnType struct = SparkTypes.columnType(((ArrayType) zip.dataType()).elementType());
        return new NestedCall(children, (arguments, rowCount) -> {
            List<NestedColumn> arrays = new ArrayList<>(arguments.length);
            for (int i = 0; i < arguments.length; i++) {
                arrays.add(views.get(i).lists(arguments[i]));
            }
            Zipped zipped = Zipped.of(arrays, rowCount);
            Column structs = UnsafeForm.nested(struct, zipped.parts(), null, zipped.count());
            return UnsafeForm.nested(
                    type,
                    List.of(structs),
                    new UnsafeForm.Lists(zipped.starts(), zipped.counts(), zipped.validity(), rowCount));
        });
    }

    /** The elements of several arrays side by side, as many as the longest array has. No row is null where the validity is set. */
    record Zipped(List<Column> parts, int[] starts, int[] counts, int count, long @Nullable [] validity) {
        static Zipped of(List<NestedColumn> arrays, int rowCount) {
            long[] validity = null;
            for (NestedColumn column : arrays) {
                validity = Bitmap.and(validity, column.validity(), rowCount);
            }
            int[] counts = new int[rowCount];
            for (NestedColumn column : arrays) {
                for (int row = 0; row < rowCount; row++) {
                    counts[row] = Bitmap.isSet(validity, row) ? Math.max(counts[row], column.lengths()[row]) : 0;
                }
            }
            int[] starts = ListElements.starts(counts);
            int count = ListElements.total(counts);
            List<Column> parts = new ArrayList<>(arrays.size());
            for (NestedColumn column : arrays) {
                parts.add(NestedColumns.elements(column.part(0), places(column, starts, counts, count), count));
            }
            return new Zipped(parts, starts, counts, count, validity);
        }

        /** The place of each element, -1 behind the end of an array. */
        private static int[] places(NestedColumn arrays, int[] starts, int[] counts, int count) {
            int[] places = new int[count];
            for (int row = 0; row < counts.length; row++) {
                for (int i = 0; i < counts[row]; i++) {
                    places[starts[row] + i] = i < arrays.lengths()[row] ? arrays.starts()[row] + i : -1;
                }
            }
            return places;
        }
    }
}
