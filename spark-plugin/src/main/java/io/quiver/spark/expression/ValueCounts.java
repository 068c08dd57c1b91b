/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.kernel.hash.HashMix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts the distinct values of each group, in the order in which they first occurred. One thread. */
final class ValueCounts {
    private static final int MIN_CAPACITY = 64;
    private static final int BYTES_PER_VALUE = 28;

    private long[] values = new long[MIN_CAPACITY];
    private int[] groups = new int[MIN_CAPACITY];
    private long[] counts = new long[MIN_CAPACITY];
    private int size;
    /** By hash: the place of a value plus 1, or 0; twice as long as the room for values. */
    private int[] places = new int[2 * MIN_CAPACITY];

    /** The values ordered by group, from the first to the last group that has some; null if values were added since. */
    private @Nullable PlacesByGroup byGroup;

    /** Adds {@code count} to a value's count; returns whether the value is new to the group. */
    boolean add(int group, long value, long count) {
        int slot = slot(group, value);
        int place = places[slot] - 1;
        boolean isNew = place < 0;
        if (isNew) {
            place = size++;
            places[slot] = size;
            values[place] = value;
            groups[place] = group;
            byGroup = null;
            if (size == values.length) {
                grow();
            }
        }
        counts[place] += count;
        return isNew;
    }

    /** The slot where the value is or would be. */
    private int slot(int group, long value) {
        int mask = places.length - 1;
        int slot = (int) HashMix.mix(value, group) & mask;
        while (places[slot] != 0 && (values[places[slot] - 1] != value || groups[places[slot] - 1] != group)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int capacity = Math.multiplyExact(2, values.length);
        values = Arrays.copyOf(values, capacity);
        groups = Arrays.copyOf(groups, capacity);
        counts = Arrays.copyOf(counts, capacity);
        places = new int[Math.multiplyExact(2, capacity)];
        for (int place = 0; place < size; place++) {
            places[slot(groups[place], values[place])] = place + 1;
        }
    }

    /** The values of a group, in the order of their first rows. */
    long[] values(int group) {
        PlacesByGroup grouped = byGroup();
        if (group >= grouped.groupCount()) {
            return new long[0];
        }
        int start = grouped.starts()[group];
        long[] found = new long[grouped.starts()[group + 1] - start];
        for (int i = 0; i < found.length; i++) {
            found[i] = values[grouped.places()[start + i]];
        }
        return found;
    }

    /** How often a group has met a value that it has. */
    long count(int group, long value) {
        return counts[places[slot(group, value)] - 1];
    }

    private PlacesByGroup byGroup() {
        PlacesByGroup grouped = byGroup;
        if (grouped == null) {
            int last = -1;
            for (int place = 0; place < size; place++) {
                last = Math.max(last, groups[place]);
            }
            grouped = PlacesByGroup.of(groups, size, last + 1);
            byGroup = grouped;
        }
        return grouped;
    }

    long sizeBytes() {
        return (long) BYTES_PER_VALUE * values.length + (byGroup == null ? 0 : byGroup.sizeBytes());
    }
}
