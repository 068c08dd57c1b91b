/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import java.math.BigInteger;

/** Converts between 128-bit two's complement halves and BigInteger. */
final class Wide {
    private Wide() {}

    static BigInteger unscaled(long high, long low) {
        if (high == low >> 63) {
            return BigInteger.valueOf(low);
        }
        byte[] bytes = new byte[16];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (high >>> 56 - 8 * i);
            bytes[8 + i] = (byte) (low >>> 56 - 8 * i);
        }
        return new BigInteger(bytes);
    }

    static long high(BigInteger value) {
        return value.shiftRight(64).longValue();
    }

    static long low(BigInteger value) {
        return value.longValue();
    }
}
