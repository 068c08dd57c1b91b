/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.operator.host.CollectionReader;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.NestedColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of arrays and maps from their unsafe bytes, without making objects. The columns of an element are its
 * position if requested, then the array's element, or the map's key and value, or the fields of the array's struct if they are
 * requested one by one.
 */
public final class UnsafeCollections implements CollectionReader {
    private static final int WORD = 8;

    private final DataType type;
    private final boolean withPosition;
    private final boolean inline;

    /** For an array or map; {@code inline} is for arrays of structs only. */
    public UnsafeCollections(DataType type, boolean withPosition, boolean inline) {
        this.type = type;
        this.withPosition = withPosition;
        this.inline = inline;
    }

    @Override
    public int[] counts(Column collections) {
        if (collections instanceof NestedColumn nested) {
            return NestedColumns.counts(nested);
        }
        int[] counts = new int[collections.rowCount()];
        if (!(collections.flat() instanceof BytesColumn bytes)) {
            return counts;
        }
        int toArray = type instanceof MapType ? WORD : 0;
        for (int row = 0; row < counts.length; row++) {
            if (!bytes.isNull(row)) {
                counts[row] = (int) UnsafeSlots.longAt(bytes.data(), bytes.starts()[row] + toArray);
            }
        }
        return counts;
    }

    /** Converts arrays or maps to columns of all their elements, in row order. */
    public NestedColumn nested(Column collections) {
        int[] counts = counts(collections);
        int[] starts = new int[counts.length];
        int total = 0;
        for (int row = 0; row < counts.length; row++) {
            starts[row] = total;
            total = Math.addExact(total, counts[row]);
        }
        int[] rows = new int[total];
        int[] positions = new int[total];
        for (int row = 0; row < counts.length; row++) {
            for (int i = 0; i < counts[row]; i++) {
                rows[starts[row] + i] = row;
                positions[starts[row] + i] = i;
            }
        }
        UnsafeForm.Lists lists = new UnsafeForm.Lists(starts, counts, collections.validity(), counts.length);
        return UnsafeForm.nested(collections.type(), elements(collections, rows, positions, total), lists);
    }

    @Override
    public List<Column> elements(Column collections, int[] rows, int[] positions, int count) {
        List<Column> columns = new ArrayList<>();
        if (withPosition) {
            columns.add(positions(positions, count));
        }
        if (collections instanceof NestedColumn nested) {
            addElements(columns, nested, rows, positions, count);
            return columns;
        }
        BytesColumn bytes = (BytesColumn) collections.flat();
        if (type instanceof MapType map) {
            int[] keys = arrays(bytes, rows, count, WORD);
            columns.add(elements(bytes.data(), keys, positions, count, map.keyType())
                    .column(map.keyType()));
            int[] values = valueArrays(bytes, rows, count);
            columns.add(elements(bytes.data(), values, positions, count, map.valueType())
                    .column(map.valueType()));
            return columns;
        }
        DataType element = ((ArrayType) type).elementType();
        UnsafeSlots slots = elements(bytes.data(), arrays(bytes, rows, count, 0), positions, count, element);
        if (!inline) {
            columns.add(slots.column(element));
            return columns;
        }
        addFields(columns, slots.column(element));
        return columns;
    }

