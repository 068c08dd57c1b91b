/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.NestedColumn;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Lays columns of parts out as arrays, maps and structs in Spark's unsafe form. A batch is one array of bytes, with zeros
 * wherever Spark's writers leave zeros. Parts are flat columns: numbers, booleans, byte strings, and nested values that are
 * already in this form. Source: UnsafeRowWriter, UnsafeArrayWriter, GenerateUnsafeProjection of Spark 4.1.
 */
public final class UnsafeForm {
    private static final int WORD = 8;

    private UnsafeForm() {}

    /** The elements of each row: {@code lengths[row]} elements from {@code starts[row]} on, none if the row is null. */
    public record Lists(int[] starts, int[] lengths, long @Nullable [] validity, int rowCount) {
        /** The number of elements that the parts must have. */
        int end() {
            int end = 0;
            for (int row = 0; row < rowCount; row++) {
                end = Math.max(end, lengths[row] == 0 ? 0 : starts[row] + lengths[row]);
            }
            return end;
        }

        boolean isNull(int row) {
            return validity != null && !Bitmap.get(validity, row);
        }
    }

    /** Whether it can lay out elements of the type, without a form of their own. */
    public static boolean takesElements(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY -> true;
            case DECIMAL -> type.physical() == ColumnType.Physical.LONGS;
            case NULL, OPAQUE -> false;
        };
    }

    /** Makes structs of the first {@code rowCount} rows of these fields. */
    public static NestedColumn nested(ColumnType type, List<Column> fields, long @Nullable [] validity, int rowCount) {
        return NestedColumn.structs(type, rowCount, NestedLayout.UNSAFE, fields, validity);
    }

    /**
     * Makes arrays of the elements in {@code parts[0]}, or maps of the keys in {@code parts[0]} and the values in
     * {@code parts[1]}.
     */
    public static NestedColumn nested(ColumnType type, List<Column> parts, Lists lists) {
        return NestedColumn.lists(
                type, lists.rowCount(), NestedLayout.UNSAFE, parts, lists.starts(), lists.lengths(), lists.validity());
    }

    /** Makes collections of the same lengths and places, over other parts. */
    public static NestedColumn nested(NestedColumn lists, ColumnType type, List<Column> parts) {
        return NestedColumn.lists(
                type, lists.rowCount(), NestedLayout.UNSAFE, parts, lists.starts(), lists.lengths(), lists.validity());
    }

    public static BytesColumn bytes(NestedColumn column) {
        if (column.isStruct()) {
            Column[] fields = new Column[column.parts().size()];
            Arrays.setAll(fields, column::flatPart);
            return structs(column.type(), fields, column.validity(), column.rowCount());
        }
        Lists lists = new Lists(column.starts(), column.lengths(), column.validity(), column.rowCount());
        Column first = column.flatPart(0);
        return column.parts().size() == 1
                ? arrays(column.type(), lists, first)
                : maps(column.type(), lists, first, column.flatPart(1));
    }

    private static BytesColumn arrays(ColumnType type, Lists lists, Column elements) {
        int[] sizes = arraySizes(lists, elements);
        int[] places = places(sizes);
        byte[] data = new byte[end(places, sizes)];
        writeArrays(lists, elements, data, places);
        return new BytesColumn(type, lists.rowCount(), data, places, sizes, lists.validity());
    }

    /** Each map is the size of the array of keys, that array, and the array of values. */
    private static BytesColumn maps(ColumnType type, Lists lists, Column keys, Column values) {
        int rowCount = lists.rowCount();
        int[] keySizes = arraySizes(lists, keys);
        int[] sizes = arraySizes(lists, values);
        for (int row = 0; row < rowCount; row++) {
            sizes[row] = lists.isNull(row) ? 0 : Math.addExact(WORD, Math.addExact(keySizes[row], sizes[row]));
        }
        int[] places = places(sizes);
        byte[] data = new byte[end(places, sizes)];
        int[] keyPlaces = new int[rowCount];
        int[] valuePlaces = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            if (!lists.isNull(row)) {
                UnsafeSlots.LONG.set(data, places[row], (long) keySizes[row]);
                keyPlaces[row] = places[row] + WORD;
                valuePlaces[row] = keyPlaces[row] + keySizes[row];
            }
        }
        writeArrays(lists, keys, data, keyPlaces);
        writeArrays(lists, values, data, valuePlaces);
        return new BytesColumn(type, rowCount, data, places, sizes, lists.validity());
    }

    private static BytesColumn structs(ColumnType type, Column[] fields, long @Nullable [] validity, int rowCount) {
        int bits = UnsafeRow.calculateBitSetWidthInBytes(fields.length);
        int fixed = bits + WORD * fields.length;
        int[] sizes = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            sizes[row] = Bitmap.isSet(validity, row) ? fixed : 0;
        }
        for (Column field : fields) {
            if (field instanceof BytesColumn bytes) {
                for (int row = 0; row < rowCount; row++) {
                    if (Bitmap.isSet(validity, row) && !bytes.isNull(row)) {
                        sizes[row] = Math.addExact(sizes[row], padded(bytes.lengths()[row]));
                    }
                }
            }
        }
        int[] places = places(sizes);
        byte[] data = new byte[end(places, sizes)];
        int[] free = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            free[row] = places[row] + fixed;
        }
        for (int f = 0; f < fields.length; f++) {
            writeField(fields[f], f, bits, data, places, free, validity, rowCount);
        }
        return new BytesColumn(type, rowCount, data, places, sizes, validity);
    }

    private static void writeField(
            Column field,
            int ordinal,
            int bits,
            byte[] data,
            int[] places,
            int[] free,
            long @Nullable [] validity,
            int rowCount) {
        for (int row = 0; row < rowCount; row++) {
            if (!Bitmap.isSet(validity, row)) {
                continue;
            }
            if (field.isNull(row)) {
                setBit(data, places[row], ordinal);
            } else if (field instanceof BytesColumn bytes) {
                free[row] = writeBytes(bytes, row, data, places[row], places[row] + bits + WORD * ordinal, free[row]);
            } else {
                writeNumber(field, row, data, places[row] + bits + WORD * ordinal);
            }
        }
    }

    private static int[] arraySizes(Lists lists, Column elements) {
        int width = width(elements.type());
        int[] sizes = new int[lists.rowCount()];
        for (int row = 0; row < sizes.length; row++) {
            if (lists.isNull(row)) {
                continue;
            }
            int length = lists.lengths()[row];
            long size = UnsafeArrayData.calculateHeaderPortionInBytes((long) length) + padded((long) length * width);
            if (elements instanceof BytesColumn bytes) {
                for (int i = lists.starts()[row], end = i + length; i < end; i++) {
                    size += bytes.isNull(i) ? 0 : padded(bytes.lengths()[i]);
                }
            }
            sizes[row] = Math.toIntExact(size);
        }
        return sizes;
    }

    private static void writeArrays(Lists lists, Column elements, byte[] data, int[] places) {
        int width = width(elements.type());
        for (int row = 0; row < lists.rowCount(); row++) {
            if (lists.isNull(row)) {
                continue;
            }
            int place = places[row];
            int first = lists.starts()[row];
            int length = lists.lengths()[row];
            UnsafeSlots.LONG.set(data, place, (long) length);
            int slots = place + UnsafeArrayData.calculateHeaderPortionInBytes(length);
            if (elements instanceof BytesColumn bytes) {
                int free = slots + WORD * length;
                for (int i = 0; i < length; i++) {
                    if (bytes.isNull(first + i)) {
                        setBit(data, place + WORD, i);
                    } else {
                        free = writeBytes(bytes, first + i, data, place, slots + WORD * i, free);
                    }
                }
            } else if (elements.validity() != null || !copied(elements, first, length, data, slots)) {
                for (int i = 0; i < length; i++) {
                    if (elements.isNull(first + i)) {
                        setBit(data, place + WORD, i);
                    } else {
                        writeNumber(elements, first + i, data, slots + width * i);
                    }
                }
            }
        }
    }

    /** Copies numbers without nulls if they are as wide in Quiver's columns as in Spark's arrays. */
    private static boolean copied(Column elements, int first, int length, byte[] data, int at) {
        Object from;
        long offset;
        int width = width(elements.type());
        if (elements instanceof LongColumn longs) {
            from = longs.values();
            offset = Platform.LONG_ARRAY_OFFSET;
        } else if (elements instanceof DoubleColumn doubles) {
            from = doubles.values();
            offset = Platform.DOUBLE_ARRAY_OFFSET;
        } else if (elements instanceof IntColumn ints && width == Integer.BYTES) {
            from = ints.values();
            offset = Platform.INT_ARRAY_OFFSET;
        } else if (elements instanceof FloatColumn floats) {
            from = floats.values();
            offset = Platform.FLOAT_ARRAY_OFFSET;
        } else {
            return false;
        }
        long bytes = (long) width * length;
        Platform.copyMemory(from, offset + (long) width * first, data, Platform.BYTE_ARRAY_OFFSET + (long) at, bytes);
        return true;
    }

    private static void writeNumber(Column column, int row, byte[] data, int at) {
        if (column instanceof LongColumn longs) {
            UnsafeSlots.LONG.set(data, at, longs.values()[row]);
        } else if (column instanceof IntColumn ints) {
            int value = ints.values()[row];
            switch (column.type().kind()) {
                case BYTE -> data[at] = (byte) value;
                case SHORT -> UnsafeSlots.SHORT.set(data, at, (short) value);
                default -> UnsafeSlots.INT.set(data, at, value);
            }
        } else if (column instanceof DoubleColumn doubles) {
            UnsafeSlots.DOUBLE.set(data, at, doubles.values()[row]);
        } else if (column instanceof FloatColumn floats) {
            UnsafeSlots.FLOAT.set(data, at, floats.values()[row]);
        } else {
            data[at] = (byte) (Bitmap.get(((BooleanColumn) column).words(), row) ? 1 : 0);
        }
    }

    /** Writes bytes at {@code free} and their offset and length at {@code slot}; returns the next free position. */
    private static int writeBytes(BytesColumn column, int row, byte[] data, int base, int slot, int free) {
        int length = column.lengths()[row];
        System.arraycopy(column.data(), column.starts()[row], data, free, length);
        UnsafeSlots.LONG.set(data, slot, (long) (free - base) << 32 | length);
        return free + padded(length);
    }

    private static void setBit(byte[] data, int bits, int ordinal) {
        int word = bits + (ordinal >> 6) * WORD;
        UnsafeSlots.LONG.set(data, word, (long) UnsafeSlots.LONG.get(data, word) | 1L << ordinal);
    }

    /** The bytes that an element takes in an array: a whole word for nulls and for values stored elsewhere. */
    static int width(ColumnType element) {
        return switch (element.kind()) {
            case BOOLEAN, BYTE -> 1;
            case SHORT -> 2;
            case INT, DATE, FLOAT -> 4;
            case LONG, TIMESTAMP, TIMESTAMP_NTZ, DOUBLE, DECIMAL, STRING, BINARY, OPAQUE, NULL -> WORD;
        };
    }

    private static int padded(int bytes) {
        return Math.addExact(bytes, WORD - 1) & -WORD;
    }

    private static long padded(long bytes) {
        return bytes + WORD - 1 & -WORD;
    }

    /** Places the values one after the other. */
    private static int[] places(int[] sizes) {
        int[] places = new int[sizes.length];
        int place = 0;
        for (int row = 0; row < sizes.length; row++) {
            places[row] = place;
            place = Math.addExact(place, sizes[row]);
        }
        return places;
    }

    private static int end(int[] places, int[] sizes) {
        int last = places.length - 1;
        return last < 0 ? 0 : places[last] + sizes[last];
    }
}
