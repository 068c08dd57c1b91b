/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import io.quiver.exec.error.Cancellation;

/**
 * The slots of a hash table over keys that are numbered: open addressing with linear probing. A slot holds the lower half of the hash and,
 * below it, the number plus one, or 0 where it is free. So a larger table is made of the slots alone.
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

    /** The slots, replaced as the table grows. */
    long[] table() {
        return table;
    }

    /** Of the bits of a hash that say where its first slot is. */
    int mask() {
        return mask;
    }

    /** What hashes of keys begin with. */
    long seed() {
        return seed;
    }

    /** As many slots as there are to be for so many keys: at most half are taken, so that probes are short. */
    long countFor(long keys) {
        long count = table.length;
        while (2 * keys > count) {
            count *= 2;
        }
        return count;
    }

    /** Makes room for so many keys in all. */
    void reserve(long keys) {
        if (2 * keys > table.length) {
            growTo(Math.toIntExact(countFor(keys)));
        }
    }

    /**
     * Takes another seed where so many keys lie together, a few times at most, and frees all slots then.
     *
     * @return whether the keys are to be placed again, by other hashes
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

    /** Whether a slot that is taken may be that of a key with the hash. */
    static boolean mayBe(long slot, long hash) {
        return (int) (slot >>> 32) == (int) hash;
    }

    /** The number in a slot that is taken. */
    static int id(long slot) {
        return (int) slot - 1;
    }

    /** Takes the first free slot for a key. */
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

    /** In the order of the slots: each goes to one of few places that move on through the new table side by side. */
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

    /** How far from their first slots keys lie together, see {@link HashSeeds#distance}. */
    long distance() {
        return distance;
    }
}
