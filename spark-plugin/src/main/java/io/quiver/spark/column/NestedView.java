/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import java.util.function.IntFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.CalendarIntervalType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.unsafe.types.VariantVal;
import org.jspecify.annotations.Nullable;

/**
 * Presents one part of nested values (a field of structs, the elements of an array) as Spark's child vector. It serves code that
 * reads Quiver's batches without Quiver's conversions, and looks into the value again for each part.
 */
final class NestedView extends ColumnVector {
    private static final int EVERY = -1;

    private final IntFunction<? extends SpecializedGetters> wholes;
    private final int field;

    private NestedView(DataType type, IntFunction<? extends SpecializedGetters> wholes, int field) {
        super(type);
        this.wholes = wholes;
        this.field = field;
    }

    /** Presents part {@code ordinal} of the values of type {@code type}, which {@code values} returns in Catalyst's form. */
    static ColumnVector child(DataType type, IntFunction<Object> values, int ordinal) {
        if (type instanceof StructType struct) {
            DataType part = OpaqueValues.storage(struct.fields()[ordinal].dataType());
            return new NestedView(part, row -> (InternalRow) values.apply(row), ordinal);
        }
        if (type instanceof CalendarIntervalType) {
            DataType part = ordinal == 2 ? DataTypes.LongType : DataTypes.IntegerType;
            return new NestedView(part, row -> parts((CalendarInterval) values.apply(row)), ordinal);
        }
        if (type instanceof VariantType) {
            return new NestedView(DataTypes.BinaryType, row -> parts((VariantVal) values.apply(row)), ordinal);
        }
        throw new UnsupportedOperationException("no children: " + type.catalogString());
    }

    static ColumnarArray array(DataType type, ArrayData array) {
        return new ColumnarArray(elements(((ArrayType) type).elementType(), array), 0, array.numElements());
    }

    static ColumnarMap map(DataType type, MapData map) {
        MapType mapType = (MapType) type;
        return new ColumnarMap(
                elements(mapType.keyType(), map.keyArray()),
                elements(mapType.valueType(), map.valueArray()),
                0,
                map.numElements());
    }

    private static NestedView elements(DataType type, ArrayData array) {
        return new NestedView(OpaqueValues.storage(type), row -> array, EVERY);
    }

    private static InternalRow parts(CalendarInterval interval) {
        return new GenericInternalRow(new Object[] {interval.months, interval.days, interval.microseconds});
    }

    private static InternalRow parts(VariantVal variant) {
        return new GenericInternalRow(new Object[] {variant.getValue(), variant.getMetadata()});
    }

    private SpecializedGetters whole(int row) {
        return wholes.apply(row);
    }

    private int ordinal(int row) {
        return field == EVERY ? row : field;
    }

    @Override
    public void close() {}

    @Override
    public boolean hasNull() {
        return true;
    }

    /** Returns 1, since an exact count would read all values. */
    @Override
    public int numNulls() {
        return 1;
    }

    @Override
    public boolean isNullAt(int row) {
        return whole(row).isNullAt(ordinal(row));
    }

    @Override
    public boolean getBoolean(int row) {
        return whole(row).getBoolean(ordinal(row));
    }

    @Override
    public byte getByte(int row) {
        return whole(row).getByte(ordinal(row));
    }

    @Override
    public short getShort(int row) {
        return whole(row).getShort(ordinal(row));
    }

    @Override
    public int getInt(int row) {
        return whole(row).getInt(ordinal(row));
    }

    @Override
    public long getLong(int row) {
        return whole(row).getLong(ordinal(row));
    }

    @Override
    public float getFloat(int row) {
        return whole(row).getFloat(ordinal(row));
    }

    @Override
    public double getDouble(int row) {
        return whole(row).getDouble(ordinal(row));
    }

    @Override
    public @Nullable Decimal getDecimal(int row, int precision, int scale) {
        return isNullAt(row) ? null : whole(row).getDecimal(ordinal(row), precision, scale);
    }

    @Override
    public @Nullable UTF8String getUTF8String(int row) {
        return isNullAt(row) ? null : whole(row).getUTF8String(ordinal(row));
    }

    @Override
    public byte @Nullable [] getBinary(int row) {
        return isNullAt(row) ? null : whole(row).getBinary(ordinal(row));
    }

    @Override
    public @Nullable ColumnarArray getArray(int row) {
        return isNullAt(row) ? null : array(type, whole(row).getArray(ordinal(row)));
    }

    @Override
    public @Nullable ColumnarMap getMap(int row) {
        return isNullAt(row) ? null : map(type, whole(row).getMap(ordinal(row)));
    }

    @Override
    public ColumnVector getChild(int child) {
        return child(type, row -> whole(row).get(ordinal(row), type), child);
    }
}
