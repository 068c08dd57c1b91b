/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python.pickle;

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
import io.quiver.spark.column.ColumnView;
import io.quiver.spark.column.SparkTypes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.UserDefinedType;
import org.jspecify.annotations.Nullable;

/**
 * Pickles rows straight from columns. Python loads the same objects as from the pickles of
 * {@code BatchEvalPythonExec.getInputIterator} (Spark 4.1.3): a tuple with a tuple for each row. One thread.
 */
public final class RowPickler {
    private static final VarHandle LITTLE_INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE_LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final byte[] DECIMAL = "cdecimal\nDecimal\n".getBytes(StandardCharsets.US_ASCII);

    private final DataType[] types;
    private final ColumnType.Kind[] kinds;
    private final Column[] columns;
    private final @Nullable ColumnView[] decimals;
    private byte[] out = new byte[4096];
    private int length;

    public RowPickler(DataType[] types) {
        this.types = types;
        kinds = SparkTypes.columnTypes(List.of(types)).stream()
                .map(ColumnType::kind)
                .toArray(ColumnType.Kind[]::new);
        columns = new Column[types.length];
        decimals = new ColumnView[types.length];
        start();
    }

    /**
     * Whether all the types have plain Python objects as values. Spark sends others, such as dates, in rows with their schema
     * ({@code EvaluatePython.needConversionInPython}).
     */
    public static boolean covers(DataType[] types) {
        return Arrays.stream(types).allMatch(RowPickler::isPlain);
    }

    private static boolean isPlain(DataType type) {
        if (type instanceof UserDefinedType<?>) {
            return false;
        }
        return switch (SparkTypes.columnType(type).kind()) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL, STRING, NULL -> true;
            case DATE, TIMESTAMP, TIMESTAMP_NTZ, BINARY, OPAQUE -> false;
        };
    }

    private void start() {
        length = 0;
        put(Opcode.PROTO);
        put(2);
        put(Opcode.MARK);
    }

    /** Moves to a batch of flat columns. */
    public void reset(Batch batch) {
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(i);
            decimals[i] = types[i] instanceof DecimalType ? new ColumnView(types[i], columns[i]) : null;
        }
    }

    /** Adds a row of the batch to the pickle. */
    public void add(int row) {
        if (columns.length == 0) {
            put(Opcode.EMPTY_TUPLE);
            return;
        }
        if (columns.length > 3) {
            put(Opcode.MARK);
        }
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].isNull(row)) {
                put(Opcode.NONE);
            } else {
                value(i, row);
            }
        }
        put(columns.length > 3 ? Opcode.TUPLE : Opcode.TUPLE1 + columns.length - 1);
    }

    /** Returns the pickle of the added rows. */
    public byte[] take() {
        put(Opcode.TUPLE);
        put(Opcode.STOP);
        byte[] pickle = Arrays.copyOf(out, length);
        start();
        return pickle;
    }

    private void value(int ordinal, int row) {
        Column column = columns[ordinal];
        switch (kinds[ordinal]) {
            case BOOLEAN -> put(Bitmap.get(((BooleanColumn) column).words(), row) ? Opcode.NEW_TRUE : Opcode.NEW_FALSE);
            case BYTE, SHORT, INT -> number(((IntColumn) column).values()[row]);
            case LONG -> number(((LongColumn) column).values()[row]);
            case FLOAT -> number((double) ((FloatColumn) column).values()[row]);
            case DOUBLE -> number(((DoubleColumn) column).values()[row]);
            case STRING -> {
                BytesColumn texts = (BytesColumn) column;
                text(texts.data(), texts.starts()[row], texts.lengths()[row]);
            }
            case DECIMAL -> decimal(ordinal, row);
            case NULL -> put(Opcode.NONE);
            case DATE, TIMESTAMP, TIMESTAMP_NTZ, BINARY, OPAQUE ->
                throw new IllegalStateException("no plain value: " + types[ordinal]);
        }
    }

    private void number(long value) {
        room(10);
        if (value >= 0 && value <= 0xff) {
            put(Opcode.BININT1);
            put((int) value);
        } else if (value == (int) value) {
            put(Opcode.BININT);
            LITTLE_INTS.set(out, length, (int) value);
            length += 4;
        } else {
            put(Opcode.LONG1);
            put(8);
            LITTLE_LONGS.set(out, length, value);
            length += 8;
        }
    }

    private void number(double value) {
        room(9);
        put(Opcode.BINFLOAT);
        BIG_LONGS.set(out, length, Double.doubleToRawLongBits(value));
        length += 8;
    }

    private void text(byte[] data, int start, int bytes) {
        if (isAscii(data, start, bytes)) {
            unicode(data, start, bytes);
            return;
        }
        // what is no UTF-8 becomes what UTF8String.toString makes of it
        byte[] valid = new String(data, start, bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        unicode(valid, 0, valid.length);
    }

    static boolean isAscii(byte[] data, int start, int bytes) {
        int at = start;
        int end = start + bytes;
        long high = 0;
        for (; at + 8 <= end; at += 8) {
            high |= (long) LITTLE_LONGS.get(data, at);
        }
        int rest = 0;
        for (; at < end; at++) {
            rest |= data[at];
        }
        return (high & HIGH_BITS) == 0 && (rest & 0x80) == 0;
    }

    private void unicode(byte[] data, int start, int bytes) {
        room(bytes + 5);
        put(Opcode.BINUNICODE);
        LITTLE_INTS.set(out, length, bytes);
        System.arraycopy(data, start, out, length + 4, bytes);
        length += 4 + bytes;
    }

    private void decimal(int ordinal, int row) {
        DecimalType type = (DecimalType) types[ordinal];
        ColumnView view = Objects.requireNonNull(decimals[ordinal]);
        Decimal value = Objects.requireNonNull(view.getDecimal(row, type.precision(), type.scale()));
        String text = value.toJavaBigDecimal().toEngineeringString();
        byte[] digits = text.getBytes(StandardCharsets.US_ASCII);
        room(DECIMAL.length);
        System.arraycopy(DECIMAL, 0, out, length, DECIMAL.length);
        length += DECIMAL.length;
        unicode(digits, 0, digits.length);
        put(Opcode.TUPLE1);
        put(Opcode.REDUCE);
    }

    private void put(int value) {
        room(1);
        out[length++] = (byte) value;
    }

    private void room(int bytes) {
        if (out.length - length < bytes) {
            int twice = (int) Math.min(2L * out.length, Integer.MAX_VALUE - 16);
            out = Arrays.copyOf(out, Math.max(Math.addExact(length, bytes), twice));
        }
    }
}
