/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.decimal;

import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Divides a sum of decimals by a count, rounding half up. Source: Spark 4.1.3 {@code DecimalDivideWithOverflowCheck}. */
public final class DecimalAverage {
    private final ColumnType resultType;
    private final long factor;
    private final BigInteger limit;

    /** Makes averages of type {@code resultType} from sums with {@code sumScale} digits after the point. */
    public DecimalAverage(ColumnType resultType, int sumScale) {
        this.resultType = resultType;
        this.factor = PowersOfTen.LONGS[resultType.scale() - sumScale];
        this.limit = BigInteger.TEN.pow(resultType.precision());
    }

    /** Appends the average of an unscaled 128-bit sum. Returns false, and appends nothing, where the result's type is too small. */
    public boolean append(long sumHigh, long sumLow, long count, ColumnBuilder out) {
        if (sumHigh == sumLow >> 63) {
            return append(sumLow, count, out);
        }
        BigInteger unsignedLow = BigInteger.valueOf(sumLow & Long.MAX_VALUE);
        return append(
                BigInteger.valueOf(sumHigh).shiftLeft(64).or(sumLow < 0 ? unsignedLow.setBit(63) : unsignedLow),
                count,
                out);
    }

    /** As {@link #append(long, long, long, ColumnBuilder)} for a sum of 64 bits. */
    public boolean append(long sum, long count, ColumnBuilder out) {
        if (resultType.physical() != ColumnType.Physical.LONGS
                || sum > Long.MAX_VALUE / factor
                || sum < -(Long.MAX_VALUE / factor)) {
            return append(BigInteger.valueOf(sum), count, out);
        }
        long average = divideHalfUp(sum * factor, count);
        if (Math.abs(average) >= PowersOfTen.LONGS[resultType.precision()]) {
            return false;
        }
        out.appendLong(average);
        return true;
    }

    /** As {@link #append(long, long, long, ColumnBuilder)} for a sum of any size. */
    public boolean append(BigInteger sum, long count, ColumnBuilder out) {
        BigInteger average = new BigDecimal(sum.multiply(BigInteger.valueOf(factor)))
                .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP)
                .unscaledValue();
        if (average.abs().compareTo(limit) >= 0) {
            return false;
        }
        if (resultType.physical() == ColumnType.Physical.LONGS) {
            out.appendLong(average.longValueExact());
        } else {
            out.appendWide(average.shiftRight(64).longValueExact(), average.longValue());
        }
        return true;
    }

    private static long divideHalfUp(long dividend, long divisor) {
        long quotient = dividend / divisor;
        long rest = Math.abs(dividend % divisor);
        if (rest < divisor - rest) {
            return quotient;
        }
        return quotient + (dividend < 0 ? -1 : 1);
    }
}
