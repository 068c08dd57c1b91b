/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An encoding: every row has the value of the one row of {@code value}, which may be null. */
public final class ConstantColumn extends Column {
    private final Column value;

    /** {@code value} is flat and has exactly one row. */
    public ConstantColumn(Column value, int rowCount) {
        super(value.type(), rowCount, value.isNull(0) ? Bitmap.zeros(rowCount) : null);
        if (value.rowCount() != 1 || value.flat() != value) {
            throw new IllegalArgumentException("a constant is one flat row, not " + value.rowCount());
        }
        this.value = value;
    }

    /** A null of {@code type} in every row. */
    public static ConstantColumn ofNull(ColumnType type, int rowCount) {
        return of(null, type, rowCount);
    }

    /**
     * {@code value} in every row: null or, by physical type, Boolean; Integer; Long; Float; Double; BigInteger (unscaled,
     * wide decimals); byte[].
     */
    public static ConstantColumn of(@Nullable Object value, ColumnType type, int rowCount) {
        long[] validity = value == null ? new long[1] : null;
        Column one =
                switch (type.physical()) {
                    case BITS ->
                        new BooleanColumn(type, 1, new long[] {value != null && (Boolean) value ? 1 : 0}, validity);
                    case INTS -> new IntColumn(type, 1, new int[] {value == null ? 0 : (Integer) value}, validity);
                    case LONGS -> new LongColumn(type, 1, new long[] {value == null ? 0 : (Long) value}, validity);
                    case FLOATS -> new FloatColumn(type, 1, new float[] {value == null ? 0 : (Float) value}, validity);
                    case DOUBLES ->
                        new DoubleColumn(type, 1, new double[] {value == null ? 0 : (Double) value}, validity);
                    case WIDE -> {
                        BigInteger unscaled = value == null ? BigInteger.ZERO : (BigInteger) value;
                        long high = unscaled.shiftRight(64).longValueExact();
                        yield new WideColumn(type, 1, new long[] {high}, new long[] {unscaled.longValue()}, validity);
                    }
                    case BYTES -> {
                        byte[] bytes = value == null ? new byte[0] : (byte[]) value;
                        yield new BytesColumn(type, 1, bytes, new int[1], new int[] {bytes.length}, validity);
                    }
                };
        return new ConstantColumn(one, rowCount);
    }

    /** The one row. */
    public Column value() {
        return value;
    }

    public boolean isNullConstant() {
        return value.isNull(0);
    }

    @Override
    public Column flat() {
        return value.gather(new int[rowCount()], rowCount());
    }

    @Override
    public ConstantColumn gather(int[] rows, int count) {
        return new ConstantColumn(value, count);
    }

    @Override
    public ConstantColumn prefix(int rowCount) {
        return new ConstantColumn(value, rowCount);
    }

    @Override
    public Column withValidity(long @Nullable [] validity) {
        if (validity == null || Arrays.equals(validity, validity())) {
            return isNullConstant() && validity == null ? flat().withValidity(null) : this;
        }
        return flat().withValidity(validity);
    }

    @Override
    public ConstantColumn withType(ColumnType type) {
        return new ConstantColumn(value.withType(type), rowCount());
    }

    @Override
    public ConstantColumn owned() {
        return new ConstantColumn(value.owned(), rowCount());
    }

    @Override
    public long sizeBytes() {
        return value.sizeBytes();
    }
}
