/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.kernel.FloatingOrder;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.NestedColumns;
import io.quiver.spark.column.SparkTypes;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Finds the first least or greatest element of each array, ignoring nulls. Source: ArrayMin, ArrayMax of Spark 4.1.3. */
final class ArrayExtremes {
    /** Compares two elements, neither of them null, by the order of their type. */
    @FunctionalInterface
    private interface Order {
        int compare(int left, int right);
    }

    private ArrayExtremes() {}

    /** {@code sign} is 1 for the least, -1 for the greatest. */
    static @Nullable NestedCall call(Expression array, DataType element, int sign) {
        NestedViews views = NestedViews.of(array.dataType());
        return views == null || !isKnown(SparkTypes.columnType(element))
                ? null
                : NestedCall.of(array, (arguments, rowCount) -> extremes(views.lists(arguments[0]), sign));
    }

    private static boolean isKnown(ColumnType type) {
        return switch (type.kind()) {
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING -> true;
            case DECIMAL -> type.physical() == ColumnType.Physical.LONGS;
            case BOOLEAN, BINARY, NULL, OPAQUE -> false;
        };
    }

    private static Column extremes(NestedColumn arrays, int sign) {
        int[] counts = NestedColumns.counts(arrays);
        Column elements = arrays.flatPart(0);
        Order order = order(elements);
        int[] places = new int[counts.length];
        for (int row = 0; row < counts.length; row++) {
            int best = -1;
            for (int i = arrays.starts()[row], end = i + counts[row]; i < end; i++) {
                if (!elements.isNull(i) && (best < 0 || sign * order.compare(i, best) < 0)) {
                    best = i;
                }
            }
            places[row] = best;
        }
        return NestedColumns.elements(arrays.part(0), places, counts.length);
    }

    private static Order order(Column elements) {
        if (elements instanceof IntColumn ints) {
            int[] values = ints.values();
            return (left, right) -> Integer.compare(values[left], values[right]);
        }
        if (elements instanceof LongColumn longs) {
            long[] values = longs.values();
            return (left, right) -> Long.compare(values[left], values[right]);
        }
        if (elements instanceof DoubleColumn doubles) {
            double[] values = doubles.values();
            return (left, right) -> Long.compare(FloatingOrder.key(values[left]), FloatingOrder.key(values[right]));
        }
        if (elements instanceof FloatColumn floats) {
            float[] values = floats.values();
            return (left, right) -> Long.compare(FloatingOrder.key(values[left]), FloatingOrder.key(values[right]));
        }
        return ofBytes((BytesColumn) elements);
    }

    private static Order ofBytes(BytesColumn elements) {
        byte[] data = elements.data();
        int[] starts = elements.starts();
        int[] lengths = elements.lengths();
        return (left, right) -> Arrays.compareUnsigned(
                data, starts[left], starts[left] + lengths[left], data, starts[right], starts[right] + lengths[right]);
    }
}
