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
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.UnsafeCollections;
import io.quiver.spark.column.UnsafeForm;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.ElementAt;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetArrayItem;
import org.apache.spark.sql.catalyst.expressions.GetArrayStructFields;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.MapEntries;
import org.apache.spark.sql.catalyst.expressions.Size;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.jspecify.annotations.Nullable;

/**
 * Reads parts of nested values: fields of structs, elements of arrays by position, values of maps by key, sizes. Numbers are
 * copied, everything else is a view. Source: GetStructField, GetArrayStructFields, GetArrayItem, GetMapValue, ElementAt, Size,
 * MapKeys, MapValues, MapEntries of Spark 4.1.
 */
final class PartAccess {
    private PartAccess() {}

    static NestedCall field(GetStructField field) {
        int ordinal = field.ordinal();
        int fieldCount = field.childSchema().length();
        DataType type = field.dataType();
        return NestedCall.of(field.child(), (arguments, rowCount) -> field(arguments[0], ordinal, fieldCount, type));
    }

    /** Reads a field of each struct in arrays. */
    static @Nullable NestedCall fieldOfEach(GetArrayStructFields fields) {
        NestedViews views = NestedViews.of(fields.child().dataType());
        if (views == null || !NestedLayout.isOfParts(fields.dataType())) {
            return null;
        }
        int ordinal = fields.ordinal();
        int fieldCount = fields.numFields();
        ColumnType type = SparkTypes.columnType(fields.dataType());
        DataType element = ((ArrayType) fields.dataType()).elementType();
        return NestedCall.of(fields.child(), (arguments, rowCount) -> {
            NestedColumn arrays = views.lists(arguments[0]);
            Column field = field(arrays.part(0), ordinal, fieldCount, element);
            return field == null ? null : UnsafeForm.nested(arrays, type, List.of(field));
        });
    }

    private static @Nullable Column field(Column structs, int ordinal, int fieldCount, DataType type) {
        if (structs instanceof NestedColumn nested) {
            return NestedColumns.field(nested, ordinal);
        }
        return structs.flat() instanceof BytesColumn bytes
                ? UnsafeCollections.field(bytes, ordinal, fieldCount).column(type)
                : null;
    }

    /** Reads the keys or the values of maps. */
    static @Nullable NestedCall part(Expression map, int ordinal, DataType arrays) {
        NestedViews views = NestedViews.of(map.dataType());
        ColumnType type = SparkTypes.columnType(arrays);
        return views == null
                ? null
                : NestedCall.of(map, (arguments, rowCount) -> {
                    NestedColumn maps = views.lists(arguments[0]);
                    return UnsafeForm.nested(maps, type, List.of(maps.part(ordinal)));
                });
    }

    /** Reads the entries of maps as arrays of structs. */
    static @Nullable NestedCall entries(MapEntries entries) {
        NestedViews views = NestedViews.of(entries.child().dataType());
        if (views == null || !NestedLayout.isOfParts(entries.dataType())) {
            return null;
        }
        ColumnType type = SparkTypes.columnType(entries.dataType());
        ColumnType struct = SparkTypes.columnType(((ArrayType) entries.dataType()).elementType());
        return NestedCall.of(entries.child(), (arguments, rowCount) -> {
            NestedColumn maps = views.lists(arguments[0]);
            Column structs =
                    UnsafeForm.nested(struct, maps.parts(), null, maps.part(0).rowCount());
            return UnsafeForm.nested(maps, type, List.of(structs));
        });
    }

    static @Nullable NestedCall size(Size size) {
        boolean isMinusOneForNull = size.legacySizeOfNull();
        DataType type = size.child().dataType();
        if (!(type instanceof ArrayType || type instanceof MapType)) {
            return null;
        }
        UnsafeCollections reader = new UnsafeCollections(type, false, false);
        return NestedCall.of(
                size.child(),
                (arguments, rowCount) -> sizes(arguments[0], reader.counts(arguments[0]), isMinusOneForNull));
    }

