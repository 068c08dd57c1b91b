/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.ArrayJoin;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.ArrayType;
import org.jspecify.annotations.Nullable;

/** Joins the elements of arrays with a delimiter; a text replaces nulls, or they are left out. Source: ArrayJoin of Spark 4.1.3. */
final class ArrayTexts {
    private ArrayTexts() {}

    static @Nullable NestedCall join(ArrayJoin join) {
        List<Expression> children = Scala.list(join.children());
        NestedViews views = NestedViews.of(join.array().dataType());
        boolean isPlain = children.stream().skip(1).allMatch(child -> isText(SparkTypes.columnType(child.dataType())))
                && isText(SparkTypes.columnType(((ArrayType) join.array().dataType()).elementType()));
        return views == null || !isPlain
                ? null
                : new NestedCall(
                        children,
                        (arguments, rowCount) -> joined(
                                views.lists(arguments[0]),
                                (BytesColumn) arguments[1].flat(),
                                arguments.length > 2 ? (BytesColumn) arguments[2].flat() : null));
    }

    private static boolean isText(ColumnType type) {
        return type.kind() == ColumnType.Kind.STRING;
    }

    private static @Nullable Column joined(NestedColumn arrays, BytesColumn delimiters, @Nullable BytesColumn ofNulls) {
        int rowCount = arrays.rowCount();
        long[] validity = Bitmap.and(arrays.validity(), delimiters.validity(), rowCount);
        if (ofNulls != null) {
            validity = Bitmap.and(validity, ofNulls.validity(), rowCount);
        }
        BytesColumn elements = (BytesColumn) arrays.flatPart(0);
        int[] lengths = new int[rowCount];
        long total = 0;
        for (int row = 0; row < rowCount; row++) {
            long length = Bitmap.isSet(validity, row) ? length(arrays, row, elements, delimiters, ofNulls) : 0;
            total += length;
            lengths[row] = (int) length;
        }
        TooManyBytes.unlessFew(total, rowCount);
        if (total > TooManyBytes.MOST) {
            return null;
        }
        byte[] data = new byte[(int) total];
        int[] starts = ListElements.starts(lengths);
        for (int row = 0; row < rowCount; row++) {
            if (lengths[row] > 0) {
                write(arrays, row, elements, delimiters, ofNulls, data, starts[row]);
            }
        }
        return new BytesColumn(ColumnType.STRING, rowCount, data, starts, lengths, validity);
    }

    private static long length(
            NestedColumn arrays, int row, BytesColumn elements, BytesColumn delimiters, @Nullable BytesColumn ofNulls) {
        long length = 0;
        int count = 0;
        for (int i = arrays.starts()[row], end = i + arrays.lengths()[row]; i < end; i++) {
            if (!elements.isNull(i)) {
                length += elements.lengths()[i];
                count++;
            } else if (ofNulls != null) {
                length += ofNulls.lengths()[row];
                count++;
            }
        }
        return length + (long) Math.max(0, count - 1) * delimiters.lengths()[row];
    }

    private static void write(
            NestedColumn arrays,
            int row,
            BytesColumn elements,
            BytesColumn delimiters,
            @Nullable BytesColumn ofNulls,
            byte[] data,
            int start) {
        int at = start;
        boolean isFirst = true;
        for (int i = arrays.starts()[row], end = i + arrays.lengths()[row]; i < end; i++) {
            boolean isNull = elements.isNull(i);
            if (isNull && ofNulls == null) {
                continue;
            }
            at = isFirst ? at : copy(delimiters, row, data, at);
            isFirst = false;
            at = isNull && ofNulls != null ? copy(ofNulls, row, data, at) : copy(elements, i, data, at);
        }
    }

    private static int copy(BytesColumn from, int row, byte[] data, int at) {
        int length = from.lengths()[row];
        System.arraycopy(from.data(), from.starts()[row], data, at, length);
        return at + length;
    }
}
