/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.decimal;

import io.quiver.exec.vector.Bitmap;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Computes with 128-bit integers, held as high and low halves in two arrays. */
public final class WideArithmetic {
    private WideArithmetic() {}

    /** Adds. Tells whether any sum overflowed 128 bits. */
    public static boolean add(
            long[] leftHigh,
            long[] leftLow,
            long[] rightHigh,
            long[] rightLow,
            int rowCount,
            long[] outHigh,
            long[] outLow) {
        long overflow = 0;
        for (int i = 0; i < rowCount; i++) {
            long x = leftLow[i];
            long y = rightLow[i];
            long low = x + y;
            long carry = ((x & y) | ((x | y) & ~low)) >>> 63;
            long high = leftHigh[i] + rightHigh[i] + carry;
            overflow |= (leftHigh[i] ^ high) & (rightHigh[i] ^ high);
            outHigh[i] = high;
            outLow[i] = low;
        }
        return overflow < 0;
    }

    /** Subtracts. Tells whether any difference overflowed 128 bits. */
    public static boolean subtract(
            long[] leftHigh,
            long[] leftLow,
            long[] rightHigh,
            long[] rightLow,
            int rowCount,
            long[] outHigh,
            long[] outLow) {
        long overflow = 0;
        for (int i = 0; i < rowCount; i++) {
            long x = leftLow[i];
            long y = rightLow[i];
            long low = x - y;
            long borrow = ((~x & y) | ((~x | y) & low)) >>> 63;
            long high = leftHigh[i] - rightHigh[i] - borrow;
            overflow |= (leftHigh[i] ^ rightHigh[i]) & (leftHigh[i] ^ high);
            outHigh[i] = high;
            outLow[i] = low;
        }
        return overflow < 0;
    }

    /** The full products of longs. */
    public static void multiply(long[] left, long[] right, int rowCount, long[] outHigh, long[] outLow) {
        for (int i = 0; i < rowCount; i++) {
            outHigh[i] = Math.multiplyHigh(left[i], right[i]);
            outLow[i] = left[i] * right[i];
        }
    }

    /** The full products of longs by a constant. */
    public static void multiply(long[] left, long right, int rowCount, long[] outHigh, long[] outLow) {
        for (int i = 0; i < rowCount; i++) {
            outHigh[i] = Math.multiplyHigh(left[i], right);
            outLow[i] = left[i] * right;
        }
    }

    /** Whether every value fits in its low half as a signed long. */
    public static boolean allNarrow(long[] high, long[] low, int rowCount) {
        long lost = 0;
        for (int i = 0; i < rowCount; i++) {
            lost |= high[i] ^ low[i] >> 63;
        }
        return lost == 0;
    }

    /** Divides in place by {@code divisor} (positive), rounding HALF_UP, HALF_EVEN, FLOOR, CEILING or DOWN. */
    public static void divide(long[] high, long[] low, long divisor, RoundingMode mode, int rowCount) {
        for (int i = 0; i < rowCount; i++) {
            divide(high, low, i, divisor, high[i] < 0, mode);
        }
    }

    /** Divides in place by the values of {@code divisors}, none of them 0, rounding HALF_UP. */
    public static void divide(long[] high, long[] low, long[] divisors, int rowCount) {
        for (int i = 0; i < rowCount; i++) {
            long divisor = divisors[i];
            // the magnitude of Long.MIN_VALUE is right when read unsigned
            divide(high, low, i, Math.abs(divisor), high[i] < 0 ^ divisor < 0, RoundingMode.HALF_UP);
        }
    }

