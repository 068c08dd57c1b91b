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
import io.quiver.spark.column.SparkTypes;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** A constant that is looked for among the elements of a column, of a type whose values are equal where their bits are. */
final class ConstantMatch {
    /** The elements of one column. */
    @FunctionalInterface
    interface Elements {
        /** The first place in {@code [from, to)} with the constant, -1 where there is none. */
        int first(int from, int to);
    }

    private final ColumnType type;
    private final long number;
    private final byte[] bytes;

    private ConstantMatch(ColumnType type, long number, byte[] bytes) {
        this.type = type;
        this.number = number;
        this.bytes = bytes;
    }

    /** Null for a null, and for types whose equality is another: floating-point, collated, nested, long decimals. */
    static @Nullable ConstantMatch of(Literal literal) {
        ColumnType type = SparkTypes.columnType(literal.dataType());
        Object value = literal.value();
        return switch (type.kind()) {
            case BYTE, SHORT, INT, DATE, LONG, TIMESTAMP, TIMESTAMP_NTZ ->
                value instanceof Number number ? new ConstantMatch(type, number.longValue(), new byte[0]) : null;
            case DECIMAL ->
                value instanceof Decimal decimal
                                && type.physical() == ColumnType.Physical.LONGS
                                && decimal.scale() == type.scale()
                        ? new ConstantMatch(type, decimal.toUnscaledLong(), new byte[0])
                        : null;
            case STRING -> value instanceof UTF8String text ? new ConstantMatch(type, 0, text.getBytes()) : null;
            case BOOLEAN, FLOAT, DOUBLE, BINARY, NULL, OPAQUE -> null;
        };
    }

    /** The places in a column of the constant's type; null for a column of another. */
    @Nullable
    Elements in(Column column) {
        if (!column.type().equals(type)) {
            return null;
        }
        Column flat = column.flat();
        if (flat instanceof IntColumn ints) {
            return (from, to) -> first(ints, from, to);
        }
        if (flat instanceof LongColumn longs) {
            return (from, to) -> first(longs, from, to);
        }
        return flat instanceof BytesColumn texts ? (from, to) -> first(texts, from, to) : null;
    }

    private int first(IntColumn column, int from, int to) {
        int[] values = column.values();
        for (int i = from; i < to; i++) {
            if (values[i] == number && !column.isNull(i)) {
                return i;
            }
        }
        return -1;
    }

    private int first(LongColumn column, int from, int to) {
        long[] values = column.values();
        for (int i = from; i < to; i++) {
            if (values[i] == number && !column.isNull(i)) {
                return i;
            }
        }
        return -1;
    }

    private int first(BytesColumn column, int from, int to) {
        byte[] data = column.data();
        int[] starts = column.starts();
        int[] lengths = column.lengths();
        for (int i = from; i < to; i++) {
            int start = starts[i];
            if (lengths[i] == bytes.length
                    && !column.isNull(i)
                    && Arrays.equals(data, start, start + bytes.length, bytes, 0, bytes.length)) {
                return i;
            }
        }
        return -1;
    }
}
