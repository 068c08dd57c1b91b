/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A flat column of decimals of 19 to 38 digits: the unscaled value as a signed 128-bit integer, high and low halves. */
public final class WideColumn extends Column {
    private final long[] high;
    private final long[] low;

    public WideColumn(ColumnType type, int rowCount, long[] high, long[] low, long @Nullable [] validity) {
        super(type, rowCount, validity);
        checkPhysical(type, ColumnType.Physical.WIDE);
        if (high.length < rowCount || low.length < rowCount) {
            throw new IllegalArgumentException(
                    "%d/%d values, too few for %d rows".formatted(high.length, low.length, rowCount));
        }
        this.high = high;
        this.low = low;
    }

    /** The upper 64 bits, signed. */
    public long[] high() {
        return high;
    }

    /** The lower 64 bits, unsigned. */
    public long[] low() {
        return low;
    }

    /** The unscaled value of one row. Slow: for boundaries and tests. */
    public BigInteger unscaled(int row) {
        return BigInteger.valueOf(high[row]).shiftLeft(64).or(unsigned(low[row]));
    }

    private static BigInteger unsigned(long bits) {
        BigInteger value = BigInteger.valueOf(bits & Long.MAX_VALUE);
        return bits < 0 ? value.setBit(63) : value;
    }

    @Override
    public WideColumn gather(int[] rows, int count) {
        long[] outHigh = new long[count];
        long[] outLow = new long[count];
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            outHigh[i] = high[row];
            outLow[i] = low[row];
        }
        return new WideColumn(type(), count, outHigh, outLow, Bitmap.gather(validity(), rows, count));
    }

    @Override
    public WideColumn prefix(int rowCount) {
        return rowCount == rowCount() ? this : new WideColumn(type(), rowCount, high, low, validity());
    }

    @Override
    public WideColumn withValidity(long @Nullable [] validity) {
        return new WideColumn(type(), rowCount(), high, low, validity);
    }

    @Override
    public WideColumn withType(ColumnType type) {
        return new WideColumn(type, rowCount(), high, low, validity());
    }

    @Override
    public WideColumn owned() {
        return new WideColumn(
                type(), rowCount(), Arrays.copyOf(high, rowCount()), Arrays.copyOf(low, rowCount()), ownedValidity());
    }

    @Override
    public long sizeBytes() {
        return 8L * (high.length + low.length) + validityBytes();
    }
}
