/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The hash functions of our own tables; what decides where rows go in an exchange is Spark's murmur3 instead. */
public final class HashMix {
    static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private HashMix() {}

    /** One multiplication; the upper half, where all bits of {@code value} have come together, is folded down. */
    public static long mix(long value) {
        long product = value * MULTIPLIER;
        return product ^ product >>> 32;
    }

    public static long combine(long hash, long value) {
        return mix(hash * 31 + value);
    }

    /** Hashes {@code length} bytes, eight at a time. */
    public static long hash(byte[] data, int start, int length) {
        long hash = length;
        int end = start + length;
        int position = start;
        for (; position <= end - 8; position += 8) {
            hash = combine(hash, (long) LONGS.get(data, position));
        }
        return position == end ? hash : combine(hash, head(data, position, end - position));
    }

    /** The first 8 of {@code length} bytes as a little-endian number, with zeros where there are fewer. */
    static long head(byte[] data, int start, int length) {
        if (start <= data.length - 8) {
            long word = (long) LONGS.get(data, start);
            return length >= 8 ? word : word & (1L << length * 8) - 1;
        }
        long word = 0;
        for (int i = Math.min(length, 8) - 1; i >= 0; i--) {
            word = word << 8 | data[start + i] & 0xFF;
        }
        return word;
    }
}