    /** Divides the magnitude of one value by an unsigned divisor, rounds, and gives the result its sign. */
    private static void divide(long[] high, long[] low, int row, long divisor, boolean negative, RoundingMode mode) {
        long sign = high[row] >> 63;
        long magnitudeLow = (low[row] ^ sign) - sign;
        long magnitudeHigh = (high[row] ^ sign) + (sign != 0 && magnitudeLow == 0 ? 1 : 0);
        long quotientHigh = 0;
        long rest = magnitudeHigh;
        if (Long.compareUnsigned(magnitudeHigh, divisor) >= 0) {
            quotientHigh = Long.divideUnsigned(magnitudeHigh, divisor);
            rest = magnitudeHigh - quotientHigh * divisor;
        }
        long quotientLow = divideLow(rest, magnitudeLow, divisor);
        rest = magnitudeLow - quotientLow * divisor;
        if (roundsUp(rest, divisor, (quotientLow & 1) != 0, negative, mode)) {
            quotientLow++;
            quotientHigh += quotientLow == 0 ? 1 : 0;
        }
        if (negative) {
            quotientLow = -quotientLow;
            quotientHigh = ~quotientHigh + (quotientLow == 0 ? 1 : 0);
        }
        high[row] = quotientHigh;
        low[row] = quotientLow;
    }

    private static boolean roundsUp(long rest, long divisor, boolean odd, boolean negative, RoundingMode mode) {
        if (rest == 0) {
            return false;
        }
        // rest < divisor, so divisor - rest does not wrap and says how rest compares with the half
        int half = Long.compareUnsigned(rest, divisor - rest);
        return switch (mode) {
            case HALF_UP -> half >= 0;
            case HALF_EVEN -> half > 0 || (half == 0 && odd);
            case FLOOR -> negative;
            case CEILING -> !negative;
            default -> false;
        };
    }

    /** The low 64 bits of (high, low) / divisor, all unsigned, high < divisor. Source: Hacker's Delight, divlu. */
    private static long divideLow(long high, long low, long divisor) {
        if (high == 0) {
            return (low | divisor) >= 0 ? low / divisor : Long.divideUnsigned(low, divisor);
        }
        int shift = Long.numberOfLeadingZeros(divisor);
        long d = divisor << shift;
        long dHigh = d >>> 32;
        long dLow = d & 0xFFFFFFFFL;
        long n = shift == 0 ? high : high << shift | low >>> 64 - shift;
        long nLow = low << shift;
        long q1 = quotientDigit(n, nLow >>> 32, dHigh, dLow);
        long n1 = (n << 32 | nLow >>> 32) - q1 * d;
        long q0 = quotientDigit(n1, nLow & 0xFFFFFFFFL, dHigh, dLow);
        return (q1 << 32) + q0;
    }

    private static long quotientDigit(long n, long next, long dHigh, long dLow) {
        long q = n >= 0 ? n / dHigh : Long.divideUnsigned(n, dHigh);
        long r = n - q * dHigh;
        while (q >>> 32 != 0 || Long.compareUnsigned(q * dLow, r << 32 | next) > 0) {
            q--;
            r += dHigh;
            if (r >>> 32 != 0) {
                break;
            }
        }
        return q;
    }

    /** Whether every value has at most {@code precision} digits. It may also be false where all have. */
    public static boolean allWithin(long[] high, int precision, int rowCount) {
        long bits = 0;
        for (int i = 0; i < rowCount; i++) {
            bits |= high[i] ^ high[i] >> 63;
        }
        return bits < PowersOfTen.big(precision).shiftRight(64).longValue();
    }

    /** The rows whose value has more than {@code precision} digits. */
    public static long[] outside(long[] high, long[] low, int precision, int rowCount) {
        BigInteger bound = PowersOfTen.big(precision);
        long boundHigh = bound.shiftRight(64).longValue();
        long boundLow = bound.longValue();
        long[] out = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            long sign = high[i] >> 63;
            long magnitudeLow = (low[i] ^ sign) - sign;
            long magnitudeHigh = (high[i] ^ sign) + (sign != 0 && magnitudeLow == 0 ? 1 : 0);
            int order = Long.compareUnsigned(magnitudeHigh, boundHigh);
            if (order > 0 || (order == 0 && Long.compareUnsigned(magnitudeLow, boundLow) >= 0)) {
                Bitmap.set(out, i);
            }
        }
        return out;
    }
}