    private static Column sizes(Column collections, int[] sizes, boolean isMinusOneForNull) {
        if (!collections.mayHaveNulls() || !isMinusOneForNull) {
            return new IntColumn(ColumnType.INT, sizes.length, sizes, collections.validity());
        }
        for (int row = 0; row < sizes.length; row++) {
            sizes[row] = collections.isNull(row) ? -1 : sizes[row];
        }
        return new IntColumn(ColumnType.INT, sizes.length, sizes, null);
    }

    static @Nullable NestedCall item(GetArrayItem item) {
        NestedViews views = NestedViews.of(item.child().dataType());
        boolean failOnError = item.failOnError();
        return views == null
                ? null
                : new NestedCall(List.of(item.child(), item.ordinal()), (arguments, rowCount) -> {
                    Column index = arguments[1].flat();
                    int[] places = numbers(index);
                    return places == null ? null : items(views.lists(arguments[0]), places, index, failOnError);
                });
    }

    static @Nullable NestedCall elementAt(ElementAt at) {
        if (at.left().dataType() instanceof MapType) {
            return value(at.left(), at.right());
        }
        NestedViews views = NestedViews.of(at.left().dataType());
        if (views == null || at.defaultValueOutOfBound().isDefined()) {
            return null;
        }
        boolean failOnError = at.failOnError();
        return new NestedCall(List.of(at.left(), at.right()), (arguments, rowCount) -> {
            NestedColumn arrays = views.lists(arguments[0]);
            Column position = arguments[1].flat();
            int[] places = numbers(position);
            return places != null && fromZero(places, arrays, position)
                    ? items(arrays, places, position, failOnError)
                    : null;
        });
    }

    private static int @Nullable [] numbers(Column column) {
        int[] numbers = new int[column.rowCount()];
        if (column instanceof IntColumn ints) {
            System.arraycopy(ints.values(), 0, numbers, 0, numbers.length);
            return numbers;
        }
        if (!(column instanceof LongColumn longs)) {
            return null;
        }
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = (int) longs.values()[row];
        }
        return numbers;
    }

    /** Converts positions, which count from 1 or from the end, to places; false if one is 0. */
    private static boolean fromZero(int[] positions, NestedColumn arrays, Column given) {
        int[] counts = NestedColumns.counts(arrays);
        for (int row = 0; row < positions.length; row++) {
            int position = positions[row];
            if (position == 0 && !given.isNull(row) && !arrays.isNull(row)) {
                return false;
            }
            positions[row] = position > 0 ? position - 1 : counts[row] + position;
        }
        return true;
    }

    /** The elements at these places of their arrays; null if one is missing and that is an error. */
    private static @Nullable Column items(NestedColumn arrays, int[] places, Column given, boolean failOnError) {
        int[] counts = NestedColumns.counts(arrays);
        for (int row = 0; row < places.length; row++) {
            boolean isThere = places[row] >= 0 && places[row] < counts[row] && !given.isNull(row);
            if (!isThere && failOnError && !arrays.isNull(row) && !given.isNull(row)) {
                return null;
            }
            places[row] = isThere ? arrays.starts()[row] + places[row] : -1;
        }
        return NestedColumns.elements(arrays.part(0), places, places.length);
    }

    /** The value of the first entry with the row's key. */
    static @Nullable NestedCall value(Expression map, Expression key) {
        NestedViews views = NestedViews.of(map.dataType());
        if (views == null || !ElementSearch.isKnown(SparkTypes.columnType(((MapType) map.dataType()).keyType()))) {
            return null;
        }
        ElementSearch search = new ElementSearch();
        return new NestedCall(List.of(map, key), (arguments, rowCount) -> {
            NestedColumn maps = views.lists(arguments[0]);
            ElementSearch.Places keys = search.in(maps.part(0), arguments[1]);
            if (keys == null) {
                return null;
            }
            int[] counts = NestedColumns.counts(maps);
            int[] places = new int[rowCount];
            for (int row = 0; row < rowCount; row++) {
                int start = maps.starts()[row];
                boolean isAsked = counts[row] > 0 && !arguments[1].isNull(row);
                places[row] = isAsked ? keys.first(row, start, start + counts[row]) : -1;
            }
            return NestedColumns.elements(maps.part(1), places, rowCount);
        });
    }
}
