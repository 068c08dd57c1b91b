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
import io.quiver.spark.column.NestedColumns;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.UnsafeForm;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.ArrayDistinct;
import org.apache.spark.sql.catalyst.expressions.ArrayExcept;
import org.apache.spark.sql.catalyst.expressions.ArrayIntersect;
import org.apache.spark.sql.catalyst.expressions.ArrayUnion;
import org.apache.spark.sql.catalyst.expressions.ArraysOverlap;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Treats arrays as sets: each element once, at its first position, with null as an ordinary element. Source: ArrayDistinct,
 * ArrayUnion, ArrayExcept, ArrayIntersect, ArraysOverlap of Spark 4.1.3, for types with a proper {@code equals}.
 */
final class ArraySets {
    /** Most comparisons for an array: Spark uses a hash table for longer ones. */
    private static final int MOST = 1 << 12;

    private ArraySets() {}

    private static boolean isKnown(DataType type) {
        return type instanceof ArrayType array && ElementKeys.isKnown(SparkTypes.columnType(array.elementType()));
    }

    static @Nullable NestedCall distinct(ArrayDistinct distinct) {
        NestedViews views = NestedViews.of(distinct.dataType());
        return views == null || !isKnown(distinct.dataType())
                ? null
                : NestedCall.of(distinct.child(), (arguments, rowCount) -> distinct(views.lists(arguments[0])));
    }

    private static @Nullable Column distinct(NestedColumn arrays) {
        int[] counts = NestedColumns.counts(arrays);
        if (!areFew(counts, counts)) {
            return null;
        }
        ElementKeys keys = ElementKeys.of(arrays.flatPart(0));
        Chosen chosen = new Chosen(keys, counts);
        for (int row = 0; row < counts.length; row++) {
            chosen.start(row);
            for (int i = arrays.starts()[row], end = i + counts[row]; i < end; i++) {
                if (!chosen.has(i)) {
                    chosen.add(i);
                }
            }
        }
        return chosen.of(arrays.part(0), arrays.type(), arrays.validity());
    }

    private static boolean areFew(int[] counts, int[] others) {
        long most = 0;
        for (int row = 0; row < counts.length; row++) {
            most = Math.max(most, (long) counts[row] * others[row]);
        }
        return most <= MOST;
    }

    static @Nullable NestedCall except(ArrayExcept except) {
        return chosen(except.left(), except.right(), except.dataType(), false);
    }

    static @Nullable NestedCall intersect(ArrayIntersect intersect) {
        return chosen(intersect.left(), intersect.right(), intersect.dataType(), true);
    }

    /** Keeps the elements of the left array that the right one has, or those that it does not have. */
    private static @Nullable NestedCall chosen(Expression left, Expression right, DataType type, boolean wanted) {
        ColumnType result = SparkTypes.columnType(type);
        return ofTwo(left, right, (lefts, rights, validity) -> {
            int[] counts = NestedColumns.counts(lefts);
            int[] others = NestedColumns.counts(rights);
            if (!areFew(counts, others) || !areFew(counts, counts)) {
                return null;
            }
            ElementKeys keys = ElementKeys.of(lefts.flatPart(0));
            ElementKeys otherKeys = ElementKeys.of(rights.flatPart(0));
            Chosen chosen = new Chosen(keys, counts);
            for (int row = 0; row < counts.length; row++) {
                chosen.start(row);
                if (!Bitmap.isSet(validity, row)) {
                    continue;
                }
                int from = rights.starts()[row];
                for (int i = lefts.starts()[row], end = i + counts[row]; i < end; i++) {
                    if (has(keys, i, otherKeys, from, from + others[row]) == wanted && !chosen.has(i)) {
                        chosen.add(i);
                    }
                }
            }
            return chosen.of(lefts.part(0), result, validity);
        });
    }

    static @Nullable NestedCall union(ArrayUnion union) {
        ColumnType result = SparkTypes.columnType(union.dataType());
        return ofTwo(union.left(), union.right(), (lefts, rights, validity) -> {
            int[] counts = NestedColumns.counts(lefts);
            int[] others = NestedColumns.counts(rights);
            int[] both = new int[counts.length];
            for (int row = 0; row < both.length; row++) {
                both[row] = Math.addExact(counts[row], others[row]);
            }
            if (!areFew(both, both)) {
                return null;
            }
            Column elements = ArrayShapes.joined(List.of(lefts.part(0), rights.part(0)));
            int offset = lefts.part(0).rowCount();
            Chosen chosen = new Chosen(ElementKeys.of(elements.flat()), both);
            for (int row = 0; row < counts.length; row++) {
                chosen.start(row);
                if (Bitmap.isSet(validity, row)) {
                    chosen.addNew(lefts.starts()[row], counts[row]);
                    chosen.addNew(offset + rights.starts()[row], others[row]);
                }
            }
            return chosen.of(elements, result, validity);
        });
    }

