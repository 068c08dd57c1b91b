/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Presents a column as Spark's ColumnVector, without a copy. One class serves all types, so that Spark's loops over vectors see
 * one receiver. Quiver's readers get opaque values from {@link #value(int)}; Spark's readers find child vectors. Nothing needs
 * closing: the arrays are ordinary garbage.
 */
public final class ColumnView extends ColumnVector {
    private final Column column;
    private final long @Nullable [] validity;
    private final long[] bits;
    private final int[] ints;
    private final long[] longs;
    private final long[] high;
    private final float[] floats;
    private final double[] doubles;
    private final byte[] data;
    private final int[] starts;
    private final int[] lengths;
    private final @Nullable OpaqueValues opaque;

    private static final long[] NO_LONGS = {};
    private static final int[] NO_INTS = {};
    private static final float[] NO_FLOATS = {};
    private static final double[] NO_DOUBLES = {};
    private static final byte[] NO_BYTES = {};

    public ColumnView(DataType type, Column column) {
        super(OpaqueValues.storage(type));
        this.column = column;
        Column flat = column.flat();
        validity = flat.validity();
        bits = flat instanceof BooleanColumn booleans ? booleans.words() : NO_LONGS;
        ints = flat instanceof IntColumn intColumn ? intColumn.values() : NO_INTS;
        longs = flat instanceof LongColumn longColumn
                ? longColumn.values()
                : flat instanceof WideColumn wide ? wide.low() : NO_LONGS;
        high = flat instanceof WideColumn wide ? wide.high() : NO_LONGS;
        floats = flat instanceof FloatColumn floatColumn ? floatColumn.values() : NO_FLOATS;
        doubles = flat instanceof DoubleColumn doubleColumn ? doubleColumn.values() : NO_DOUBLES;
        BytesColumn bytes = flat instanceof BytesColumn bytesColumn ? bytesColumn : null;
        data = bytes == null ? NO_BYTES : bytes.data();
        starts = bytes == null ? NO_INTS : bytes.starts();
        lengths = bytes == null ? NO_INTS : bytes.lengths();
        opaque = column.type().kind() == ColumnType.Kind.OPAQUE ? OpaqueValues.of(type) : null;
    }

    /** Presents a batch as Spark's ColumnarBatch. */
    public static ColumnarBatch batch(Batch batch, DataType[] types) {
        ColumnVector[] vectors = new ColumnVector[types.length];
        for (int i = 0; i < types.length; i++) {
            vectors[i] = new ColumnView(types[i], batch.column(i));
        }
        return new ColumnarBatch(vectors, batch.rowCount());
    }

    /** Views over the columns of a batch, in order; no view for a column without a type. */
    @SuppressWarnings("NullAway") // nobody asks for a column without a type
    static ColumnView[] views(List<Column> columns, @Nullable DataType[] types) {
        ColumnView[] views = new ColumnView[types.length];
        for (int i = 0; i < types.length; i++) {
            DataType type = types[i];
            views[i] = type == null ? null : new ColumnView(type, columns.get(i));
        }
        return views;
    }

    /** The underlying column, in its own encoding. */
    public Column column() {
        return column;
    }

    /** Returns an opaque value in the form that Spark's code expects. The row is not null. */
    Object value(int row) {
        if (opaque == null) {
            throw new IllegalStateException("not an opaque column: " + type);
        }
        return opaque.decode(data, starts[row], lengths[row], type);
    }

    byte[] data() {
        return data;
    }

    int start(int row) {
        return starts[row];
    }

    int length(int row) {
        return lengths[row];
    }

    @Override
    public void close() {}

    @Override
    public boolean hasNull() {
        return validity != null;
    }

    @Override
    public int numNulls() {
        return column.rowCount() - Bitmap.count(validity, column.rowCount());
    }

    @Override
    public boolean isNullAt(int row) {
        return validity != null && !Bitmap.get(validity, row);
    }

    @Override
    public boolean getBoolean(int row) {
        return Bitmap.get(bits, row);
    }

    @Override
    public byte getByte(int row) {
        return (byte) ints[row];
    }

    @Override
    public short getShort(int row) {
        return (short) ints[row];
    }

    @Override
    public int getInt(int row) {
        return opaque == null ? ints[row] : (Integer) value(row);
    }

    @Override
    public long getLong(int row) {
        return opaque == null ? longs[row] : (Long) value(row);
    }

    @Override
    public float getFloat(int row) {
        return floats[row];
    }

    @Override
    public double getDouble(int row) {
        return doubles[row];
    }

    @Override
    public @Nullable Decimal getDecimal(int row, int precision, int scale) {
        if (isNullAt(row)) {
            return null;
        }
        if (column.type().physical() == ColumnType.Physical.LONGS) {
            return Decimal.createUnsafe(longs[row], precision, scale);
        }
        return Decimal.apply(new BigDecimal(Wide.unscaled(high[row], longs[row]), scale), precision, scale);
    }

    @Override
    public @Nullable UTF8String getUTF8String(int row) {
        return isNullAt(row) ? null : UTF8String.fromBytes(data, starts[row], lengths[row]);
    }

    @Override
    public byte @Nullable [] getBinary(int row) {
        return isNullAt(row) ? null : java.util.Arrays.copyOfRange(data, starts[row], starts[row] + lengths[row]);
    }

    @Override
    public @Nullable ColumnarArray getArray(int row) {
        return isNullAt(row) ? null : NestedView.array(type, (ArrayData) value(row));
    }

    @Override
    public @Nullable ColumnarMap getMap(int row) {
        return isNullAt(row) ? null : NestedView.map(type, (MapData) value(row));
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        return NestedView.child(type, this::value, ordinal);
    }

    long high(int row) {
        return high[row];
    }

    @Nullable
    OpaqueValues opaque() {
        return opaque;
    }
}
