/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import java.security.SecureRandom;

/**
 * Chooses the seeds under which tables hash: the first one never changes. Where more keys collide than chance explains, the
 * next ones are random, so that nobody who chooses the keys can guess them.
 */
public final class HashSeeds {
    public static final long FIRST = 0x243F6A8885A308D3L;

    /** How many seeds a table tries. After that it keeps the last one. */
    public static final int MAX_TRIES = 4;

    /** Keys of a good hash lie less than one slot from their own on average where a table is two thirds full. */
    private static final long MEAN_DISTANCE = 8;

    private static final long FEW_KEYS = 128;

    /** No key lies this far from its slot by chance, not even among thousands of millions. */
    private static final int FARTHEST = 1024;

    private static final long BEYOND_CHANCE = 1L << 48;

    private HashSeeds() {}

    /** A seed at random. */
    public static long next() {
        return new SecureRandom().nextLong();
    }

    /** What a key that is {@code slots} behind its own slot adds to its table's distance. */
    public static long distance(int slots) {
        return slots > FARTHEST ? BEYOND_CHANCE : slots;
    }

    /** Whether {@code keyCount} keys with that sum of {@link #distance} lie farther from their slots than chance explains. */
    public static boolean isCrowded(long distance, int keyCount) {
        return distance > MEAN_DISTANCE * (keyCount + FEW_KEYS);
    }
}
