/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Copies Spark's rows into columns, a batch at a time. One thread. */
public final class RowReader {
    private static final int ROWS_PER_LOOK = 16;
    /** Row size in bytes beyond which the next row may exceed the bound. */
    private static final int LONG_ROW = 1 << 16;

    private final DataType[] types;
    private final ColumnType[] columnTypes;
    private final @Nullable OpaqueValues[] opaque;
    private final boolean needsUnsafeRows;
    private @Nullable UnsafeProjection toUnsafe;

    public RowReader(DataType[] types) {
        this.types = types;
        columnTypes = SparkTypes.columnTypes(List.of(types)).toArray(new ColumnType[0]);
        opaque = new OpaqueValues[types.length];
        boolean unsafe = false;
        for (int i = 0; i < types.length; i++) {
            if (columnTypes[i].kind() == ColumnType.Kind.OPAQUE) {
                OpaqueValues values = OpaqueValues.of(types[i]);
                opaque[i] = values;
                unsafe |= values.needsUnsafeRow();
            }
        }
        needsUnsafeRows = unsafe;
    }

    /** Reads at most {@code maxRows} rows, fewer if they are long. The batch is empty only if {@code rows} is at its end. */
    public Batch read(Iterator<? extends InternalRow> rows, int maxRows) {
        return read(rows, maxRows, ByteBound.MAX_BYTES);
    }

    /** Reads {@code count} rows of any length; {@code rows} must have them. */
    public Batch readAll(Iterator<? extends InternalRow> rows, int count) {
        return read(rows, count, Long.MAX_VALUE);
    }

    private Batch read(Iterator<? extends InternalRow> rows, int maxRows, long maxBytes) {
        ColumnBuilder[] builders = new ColumnBuilder[types.length];
        for (int i = 0; i < types.length; i++) {
            builders[i] = ColumnBuilder.create(columnTypes[i], Math.min(maxRows, Batch.TARGET_ROWS));
        }
        int count = 0;
        boolean look = true;
        while (count < maxRows && (!look || bytes(builders) < maxBytes) && rows.hasNext()) {
            InternalRow row = rows.next();
            append(builders, row);
            count++;
            look = count % ROWS_PER_LOOK == 0 || mayBeLong(row);
        }
        List<Column> columns = new ArrayList<>(types.length);
        for (ColumnBuilder builder : builders) {
            columns.add(builder.build());
        }
        return new Batch(columns, count);
    }

    private static boolean mayBeLong(InternalRow row) {
        return !(row instanceof UnsafeRow unsafe) || unsafe.getSizeInBytes() > LONG_ROW;
    }

    private static long bytes(ColumnBuilder[] builders) {
        long bytes = 0;
        for (ColumnBuilder builder : builders) {
            bytes += builder.appendedBytes();
        }
        return bytes;
    }

    private UnsafeRow unsafe(InternalRow row) {
        UnsafeProjection projection = toUnsafe;
        if (projection == null) {
            projection = UnsafeProjection.create(types);
            toUnsafe = projection;
        }
        return projection.apply(row);
    }

    /** Appends rows to the columns of their fields; returns their number. */
    public int appendAll(ColumnBuilder[] builders, scala.collection.Iterator<InternalRow> rows) {
        int count = 0;
        for (; rows.hasNext(); count++) {
            append(builders, rows.next());
        }
        return count;
    }

    /** Appends a row to the columns of its fields. */
    public void append(ColumnBuilder[] builders, InternalRow row) {
        InternalRow readable = needsUnsafeRows && !(row instanceof UnsafeRow) ? unsafe(row) : row;
        for (int i = 0; i < builders.length; i++) {
            append(builders[i], i, readable);
        }
    }

    /** Appends one field of a row to a column; nested values must be in unsafe form. */
    public void append(ColumnBuilder builder, int ordinal, InternalRow row) {
        if (row.isNullAt(ordinal)) {
            builder.appendNull();
            return;
        }
        ColumnType type = columnTypes[ordinal];
        switch (type.kind()) {
            case BOOLEAN -> builder.appendBoolean(row.getBoolean(ordinal));
            case BYTE -> builder.appendInt(row.getByte(ordinal));
            case SHORT -> builder.appendInt(row.getShort(ordinal));
            case INT, DATE -> builder.appendInt(row.getInt(ordinal));
            case LONG, TIMESTAMP, TIMESTAMP_NTZ -> builder.appendLong(row.getLong(ordinal));
            case FLOAT -> builder.appendFloat(row.getFloat(ordinal));
            case DOUBLE -> builder.appendDouble(row.getDouble(ordinal));
            case DECIMAL -> {
                if (type.physical() == ColumnType.Physical.LONGS && row instanceof UnsafeRow) {
                    builder.appendLong(row.getLong(ordinal));
                } else {
                    appendDecimal(builder, type, row.getDecimal(ordinal, type.precision(), type.scale()));
                }
            }
            case STRING -> appendString(builder, row.getUTF8String(ordinal));
            case BINARY -> {
                byte[] bytes = row.getBinary(ordinal);
                builder.appendBytes(bytes, 0, bytes.length);
            }
            case NULL -> builder.appendNull();
            case OPAQUE -> appendOpaque(builder, ordinal, row);
        }
    }

    private void appendOpaque(ColumnBuilder builder, int ordinal, InternalRow row) {
        OpaqueValues values = opaque[ordinal];
        if (values != null) {
            values.append(builder, row, ordinal, OpaqueValues.storage(types[ordinal]));
        }
    }

    static void appendDecimal(ColumnBuilder builder, ColumnType type, @Nullable Decimal raw) {
        Decimal value = TypedDecimal.of(raw, type.precision(), type.scale());
        if (value == null) {
            builder.appendNull();
        } else if (type.physical() == ColumnType.Physical.LONGS) {
            builder.appendLong(value.toUnscaledLong());
        } else {
            BigInteger unscaled = value.toJavaBigDecimal().unscaledValue();
            builder.appendWide(Wide.high(unscaled), Wide.low(unscaled));
        }
    }

    static void appendString(ColumnBuilder builder, UTF8String value) {
        Object base = value.getBaseObject();
        if (base instanceof byte[] bytes) {
            int start = (int) (value.getBaseOffset() - org.apache.spark.unsafe.Platform.BYTE_ARRAY_OFFSET);
            builder.appendBytes(bytes, start, value.numBytes());
            return;
        }
        byte[] bytes = value.getBytes();
        builder.appendBytes(bytes, 0, bytes.length);
    }
}
