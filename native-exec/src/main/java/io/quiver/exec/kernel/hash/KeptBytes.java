/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import java.util.Arrays;

/**
 * Stores byte strings one after the other, in arrays that get larger, up to some megabytes. Taking more copies nothing, except
 * while there are few bytes. An address is the number of an array and a position in it.
 */
final class KeptBytes {
    private static final int PLACE_BITS = 22;

    /** With its header an array is as long as a region of garbage collectors that divide large heaps: no region is half empty. */
    static final int ARRAY_BYTES = (1 << PLACE_BITS) - 16;

    /** A smaller array is copied into a larger one: all bytes are in one array while they are few. */
    private static final int LITTLE = 1 << 20;

    /** Addresses have 32 bits. */
    private static final int MAX_ARRAYS = 1 << 32 - PLACE_BITS;

    private byte[][] arrays = new byte[1][];
    private int arrayCount = 1;
    private long arrayBytes;
    /** The array being filled, and the bytes in use there. */
    private int open;

    private int openLength;

    KeptBytes(int initialBytes) {
        arrays[0] = new byte[initialBytes];
        arrayBytes = initialBytes;
    }

    /** The array that holds the string at an address. */
    byte[] array(int address) {
        return arrays[address >>> PLACE_BITS];
    }

    /** Where in its array the string at an address starts. */
    static int start(int address) {
        return address & (1 << PLACE_BITS) - 1;
    }

    /** Copies a string and returns its address. */
    int add(byte[] bytes, int start, int length) {
        int address = take(length);
        System.arraycopy(bytes, start, array(address), start(address), length);
        return address;
    }

    /** Takes {@code length} bytes, which the caller writes, and returns their address. */
    int take(int length) {
        if (length > arrays[open].length - openLength) {
            if (length > ARRAY_BYTES) {
                return append(new byte[length]) << PLACE_BITS;
            }
            makeRoom(length);
        }
        int place = openLength;
        openLength += length;
        return open << PLACE_BITS | place;
    }

    private void makeRoom(int length) {
        byte[] full = arrays[open];
        if (full.length < LITTLE && openLength + length <= ARRAY_BYTES) {
            byte[] larger = Arrays.copyOf(full, lengthFor(openLength + length, full));
            arrayBytes += larger.length - full.length;
            arrays[open] = larger;
        } else {
            open = append(new byte[lengthFor(length, full)]);
            openLength = 0;
        }
    }

    /** The length of an array for {@code bytes} bytes: twice that of the array before, if possible. */
    private static int lengthFor(int bytes, byte[] before) {
        return Math.min(ARRAY_BYTES, Math.max(bytes, 2 * before.length));
    }

    private int append(byte[] array) {
        if (arrayCount == MAX_ARRAYS) {
            throw new IllegalStateException("more bytes than there are addresses: " + arrayBytes);
        }
        if (arrayCount == arrays.length) {
            arrays = Arrays.copyOf(arrays, 2 * arrayCount);
        }
        arrays[arrayCount] = array;
        arrayBytes += array.length;
        return arrayCount++;
    }

    /** Bytes held. */
    long sizeBytes() {
        return arrayBytes;
    }

    /** Approximate bytes held once {@code more} bytes have come. */
    long sizeBytesAfter(long more) {
        long room = arrays[open].length - openLength;
        if (more <= room) {
            return arrayBytes;
        }
        int full = arrays[open].length;
        if (full < LITTLE && openLength + more <= ARRAY_BYTES) {
            return arrayBytes - full + Math.max(openLength + more, Math.min(ARRAY_BYTES, 2L * full));
        }
        return arrayBytes + Math.max(more, Math.min(ARRAY_BYTES, 2L * full));
    }
}
