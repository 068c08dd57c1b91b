/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import io.quiver.exec.error.Cancellation;

/**
 * The slots of a hash table over numbered keys: open addressing with linear probing. A slot holds the lower half of the hash
 * and, below it, the number plus one; a free slot is 0. So a larger table is made from the slots alone.
 */
final class HashSlots {
    private long[] table;
    private int mask;
    private long distance;
    private long seed = HashSeeds.FIRST;
    private int seedsTried = 1;

    /** Free slots, a power of two of them. */
    HashSlots(int count) {
        begin(count);
    }

    private void begin(int count) {
        table = new long[count];
        mask = count - 1;
        distance = 0;
    }

    /** The slots. A growing table replaces them. */
    long[] table() {
        return table;
    }

    /** Mask of the hash bits that give the first slot. */
    int mask() {
        return mask;
    }

    /** The seed of the keys' hashes. */
    long seed() {
        return seed;
    }

    /** How many slots {@code keys} need: at most half are taken, so that probes are short. */
    long countFor(long keys) {
        long count = table.length;
        while (2 * keys > count) {
            count *= 2;
        }
        return count;
    }

    /** Makes room for {@code keys} keys in all. */
    void reserve(long keys) {
        if (2 * keys > table.length) {
            growTo(Math.toIntExact(countFor(keys)));
        }
    }

    /**
     * Takes another seed and frees all slots if so many keys collide too often; a few times at most.
     *
     * @return whether the keys must be placed again, by other hashes
     */
    boolean reseed(int keys) {
        if (seedsTried == HashSeeds.MAX_TRIES || !HashSeeds.isCrowded(distance, keys)) {
            return false;
        }
        seedsTried++;
        seed = HashSeeds.next();
        begin(table.length);
        return true;
    }

    /** Whether a taken slot may belong to a key with the hash. */
    static boolean mayBe(long slot, long hash) {
        return (int) (slot >>> 32) == (int) hash;
    }

    /** The number in a taken slot. */
    static int id(long slot) {
        return (int) slot - 1;
    }

    /** Places a key in its first free slot. */
    void place(long hash, int id) {
        place(hash << 32 | id + 1L);
    }

    private void place(long slot) {
        long[] slots = table;
        int first = (int) (slot >>> 32) & mask;
        int position = first;
        while (slots[position] != 0) {
            position = position + 1 & mask;
        }
        slots[position] = slot;
        distance += HashSeeds.distance(position - first & mask);
    }

    /** Goes through the old slots in order, so that keys go to few places, which move on through the new table side by side. */
    private void growTo(int count) {
        long[] old = table;
        begin(count);
        for (int i = 0; i < old.length; i++) {
            Cancellation.checkAt(i);
            if (old[i] != 0) {
                place(old[i]);
            }
        }
    }

    /** Sum of the keys' distances from their first slots, see {@link HashSeeds#distance}. */
    long distance() {
        return distance;
    }
}
