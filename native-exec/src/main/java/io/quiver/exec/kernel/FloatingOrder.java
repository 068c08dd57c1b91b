/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

/**
 * Maps Spark's order of floating-point numbers to the order of longs: NaN equals NaN and is above all others, -0.0 equals 0.0.
 * Source: Spark 4.1.3 {@code SQLOrderingUtil.compareDoubles}, {@code CodeGenerator.genEqual}.
 */
public final class FloatingOrder {
    private FloatingOrder() {}

    /** The key of one number: keys compare, and are equal, as the numbers do. */
    public static long key(double value) {
        return keyOfBits(value + 0.0); // adding 0.0 makes 0.0 of -0.0
    }

    /** As {@link #key}, but -0.0 is below 0.0. All NaNs have one key. */
    public static long keyOfBits(double value) {
        return swapped(Double.doubleToLongBits(value));
    }

    /** The number with this {@link #keyOfBits}. */
    public static double ofBits(long key) {
        return Double.longBitsToDouble(swapped(key));
    }

    /** Orders the bits of negative numbers the other way round, and back. */
    private static long swapped(long bits) {
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    public static long[] keys(double[] values, int rowCount) {
        long[] out = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = key(values[i]);
        }
        return out;
    }

    /** The keys of floats: floats widen to doubles in the same order. */
    public static long[] keys(float[] values, int rowCount) {
        long[] out = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = key(values[i]);
        }
        return out;
    }
}
