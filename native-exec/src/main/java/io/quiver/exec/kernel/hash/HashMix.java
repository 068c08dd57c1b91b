/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Hash functions of our own tables. Where rows go in an exchange, Spark's murmur3 decides instead. Values that collide under
 * one seed collide under another only by chance, see {@link HashSeeds}.
 */
public final class HashMix {
    private static final long FIRST_MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long SECOND_MULTIPLIER = 0xD6E8FEB86659FD93L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private HashMix() {}

    /**
     * Hashes one value. For several, the hash of those before is the seed of the next. All bits of the value reach all bits of
     * the result: multiplying brings low bits up, shifting brings high bits down. With one multiplication fewer, keys such as
     * whole doubles or multiples of powers of two share slots.
     */
    public static long mix(long value, long seed) {
        long hash = value ^ seed;
        hash = (hash ^ hash >>> 32) * FIRST_MULTIPLIER;
        hash = (hash ^ hash >>> 29) * SECOND_MULTIPLIER;
        return hash ^ hash >>> 32;
    }

    /**
     * Hashes {@code length} bytes, sixteen at a time, by the two halves of products (wyhash). Both factors have a part that is
     * unknown without the seed.
     */
    public static long hash(byte[] data, int start, int length, long seed) {
        if (length <= 8) {
            return hashShort(head(data, start, length), length, seed);
        }
        long key = key(seed);
        long hash = mix(length, seed);
        int end = start + length;
        int position = start;
        for (; position <= end - 16; position += 16) {
            hash = fold((long) LONGS.get(data, position) ^ hash, (long) LONGS.get(data, position + 8) ^ key);
        }
        long last = (long) LONGS.get(data, end - 8);
        if (position < end - 8) {
            hash = fold((long) LONGS.get(data, position) ^ hash, last ^ key);
        } else if (position < end) {
            hash ^= last;
        }
        return mix(hash, key);
    }

    /**
     * The key for the second words of byte strings. With the key of the first words, strings whose words change places would
     * collide under every seed.
     */
    static long key(long seed) {
        return mix(SECOND_MULTIPLIER, seed);
    }

    private static long fold(long left, long right) {
        return left * right ^ Math.multiplyHigh(left, right);
    }

    /** Hashes at most eight bytes as {@link #hash} does; {@code head} is their {@link #head}. */
    static long hashShort(long head, int length, long seed) {
        long hash = mix(length, seed);
        return length == 0 ? hash : mix(head, hash);
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
