/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.decimal;

import java.math.BigInteger;

/** Powers of ten as longs and as big integers. */
public final class PowersOfTen {
    /** 10^0 to 10^18. */
    public static final long[] LONGS = new long[19];

    private static final BigInteger[] BIG = new BigInteger[80];

    static {
        BigInteger power = BigInteger.ONE;
        for (int i = 0; i < BIG.length; i++) {
            BIG[i] = power;
            if (i < LONGS.length) {
                LONGS[i] = power.longValueExact();
            }
            power = power.multiply(BigInteger.TEN);
        }
    }

    private PowersOfTen() {}

    /** 10^exponent, for exponents of 0 to 79. */
    public static BigInteger big(int exponent) {
        return BIG[exponent];
    }
}
