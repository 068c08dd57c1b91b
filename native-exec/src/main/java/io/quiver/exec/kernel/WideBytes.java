/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

/** The shortest two's-complement bytes of a 128-bit integer, most significant first: {@code BigInteger.toByteArray}. */
public final class WideBytes {
    /** The most bytes that {@link #write} writes. */
    public static final int MAX = 16;

    private WideBytes() {}

    /** Writes to the start of {@code out} and returns how many bytes. */
    public static int write(long high, long low, byte[] out) {
        long sign = high >> 63;
        int bits = high == sign && low >> 63 == sign
                ? 64 - Long.numberOfLeadingZeros(low ^ sign)
                : 128 - Math.min(64, Long.numberOfLeadingZeros(high ^ sign));
        // one more bit for the sign
        int length = bits / 8 + 1;
        for (int i = 0; i < length; i++) {
            int shift = (length - 1 - i) * 8;
            out[i] = (byte) (shift >= 64 ? high >> shift - 64 : low >> shift);
        }
        return length;
    }
}
