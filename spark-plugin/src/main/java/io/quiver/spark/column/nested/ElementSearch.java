/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.kernel.FloatingOrder;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Searches the elements of a column for a value of each row by Spark's equality: NaN equals NaN, and -0.0 equals 0.0. One task
 * thread; remembers the position of a constant in a dictionary.
 */
final class ElementSearch {
    private static final int ENTRIES_PER_ROW = 4;

    /** The elements of one batch. */
    @FunctionalInterface
    interface Places {
        /** The first place in {@code [from, to)} with the row's value, which is not null; -1 if there is none. */
        int first(int row, int from, int to);
    }

    /** The dictionary searched last, the constant, and its entry. */
    private @Nullable Column dictionary;

    private @Nullable Column constant;
    private int entry;

    /** Whether values of the type can be searched for. */
    static boolean isKnown(ColumnType type) {
        return switch (type.kind()) {
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY -> true;
            case DECIMAL -> type.physical() == ColumnType.Physical.LONGS;
            case BOOLEAN, NULL, OPAQUE -> false;
        };
    }

    /** Searches for the {@code wanted} values, of a known type; null if the elements have another type. */
    @Nullable
    Places in(Column elements, Column wanted) {
        if (!elements.type().equals(wanted.type())) {
            return null;
        }
        boolean isConstant = wanted instanceof ConstantColumn;
        Column values = wanted instanceof ConstantColumn constant ? constant.value() : wanted.flat();
        if (isConstant && elements instanceof DictionaryColumn encoded && isWorthLookingUp(encoded)) {
            return inDictionary(encoded, values);
        }
        return places(elements.flat(), values, isConstant ? 0 : 1);
    }

    private boolean isWorthLookingUp(DictionaryColumn elements) {
        return elements.dictionary() == dictionary
                || elements.dictionary().rowCount() <= ENTRIES_PER_ROW * elements.rowCount();
    }

    private @Nullable Places inDictionary(DictionaryColumn elements, Column value) {
        Column entries = elements.dictionary();
        if (entries != dictionary || value != constant) {
            Places among = places(entries, value, 0);
            if (among == null) {
                return null;
            }
            int found = among.first(0, 0, entries.rowCount());
            if (found >= 0 && among.first(0, found + 1, entries.rowCount()) >= 0) {
                return places(elements.flat(), value, 0); // a writer's dictionary has it twice
            }
            dictionary = entries;
            constant = value;
            entry = found;
        }
        int id = entry;
        int[] ids = elements.ids();
        return (row, from, to) -> {
            for (int i = from; i < to; i++) {
                if (ids[i] == id && !elements.isNull(i)) {
                    return i;
                }
            }
            return -1;
        };
    }

    /** {@code step} is 0 if the values are one constant, else 1. */
    private static @Nullable Places places(Column elements, Column values, int step) {
        if (elements instanceof IntColumn ints && values instanceof IntColumn wanted) {
            return (row, from, to) -> first(ints, wanted.values()[row * step], from, to);
        }
        if (elements instanceof LongColumn longs && values instanceof LongColumn wanted) {
            return (row, from, to) -> first(longs, wanted.values()[row * step], from, to);
        }
        if (elements instanceof BytesColumn bytes && values instanceof BytesColumn wanted) {
            return (row, from, to) -> first(bytes, wanted, row * step, from, to);
        }
        if (elements instanceof DoubleColumn doubles && values instanceof DoubleColumn wanted) {
            return (row, from, to) -> first(doubles, FloatingOrder.key(wanted.values()[row * step]), from, to);
        }
        if (elements instanceof FloatColumn floats && values instanceof FloatColumn wanted) {
            return (row, from, to) -> first(floats, FloatingOrder.key(wanted.values()[row * step]), from, to);
        }
        return null;
    }

    private static int first(IntColumn column, int wanted, int from, int to) {
        int[] values = column.values();
        for (int i = from; i < to; i++) {
            if (values[i] == wanted && !column.isNull(i)) {
                return i;
            }
        }
        return -1;
    }

    private static int first(LongColumn column, long wanted, int from, int to) {
        long[] values = column.values();
        for (int i = from; i < to; i++) {
            if (values[i] == wanted && !column.isNull(i)) {
                return i;
            }
        }
        return -1;
    }

    private static int first(DoubleColumn column, long wanted, int from, int to) {
        double[] values = column.values();
        for (int i = from; i < to; i++) {
            if (FloatingOrder.key(values[i]) == wanted && !column.isNull(i)) {
                return i;
            }
        }
        return -1;
    }

    private static int first(FloatColumn column, long wanted, int from, int to) {
        float[] values = column.values();
        for (int i = from; i < to; i++) {
            if (FloatingOrder.key(values[i]) == wanted && !column.isNull(i)) {
                return i;
            }
        }
        return -1;
    }

    private static int first(BytesColumn column, BytesColumn wanted, int row, int from, int to) {
        byte[] data = column.data();
        int[] starts = column.starts();
        int[] lengths = column.lengths();
        byte[] value = wanted.data();
        int begin = wanted.starts()[row];
        int length = wanted.lengths()[row];
        for (int i = from; i < to; i++) {
            int start = starts[i];
            if (lengths[i] == length
                    && !column.isNull(i)
                    && Arrays.equals(data, start, start + length, value, begin, begin + length)) {
                return i;
            }
        }
        return -1;
    }
}
