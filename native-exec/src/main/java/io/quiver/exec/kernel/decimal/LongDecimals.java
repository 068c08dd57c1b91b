/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.decimal;

import io.quiver.exec.kernel.LongArithmetic;
import io.quiver.exec.vector.Bitmap;
import java.math.RoundingMode;

/** Loops over decimals of up to 18 digits as unscaled longs. */
public final class LongDecimals {
    private LongDecimals() {}

    /** Multiplies by a power of ten; the caller knows that the results fit. Returns the input itself where the factor is one. */
    public static long[] scaleUp(long[] values, int digits, int rowCount) {
        if (digits == 0) {
            return values;
        }
        long[] out = new long[rowCount];
        LongArithmetic.multiply(values, PowersOfTen.LONGS[digits], rowCount, out);
        return out;
    }

    /** Divides by 10^digits (1 to 18 digits) and rounds. */
    public static void scaleDown(long[] values, int digits, RoundingMode mode, int rowCount, long[] out) {
        long divisor = PowersOfTen.LONGS[digits];
        switch (mode) {
            case HALF_UP -> {
                for (int i = 0; i < rowCount; i++) {
                    long value = values[i];
                    long quotient = value / divisor;
                    long rest = Math.abs(value - quotient * divisor);
                    // 1 where rest * 2 >= divisor, from the sign of the difference
                    long up = ~(rest * 2 - divisor) >>> 63;
                    out[i] = quotient + (value >= 0 ? up : -up);
                }
            }
            case HALF_EVEN -> {
                for (int i = 0; i < rowCount; i++) {
                    long value = values[i];
                    long quotient = value / divisor;
                    long twice = Math.abs(value - quotient * divisor) * 2;
                    boolean up = twice > divisor || (twice == divisor && (quotient & 1) != 0);
                    out[i] = up ? quotient + (value < 0 ? -1 : 1) : quotient;
                }
            }
            case FLOOR -> {
                for (int i = 0; i < rowCount; i++) {
                    out[i] = Math.floorDiv(values[i], divisor);
                }
            }
            case CEILING -> {
                for (int i = 0; i < rowCount; i++) {
                    out[i] = -Math.floorDiv(-values[i], divisor);
                }
            }
            default -> throw new IllegalArgumentException("no loop rounds " + mode);
        }
    }

    /** Whether every value has at most {@code precision} digits. It may also be false where all have. */
    public static boolean allWithin(long[] values, int precision, int rowCount) {
        if (precision > 18) {
            return true;
        }
        long bits = 0;
        for (int i = 0; i < rowCount; i++) {
            bits |= values[i] ^ values[i] >> 63;
        }
        return bits < PowersOfTen.LONGS[precision];
    }

    /** The rows whose value has more than {@code precision} (up to 18) digits. */
    public static long[] outside(long[] values, int precision, int rowCount) {
        long bound = PowersOfTen.LONGS[precision];
        long[] out = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (values[i] <= -bound || values[i] >= bound) {
                Bitmap.set(out, i);
            }
        }
        return out;
    }

    /** The high halves of longs widened to 128 bits. */
    public static long[] signs(long[] values, int rowCount) {
        long[] out = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = values[i] >> 63;
        }
        return out;
    }
}