    private void addElements(List<Column> columns, NestedColumn nested, int[] rows, int[] positions, int count) {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = positions[i] < 0 ? -1 : nested.starts()[rows[i]] + positions[i];
        }
        for (Column part : nested.parts()) {
            add(columns, NestedColumns.elements(part, places, count));
        }
    }

    private void add(List<Column> columns, Column elements) {
        if (!inline) {
            columns.add(elements);
        } else if (elements instanceof NestedColumn structs) {
            for (int field = 0; field < structs.parts().size(); field++) {
                columns.add(NestedColumns.field(structs, field));
            }
        } else {
            addFields(columns, elements);
        }
    }

    @Override
    public int denseStart(Column collections, int[] counts) {
        return !withPosition && collections instanceof NestedColumn lists
                ? NestedColumns.denseStart(lists.starts(), counts)
                : -1;
    }

    @Override
    public List<Column> elements(Column collections, int from, int count) {
        List<Column> columns = new ArrayList<>();
        for (Column part : ((NestedColumn) collections).parts()) {
            add(columns, part.range(from, count));
        }
        return columns;
    }

    private void addFields(List<Column> columns, Column structs) {
        DataType element = OpaqueValues.storage(((ArrayType) type).elementType());
        StructField[] fields = ((StructType) element).fields();
        for (int field = 0; field < fields.length; field++) {
            columns.add(
                    field((BytesColumn) structs.flat(), field, fields.length).column(fields[field].dataType()));
        }
    }

    private static Column positions(int[] positions, int count) {
        long @Nullable [] validity = null;
        for (int i = 0; i < count; i++) {
            if (positions[i] < 0) {
                validity = validity == null ? Bitmap.ones(count) : validity;
                Bitmap.clear(validity, i);
            }
        }
        return new IntColumn(ColumnType.INT, count, positions, validity);
    }

    /** The start of each row's array. */
    private static int[] arrays(BytesColumn bytes, int[] rows, int count, int offset) {
        int[] arrays = new int[count];
        for (int i = 0; i < count; i++) {
            arrays[i] = bytes.starts()[rows[i]] + offset;
        }
        return arrays;
    }

    /** A map is the size of its keys' array, that array, and the values' array. */
    private static int[] valueArrays(BytesColumn bytes, int[] rows, int count) {
        int[] arrays = new int[count];
        for (int i = 0; i < count; i++) {
            int start = bytes.starts()[rows[i]];
            boolean empty = bytes.lengths()[rows[i]] == 0;
            arrays[i] = empty ? start : start + WORD + (int) UnsafeSlots.longAt(bytes.data(), start);
        }
        return arrays;
    }

    private static UnsafeSlots elements(byte[] data, int[] arrays, int[] positions, int count, DataType element) {
        int width = width(element);
        int[] slots = new int[count];
        long[] validity = Bitmap.zeros(count);
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            int array = arrays[i];
            if (position >= 0 && !isNull(data, array + WORD, position)) {
                int header = UnsafeArrayData.calculateHeaderPortionInBytes((int) UnsafeSlots.longAt(data, array));
                slots[i] = array + header + position * width;
                Bitmap.set(validity, i);
            }
        }
        return new UnsafeSlots(data, arrays, slots, count, validity);
    }

    /** Slot width of an element: UnsafeArrayData uses a whole word unless the element is a narrower primitive. */
    private static int width(DataType element) {
        DataType storage = OpaqueValues.storage(element);
        ColumnType type = SparkTypes.columnType(storage);
        boolean isOpaqueInt = type.kind() == ColumnType.Kind.OPAQUE && OpaqueValues.of(storage) == OpaqueValues.INT;
        return isOpaqueInt ? Integer.BYTES : UnsafeForm.width(type);
    }

    /** Reads a field of structs. */
    public static UnsafeSlots field(BytesColumn structs, int field, int fieldCount) {
        int count = structs.rowCount();
        byte[] data = structs.data();
        int header = UnsafeRow.calculateBitSetWidthInBytes(fieldCount);
        int[] slots = new int[count];
        long[] validity = Bitmap.zeros(count);
        for (int i = 0; i < count; i++) {
            int struct = structs.starts()[i];
            if (!structs.isNull(i) && !isNull(data, struct, field)) {
                slots[i] = struct + header + field * WORD;
                Bitmap.set(validity, i);
            }
        }
        return new UnsafeSlots(data, structs.starts(), slots, count, validity);
    }

    private static boolean isNull(byte[] data, int bits, int ordinal) {
        return (UnsafeSlots.longAt(data, bits + (ordinal >> 6) * WORD) >>> ordinal & 1L) != 0;
    }
}
