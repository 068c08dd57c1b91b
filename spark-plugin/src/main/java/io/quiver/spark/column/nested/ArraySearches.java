/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.NestedColumns;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.UnsafeForm;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.ArrayContains;
import org.apache.spark.sql.catalyst.expressions.ArrayPosition;
import org.apache.spark.sql.catalyst.expressions.ArrayRemove;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.ArrayType;
import org.jspecify.annotations.Nullable;

/** Searches arrays for a value. Source: ArrayContains, ArrayPosition, ArrayRemove of Spark 4.1.3. */
final class ArraySearches {
    /** Makes a column of arrays and the places of each row's value in them; {@code asked} are the rows that have both. */
    private interface OfPlaces {
        Column of(NestedColumn arrays, int[] counts, ElementSearch.Places places, long @Nullable [] asked);
    }

    private ArraySearches() {}

    static @Nullable NestedCall contains(ArrayContains contains) {
        return call(contains.left(), contains.right(), ArraySearches::contained);
    }

    static @Nullable NestedCall position(ArrayPosition position) {
        return call(position.left(), position.right(), ArraySearches::positions);
    }

    static @Nullable NestedCall remove(ArrayRemove remove) {
        return call(remove.left(), remove.right(), ArraySearches::removed);
    }

    private static @Nullable NestedCall call(Expression array, Expression value, OfPlaces result) {
        NestedViews views = NestedViews.of(array.dataType());
        if (views == null
                || !ElementSearch.isKnown(SparkTypes.columnType(((ArrayType) array.dataType()).elementType()))) {
            return null;
        }
        ElementSearch search = new ElementSearch();
        return new NestedCall(List.of(array, value), (arguments, rowCount) -> {
            NestedColumn arrays = views.lists(arguments[0]);
            ElementSearch.Places places = search.in(arrays.part(0), arguments[1]);
            long[] asked = Bitmap.and(arrays.validity(), arguments[1].validity(), rowCount);
            return places == null ? null : result.of(arrays, NestedColumns.counts(arrays), places, asked);
        });
    }

    /** Null where the value is not found and an element is null. */
    private static Column contained(
            NestedColumn arrays, int[] counts, ElementSearch.Places places, long @Nullable [] asked) {
        Column elements = arrays.part(0);
        int rowCount = arrays.rowCount();
        long[] found = Bitmap.zeros(rowCount);
        long[] known = Bitmap.zeros(rowCount);
        for (int row = 0; row < rowCount; row++) {
            if (!Bitmap.isSet(asked, row)) {
                continue;
            }
            int start = arrays.starts()[row];
            int end = start + counts[row];
            boolean isFound = counts[row] > 0 && places.first(row, start, end) >= 0;
            if (isFound) {
                Bitmap.set(found, row);
            }
            if (isFound || counts[row] == 0 || !hasNull(elements, start, end)) {
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

    /** Counted from 1; 0 where the value is not found. */
    private static Column positions(
            NestedColumn arrays, int[] counts, ElementSearch.Places places, long @Nullable [] asked) {
        long[] positions = new long[arrays.rowCount()];
        for (int row = 0; row < positions.length; row++) {
            if (counts[row] > 0 && Bitmap.isSet(asked, row)) {
                int start = arrays.starts()[row];
                int place = places.first(row, start, start + counts[row]);
                positions[row] = place < 0 ? 0 : place - start + 1;
            }
        }
        return new LongColumn(ColumnType.LONG, positions.length, positions, asked);
    }

    private static Column removed(
            NestedColumn arrays, int[] counts, ElementSearch.Places places, long @Nullable [] asked) {
        int rowCount = arrays.rowCount();
        int[] starts = new int[rowCount];
        int[] lengths = new int[rowCount];
        int[] kept = new int[ListElements.total(counts)];
        int count = 0;
        for (int row = 0; row < rowCount; row++) {
            starts[row] = count;
            if (!Bitmap.isSet(asked, row)) {
                continue;
            }
            int from = arrays.starts()[row];
            int end = from + counts[row];
            while (from < end) {
                int found = places.first(row, from, end);
                int to = found < 0 ? end : found;
                for (int i = from; i < to; i++) {
                    kept[count++] = i;
                }
                from = to + 1;
            }
            lengths[row] = count - starts[row];
        }
        return UnsafeForm.nested(
                arrays.type(),
                List.of(arrays.part(0).gather(kept, count)),
                new UnsafeForm.Lists(starts, lengths, asked, rowCount));
    }
}
