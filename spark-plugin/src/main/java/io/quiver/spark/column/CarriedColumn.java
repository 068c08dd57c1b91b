/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Carries a column to a fragment, which takes it out again with its encoding. A reader of single values gets them from a
 * {@link ColumnView} that is made on demand: views decode dictionaries, and carrying a column should not cost that.
 */
public final class CarriedColumn extends ColumnVector {
    private final Column column;
    private @Nullable ColumnView view;

    private CarriedColumn(DataType type, Column column) {
        super(OpaqueValues.storage(type));
        this.column = column;
    }

    /** Wraps the columns of a batch for one of Spark's batches. */
    public static ColumnVector[] vectors(Batch batch, DataType[] types) {
        ColumnVector[] vectors = new ColumnVector[types.length];
        for (int i = 0; i < types.length; i++) {
            vectors[i] = new CarriedColumn(types[i], batch.column(i));
        }
        return vectors;
    }

    /** The underlying column, in its own encoding. */
    public Column column() {
        return column;
    }

    private ColumnView view() {
        if (view == null) {
            view = new ColumnView(type, column);
        }
        return view;
    }

    @Override
    public void close() {}

    @Override
    public boolean hasNull() {
        return view().hasNull();
    }

    @Override
    public int numNulls() {
        return view().numNulls();
    }

    @Override
    public boolean isNullAt(int row) {
        return view().isNullAt(row);
    }

    @Override
    public boolean getBoolean(int row) {
        return view().getBoolean(row);
    }

    @Override
    public byte getByte(int row) {
        return view().getByte(row);
    }

    @Override
    public short getShort(int row) {
        return view().getShort(row);
    }

    @Override
    public int getInt(int row) {
        return view().getInt(row);
    }

    @Override
    public long getLong(int row) {
        return view().getLong(row);
    }

    @Override
    public float getFloat(int row) {
        return view().getFloat(row);
    }

    @Override
    public double getDouble(int row) {
        return view().getDouble(row);
    }

    @Override
    public @Nullable Decimal getDecimal(int row, int precision, int scale) {
        return view().getDecimal(row, precision, scale);
    }

    @Override
    public @Nullable UTF8String getUTF8String(int row) {
        return view().getUTF8String(row);
    }

    @Override
    public byte @Nullable [] getBinary(int row) {
        return view().getBinary(row);
    }

    @Override
    public @Nullable ColumnarArray getArray(int row) {
        return view().getArray(row);
    }

    @Override
    public @Nullable ColumnarMap getMap(int row) {
        return view().getMap(row);
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        return view().getChild(ordinal);
    }
}
