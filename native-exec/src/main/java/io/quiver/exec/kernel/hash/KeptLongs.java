/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import java.util.Arrays;

/**
 * Stores records of equally many longs by number, in arrays of some hundred kilobytes. Taking more copies nothing, except while
 * there are few records. The arrays are below what garbage collectors take for huge, and a heap needs no room for a multiple of
 * them in one piece.
 */
public final class KeptLongs {
    private static final int MAX_ARRAY_LONGS = 1 << 15;

    private final int width;
    private final int bits;
    private final int mask;
    private long[][] arrays = new long[1][];
    private int arrayCount = 1;
    private int capacity;

    /** Records of {@code width} longs. */
    KeptLongs(int width, int initialRecords) {
        this.width = width;
        this.bits = Math.max(0, 31 - Integer.numberOfLeadingZeros(MAX_ARRAY_LONGS / width));
        this.mask = (1 << bits) - 1;
        capacity = Math.min(initialRecords, 1 << bits);
        arrays[0] = new long[capacity * width];
    }

    /** The array that holds a record, at {@link #place}. */
    public long[] array(int record) {
        return arrays[record >>> bits];
    }

    /** Where in its array a record begins. */
    public int place(int record) {
        return (record & mask) * width;
    }

    /** Makes room for {@code records} in all. */
    void reserve(int records) {
        while (capacity < records) {
            grow();
        }
    }

    private void grow() {
        if (capacity < 1 << bits) {
            capacity = Math.min(1 << bits, 2 * capacity);
            arrays[0] = Arrays.copyOf(arrays[0], capacity * width);
            return;
        }
        if (arrayCount == arrays.length) {
            arrays = Arrays.copyOf(arrays, 2 * arrayCount);
        }
        arrays[arrayCount++] = new long[width << bits];
        capacity += 1 << bits;
    }

    /** Bytes held once there are {@code records}. */
    long sizeBytesFor(int records) {
        int perArray = 1 << bits;
        long count = capacity;
        while (count < records) {
            count = count < perArray ? 2 * count : (records + perArray - 1L) / perArray * perArray;
        }
        return 8 * width * count;
    }
}