    /** Null if the arrays share no element, one of them has a null, and both have elements. */
    static @Nullable NestedCall overlap(ArraysOverlap overlap) {
        return ofTwo(overlap.left(), overlap.right(), (lefts, rights, validity) -> {
            int[] counts = NestedColumns.counts(lefts);
            int[] others = NestedColumns.counts(rights);
            if (!areFew(counts, others)) {
                return null;
            }
            ElementKeys keys = ElementKeys.of(lefts.flatPart(0));
            ElementKeys otherKeys = ElementKeys.of(rights.flatPart(0));
            long[] found = Bitmap.zeros(counts.length);
            long[] known = Bitmap.zeros(counts.length);
            for (int row = 0; row < counts.length; row++) {
                if (!Bitmap.isSet(validity, row)) {
                    continue;
                }
                int from = lefts.starts()[row];
                int to = from + counts[row];
                int otherFrom = rights.starts()[row];
                int otherTo = otherFrom + others[row];
                boolean isFound = false;
                for (int i = from; i < to && !isFound; i++) {
                    isFound = !keys.isNull(i) && has(keys, i, otherKeys, otherFrom, otherTo);
                }
                if (isFound) {
                    Bitmap.set(found, row);
                }
                boolean isOneEmpty = from == to || otherFrom == otherTo;
                if (isFound || isOneEmpty || !hasNull(keys, from, to) && !hasNull(otherKeys, otherFrom, otherTo)) {
                    Bitmap.set(known, row);
                }
            }
            return new BooleanColumn(counts.length, found, known);
        });
    }

    private static boolean hasNull(ElementKeys keys, int from, int to) {
        for (int i = from; i < to; i++) {
            if (keys.isNull(i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(ElementKeys keys, int place, ElementKeys others, int from, int to) {
        boolean isNull = keys.isNull(place);
        for (int i = from; i < to; i++) {
            boolean isOtherNull = others.isNull(i);
            if (isNull ? isOtherNull : !isOtherNull && keys.areSame(place, others, i)) {
                return true;
            }
        }
        return false;
    }

    /** Makes a column of two arrays, neither of them null where the validity is set; null leaves the batch to Spark's code. */
    private interface OfTwo {
        @Nullable
        Column of(NestedColumn lefts, NestedColumn rights, long @Nullable [] validity);
    }

    private static @Nullable NestedCall ofTwo(Expression left, Expression right, OfTwo result) {
        NestedViews lefts = NestedViews.of(left.dataType());
        NestedViews rights = NestedViews.of(right.dataType());
        if (lefts == null || rights == null || !isKnown(left.dataType())) {
            return null;
        }
        return new NestedCall(List.of(left, right), (arguments, rowCount) -> {
            NestedColumn one = lefts.lists(arguments[0]);
            NestedColumn other = rights.lists(arguments[1]);
            return result.of(one, other, Bitmap.and(one.validity(), other.validity(), rowCount));
        });
    }

    /** Collects the places of the elements of the result arrays. */
    private static final class Chosen {
        private final ElementKeys keys;
        private final int[] places;
        private final int[] starts;
        private final int[] lengths;
        private int row;
        private int count;

        Chosen(ElementKeys keys, int[] mostOfRow) {
            this.keys = keys;
            places = new int[ListElements.total(mostOfRow)];
            starts = new int[mostOfRow.length];
            lengths = new int[mostOfRow.length];
        }

        void start(int row) {
            this.row = row;
            starts[row] = count;
        }

        /** Whether the row has the element already. */
        boolean has(int place) {
            boolean isNull = keys.isNull(place);
            for (int i = starts[row]; i < count; i++) {
                boolean isOtherNull = keys.isNull(places[i]);
                if (isNull ? isOtherNull : !isOtherNull && keys.areSame(place, keys, places[i])) {
                    return true;
                }
            }
            return false;
        }

        void add(int place) {
            places[count++] = place;
            lengths[row]++;
        }

        void addNew(int from, int elements) {
            for (int i = from; i < from + elements; i++) {
                if (!has(i)) {
                    add(i);
                }
            }
        }

        Column of(Column elements, ColumnType type, long @Nullable [] validity) {
            return UnsafeForm.nested(
                    type,
                    List.of(elements.gather(places, count)),
                    new UnsafeForm.Lists(starts, lengths, validity, starts.length));
        }
    }
}
