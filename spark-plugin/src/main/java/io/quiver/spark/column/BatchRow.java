/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.Batch;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGettersReader;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeMapData;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.BinaryView;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.apache.spark.unsafe.types.GeographyVal;
import org.apache.spark.unsafe.types.GeometryVal;
import org.apache.spark.unsafe.types.TimestampNanosVal;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.unsafe.types.VariantVal;
import org.jspecify.annotations.Nullable;

/** One row of a batch, in the form that Spark's code reads. {@link #at(int)} moves it; nothing is copied. */
public final class BatchRow extends InternalRow {
    private final @Nullable DataType[] types;
    private ColumnView[] views = {};
    private int row;

    /** {@code types} by ordinal; columns without a type are not read. */
    public BatchRow(@Nullable DataType[] types) {
        this.types = types;
    }

    /** Moves to another batch, before its first row. */
    public void reset(Batch batch) {
        views = ColumnView.views(batch.columns(), types);
        row = -1;
    }

    public BatchRow at(int row) {
        this.row = row;
        return this;
    }

    @Override
    public int numFields() {
        return types.length;
    }

    @Override
    public boolean isNullAt(int ordinal) {
        return views[ordinal].isNullAt(row);
    }

    @Override
    public boolean getBoolean(int ordinal) {
        return views[ordinal].getBoolean(row);
    }

    @Override
    public byte getByte(int ordinal) {
        return views[ordinal].getByte(row);
    }

    @Override
    public short getShort(int ordinal) {
        return views[ordinal].getShort(row);
    }

    @Override
    public int getInt(int ordinal) {
        return views[ordinal].getInt(row);
    }

    @Override
    public long getLong(int ordinal) {
        return views[ordinal].getLong(row);
    }

    @Override
    public float getFloat(int ordinal) {
        return views[ordinal].getFloat(row);
    }

    @Override
    public double getDouble(int ordinal) {
        return views[ordinal].getDouble(row);
    }

    @Override
    public @Nullable Decimal getDecimal(int ordinal, int precision, int scale) {
        return views[ordinal].getDecimal(row, precision, scale);
    }

    @Override
    public @Nullable UTF8String getUTF8String(int ordinal) {
        return views[ordinal].getUTF8String(row);
    }

    @Override
    public byte @Nullable [] getBinary(int ordinal) {
        return views[ordinal].getBinary(row);
    }

    @Override
    public @Nullable CalendarInterval getInterval(int ordinal) {
        return (CalendarInterval) opaque(ordinal);
    }

    @Override
    public @Nullable VariantVal getVariant(int ordinal) {
        return (VariantVal) opaque(ordinal);
    }

    @Override
    public @Nullable UnsafeRow getStruct(int ordinal, int fieldCount) {
        return (UnsafeRow) opaque(ordinal);
    }

    @Override
    public @Nullable UnsafeArrayData getArray(int ordinal) {
        return (UnsafeArrayData) opaque(ordinal);
    }

    @Override
    public @Nullable UnsafeMapData getMap(int ordinal) {
        return (UnsafeMapData) opaque(ordinal);
    }

    private @Nullable Object opaque(int ordinal) {
        ColumnView view = views[ordinal];
        return view.isNullAt(row) ? null : view.value(row);
    }

    @Override
    public @Nullable GeographyVal getGeography(int ordinal) {
        throw readOnly("geography");
    }

    @Override
    public @Nullable GeometryVal getGeometry(int ordinal) {
        throw readOnly("geometry");
    }

    /** Spark 4.2 and later read geospatial values through this. */
    public BinaryView getBinaryView(int ordinal) {
        throw readOnly("binary view");
    }

    /** Spark 4.3 and later. */
    public TimestampNanosVal getTimestampLTZNanos(int ordinal) {
        throw readOnly("timestamp of nanoseconds");
    }

    /** Spark 4.3 and later. */
    public TimestampNanosVal getTimestampNTZNanos(int ordinal) {
        throw readOnly("timestamp of nanoseconds");
    }

    @Override
    public @Nullable Object get(int ordinal, DataType type) {
        return SpecializedGettersReader.read(this, ordinal, type, true, true);
    }

    @Override
    public void setNullAt(int ordinal) {
        throw readOnly("setNullAt");
    }

    @Override
    public void update(int ordinal, Object value) {
        throw readOnly("update");
    }

    /** An independent row, with copies of everything that points into the batch. */
    @Override
    public InternalRow copy() {
        GenericInternalRow copy = new GenericInternalRow(types.length);
        for (int i = 0; i < types.length; i++) {
            copy.update(i, InternalRow.copyValue(get(i, types[i])));
        }
        return copy;
    }

    private static UnsupportedOperationException readOnly(String what) {
        return new UnsupportedOperationException("a row of a batch has no " + what);
    }
}
