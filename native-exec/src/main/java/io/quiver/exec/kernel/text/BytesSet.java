/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.text;

import io.quiver.exec.kernel.hash.HashMix;
import io.quiver.exec.kernel.hash.HashSeeds;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import java.util.Arrays;
import java.util.Collection;

/** An immutable set of texts or binaries, looked up a column at a time. */
public final class BytesSet {
    private final byte[][] slots;
    private final int[] hashes;
    private final int mask;
    private final int shortest;
    private final int longest;
    private long seed = HashSeeds.FIRST;
    private long distance;

    public BytesSet(Collection<byte[]> members) {
        int capacity = Integer.highestOneBit(Math.max(4, members.size() * 4 - 1));
        slots = new byte[capacity][];
        hashes = new int[capacity];
        mask = capacity - 1;
        shortest = members.stream().mapToInt(member -> member.length).min().orElse(Integer.MAX_VALUE);
        longest = members.stream().mapToInt(member -> member.length).max().orElse(-1);
        fill(members);
        for (int tried = 1; tried < HashSeeds.MAX_TRIES && HashSeeds.isCrowded(distance, members.size()); tried++) {
            seed = HashSeeds.next();
            fill(members);
        }
    }

    private void fill(Collection<byte[]> members) {
        Arrays.fill(slots, null);
        distance = 0;
        for (byte[] member : members) {
            int hash = hash(member, 0, member.length);
            int slot = hash & mask;
            while (slots[slot] != null && !Arrays.equals(slots[slot], member)) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = member;
            hashes[slot] = hash;
            distance += HashSeeds.distance(slot - hash & mask);
        }
    }

    /** Sets the bit of each row that is a member. */
    public void contains(BytesColumn values, int rowCount, long[] out) {
        byte[] data = values.data();
        int[] starts = values.starts();
        int[] lengths = values.lengths();
        for (int i = 0; i < rowCount; i++) {
            int length = lengths[i];
            if (length >= shortest && length <= longest && contains(data, starts[i], length)) {
                Bitmap.set(out, i);
            }
        }
    }

    private boolean contains(byte[] data, int start, int length) {
        int hash = hash(data, start, length);
        int slot = hash & mask;
        while (slots[slot] != null) {
            byte[] member = slots[slot];
            if (hashes[slot] == hash
                    && member.length == length
                    && Arrays.equals(data, start, start + length, member, 0, length)) {
                return true;
            }
            slot = (slot + 1) & mask;
        }
        return false;
    }

    private int hash(byte[] data, int start, int length) {
        return (int) HashMix.hash(data, start, length, seed);
    }

    /** Sum of the members' distances from their slots. */
    long distance() {
        return distance;
    }
}
