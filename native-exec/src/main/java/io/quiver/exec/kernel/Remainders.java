/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

import io.quiver.exec.vector.Bitmap;

/** Computes quotients and remainders over all rows. A divisor of zero is taken for one; {@code zeros} reports it. */
public final class Remainders {
    /** Divisors below this are replaced by a multiplication with their inverse where all rows have the same one. */
    private static final int MAX_MULTIPLIED = 1 << 29;

    private Remainders() {}

    public static void remainder(int[] left, int[] right, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            int divisor = right[i] | (~(right[i] | -right[i]) >>> 31);
            out[i] = left[i] % divisor;
        }
    }

    public static void remainder(long[] left, long[] right, int rowCount, long[] out) {
        for (int i = 0; i < rowCount; i++) {
            long divisor = right[i] | (~(right[i] | -right[i]) >>> 63);
            out[i] = left[i] % divisor;
        }
    }

    public static void divide(long[] left, long[] right, int rowCount, long[] out) {
        for (int i = 0; i < rowCount; i++) {
            long divisor = right[i] | (~(right[i] | -right[i]) >>> 63);
            out[i] = left[i] / divisor;
        }
    }

    /** Java's {@code (r + n) % n} for a negative remainder; the sum wraps. */
    public static void positive(int[] left, int[] right, int rowCount, int[] out) {
        if (rowCount > 0 && right[0] > 0 && right[0] < MAX_MULTIPLIED && isConstant(right, rowCount)) {
            positive(left, right[0], rowCount, out);
            return;
        }
        for (int i = 0; i < rowCount; i++) {
            int divisor = right[i] | (~(right[i] | -right[i]) >>> 31);
            int rest = left[i] % divisor;
            out[i] = rest < 0 ? (rest + divisor) % divisor : rest;
        }
    }

    /** Java's {@code (r + n) % n} for a negative remainder; the sum wraps. */
    public static void positive(long[] left, long[] right, int rowCount, long[] out) {
        for (int i = 0; i < rowCount; i++) {
            long divisor = right[i] | (~(right[i] | -right[i]) >>> 63);
            long rest = left[i] % divisor;
            out[i] = rest < 0 ? (rest + divisor) % divisor : rest;
        }
    }

    /**
     * The remainders of one divisor, none negative. A division takes some 25 cycles, a multiplication by the inverse 5: with
     * {@code inverse = floor(2^62 / divisor) + 1}, {@code floor(y * inverse / 2^62)} is the quotient of every y below 2^33
     * for divisors below 2^29, as the error {@code y * (inverse * divisor - 2^62)} is below 2^62.
     */
    private static void positive(int[] left, int divisor, int rowCount, int[] out) {
        long inverse = (1L << 62) / divisor + 1;
        // a multiple of the divisor that makes every int positive
        long offset = ((1L << 31) / divisor + 1) * divisor;
        for (int i = 0; i < rowCount; i++) {
            long value = left[i] + offset;
            long quotient = Math.multiplyHigh(value, inverse) << 2 | value * inverse >>> 62;
            out[i] = (int) (value - quotient * divisor);
        }
    }

    private static boolean isConstant(int[] values, int rowCount) {
        int first = values[0];
        int difference = 0;
        for (int i = 0; i < rowCount; i++) {
            difference |= values[i] ^ first;
        }
        return difference == 0;
    }

    public static void remainder(double[] left, double[] right, boolean positive, int rowCount, double[] out) {
        for (int i = 0; i < rowCount; i++) {
            double rest = left[i] % right[i];
            out[i] = positive && rest < 0 ? (rest + right[i]) % right[i] : rest;
        }
    }

    public static void remainder(float[] left, float[] right, boolean positive, int rowCount, float[] out) {
        for (int i = 0; i < rowCount; i++) {
            float rest = left[i] % right[i];
            out[i] = positive && rest < 0 ? (rest + right[i]) % right[i] : rest;
        }
    }

    public static long[] zeros(int[] values, int rowCount) {
        long[] out = new long[Bitmap.wordCount(rowCount)];
        IntComparison.equal(values, 0, rowCount, out);
        return out;
    }

    public static long[] zeros(long[] values, int rowCount) {
        long[] out = new long[Bitmap.wordCount(rowCount)];
        LongComparison.equal(values, 0, rowCount, out);
        return out;
    }

    /** The rows that are 0.0 or -0.0. */
    public static long[] zeros(double[] values, int rowCount) {
        long[] out = new long[Bitmap.wordCount(rowCount)];
        for (int i = 0; i < rowCount; i++) {
            if (values[i] == 0) {
                Bitmap.set(out, i);
            }
        }
        return out;
    }

    /** The rows that are 0.0 or -0.0. */
    public static long[] zeros(float[] values, int rowCount) {
        long[] out = new long[Bitmap.wordCount(rowCount)];
        for (int i = 0; i < rowCount; i++) {
            if (values[i] == 0) {
                Bitmap.set(out, i);
            }
        }
        return out;
    }
}
