/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

import io.quiver.exec.kernel.hash.HashMix;
import io.quiver.exec.kernel.hash.HashSeeds;
import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;

/** An immutable set of longs, looked up a column at a time. */
public final class LongSet {
    private static final int FEW = 4;

    private final long[] members;
    private final long[] slots;
    private final int mask;
    private final boolean hasZero;
    private long seed = HashSeeds.FIRST;
    private long distance;

    public LongSet(long[] members) {
        this.members = members.clone();
        int capacity = Integer.highestOneBit(Math.max(4, members.length * 4 - 1));
        slots = new long[capacity];
        mask = capacity - 1;
        hasZero = Arrays.stream(members).anyMatch(member -> member == 0);
        fill();
        for (int tried = 1; tried < HashSeeds.MAX_TRIES && HashSeeds.isCrowded(distance, members.length); tried++) {
            seed = HashSeeds.next();
            fill();
        }
    }

    private void fill() {
        Arrays.fill(slots, 0);
        distance = 0;
        for (long member : members) {
            int first = hash(member);
            int slot = first;
            while (slots[slot] != 0 && slots[slot] != member) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = member;
            distance += HashSeeds.distance(slot - first & mask);
        }
    }

    /** Sets the bit of each row that is a member. */
    public void contains(long[] values, int rowCount, long[] out) {
        if (members.length <= FEW) {
            long[] one = Bitmap.zeros(rowCount);
            for (long member : members) {
                LongComparison.equal(values, member, rowCount, one);
                for (int i = 0; i < one.length; i++) {
                    out[i] |= one[i];
                }
            }
            return;
        }
        for (int i = 0; i < rowCount; i++) {
            if (contains(values[i])) {
                Bitmap.set(out, i);
            }
        }
    }

    private boolean contains(long value) {
        if (value == 0) {
            return hasZero;
        }
        int slot = hash(value);
        while (slots[slot] != 0) {
            if (slots[slot] == value) {
                return true;
            }
            slot = (slot + 1) & mask;
        }
        return false;
    }

    private int hash(long value) {
        return (int) HashMix.mix(value, seed) & mask;
    }

    /** Sum of the members' distances from their slots. */
    long distance() {
        return distance;
    }
}
