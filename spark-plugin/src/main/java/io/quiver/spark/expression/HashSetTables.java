/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import java.util.Arrays;

/**
 * Tracks the table sizes of Scala's hash sets, one set per group. The size and the hashes of elements determine their order.
 * Adding an element doubles the table if that would fill three quarters of it, even if the set has the element already. Adding
 * the elements of another set makes room for as many once, and then doubles nothing. Source: scala.collection.mutable.HashSet of
 * Scala 2.13.16 to 2.13.18.
 */
final class HashSetTables {
    private static final int MIN_LENGTH = 16;
    private static final int LEAST_HINT = 4;
    private static final int MAX_LENGTH = 1 << 30;
    private static final double LOAD_FACTOR = 0.75;

    private int[] lengths = new int[0];
    private int[] sizes = new int[0];

    void grow(int groupCount) {
        if (groupCount > sizes.length) {
            int known = sizes.length;
            int capacity = Math.max(groupCount, 2 * known);
            sizes = Arrays.copyOf(sizes, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
            Arrays.fill(lengths, known, capacity, MIN_LENGTH);
        }
    }

    /** The number of elements in the set. */
    int size(int group) {
        return sizes[group];
    }

    /** Makes room for an element before it is added, whether the set has it or not. */
    void beforeAdd(int group) {
        int length = lengths[group];
        if (sizes[group] + 1 >= length - (length >> 2) && length < MAX_LENGTH) {
            lengths[group] = 2 * length;
        }
    }

    /** Makes room for the elements of another set before they are added. */
    void beforeAddAll(int group, int count) {
        int wanted = (int) ((count + 1) / LOAD_FACTOR);
        int hint = Math.min(Integer.highestOneBit(Math.max(wanted - 1, LEAST_HINT)) * 2, MAX_LENGTH);
        lengths[group] = Math.max(lengths[group], hint);
    }

    /** Counts an element that the set did not have. */
    void added(int group) {
        sizes[group]++;
    }

    /** A number that orders the elements of a set; elements with equal numbers keep the order in which they were added. */
    long order(int group, int hash) {
        int improved = hash ^ hash >>> 16;
        return (long) (improved & lengths[group] - 1) << 32 | (improved ^ Integer.MIN_VALUE) & 0xFFFF_FFFFL;
    }

    long sizeBytes() {
        return 8L * sizes.length;
    }
}
