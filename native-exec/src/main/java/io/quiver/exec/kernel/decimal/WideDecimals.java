/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.decimal;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;

/** Loops over decimals as 128-bit integers, high and low halves. */
public final class WideDecimals {
    private WideDecimals() {}

    /** As {@link #widen}, for callers that only read: may share the arrays of {@code column}. */
    public static WideColumn view(Column column, ColumnType type) {
        return column instanceof WideColumn wide && column.type().scale() == type.scale() ? wide : widen(column, type);
    }

    /**
     * The same decimals in arrays of their own, at the scale of {@code type}. That type is wide and not of a smaller scale.
     * Values that do not fit in 128 bits are unspecified.
     */
    public static WideColumn widen(Column column, ColumnType type) {
        int rowCount = column.rowCount();
        long[] high = new long[rowCount];
        long[] low = new long[rowCount];
        if (column instanceof WideColumn wide) {
            System.arraycopy(wide.high(), 0, high, 0, rowCount);
            System.arraycopy(wide.low(), 0, low, 0, rowCount);
        } else {
            long[] values = ((LongColumn) column).values();
            for (int i = 0; i < rowCount; i++) {
                low[i] = values[i];
                high[i] = values[i] >> 63;
            }
        }
        int digits = type.scale() - column.type().scale();
        while (digits > 0) {
            int step = Math.min(digits, ColumnType.MAX_LONG_DIGITS);
            multiply(high, low, PowersOfTen.LONGS[step], rowCount);
            digits -= step;
        }
        return new WideColumn(type, rowCount, high, low, column.validity());
    }

    /** Multiplies in place, modulo 2^128, by a factor that is not negative. */
    private static void multiply(long[] high, long[] low, long factor, int rowCount) {
        for (int i = 0; i < rowCount; i++) {
            long l = low[i];
            // the high half of the unsigned product: factor is positive, so only l's sign needs mending
            long carry = Math.multiplyHigh(l, factor) + (l >> 63 & factor);
            high[i] = high[i] * factor + carry;
            low[i] = l * factor;
        }
    }

    /** Sets the bit of each row where the two are equal. */
    public static void equal(WideColumn left, WideColumn right, int rowCount, long[] out) {
        long[] leftHigh = left.high();
        long[] rightHigh = right.high();
        long[] leftLow = left.low();
        long[] rightLow = right.low();
        for (int i = 0; i < rowCount; i++) {
            long difference = (leftHigh[i] ^ rightHigh[i]) | (leftLow[i] ^ rightLow[i]);
            out[i >> 6] |= ((difference | -difference) >>> 63 ^ 1) << i;
        }
    }

    /** Sets the bit of each row where {@code left < right}. */
    public static void less(WideColumn left, WideColumn right, int rowCount, long[] out) {
        long[] leftHigh = left.high();
        long[] rightHigh = right.high();
        long[] leftLow = left.low();
        long[] rightLow = right.low();
        for (int i = 0; i < rowCount; i++) {
            int order = Long.compare(leftHigh[i], rightHigh[i]);
            if (order == 0) {
                order = Long.compareUnsigned(leftLow[i], rightLow[i]);
            }
            out[i >> 6] |= (long) (order >>> 31) << i;
        }
    }
}
