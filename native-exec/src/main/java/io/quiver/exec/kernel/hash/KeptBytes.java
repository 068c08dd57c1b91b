/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import java.util.Arrays;

/**
 * Byte strings one after the other, in arrays of some megabytes: to take more copies nothing, but while there is little. An address is the
 * number of an array and a place in it.
 */
final class KeptBytes {
    private static final int PLACE_BITS = 22;

    /** With its header an array is of as many bytes as garbage collectors divide large heaps by: no region is half empty. */
    static final int ARRAY_BYTES = (1 << PLACE_BITS) - 16;

    /** Addresses are of 32 bits. */
    private static final int MAX_ARRAYS = 1 << 32 - PLACE_BITS;

    private byte[][] arrays = new byte[1][];
    private int arrayCount = 1;
    private long arrayBytes;
    /** The array that is being filled, and how far. */
    private int open;

    private int openLength;

    KeptBytes(int initialBytes) {
        arrays[0] = new byte[initialBytes];
        arrayBytes = initialBytes;
    }

    /** The array in which the string at an address is. */
    byte[] array(int address) {
        return arrays[address >>> PLACE_BITS];
    }

    /** Where in its array the string at an address starts. */
    static int start(int address) {
        return address & (1 << PLACE_BITS) - 1;
    }

    /** Copies a string and returns its address. */
    int add(byte[] bytes, int start, int length) {
        if (length > arrays[open].length - openLength) {
            if (length > ARRAY_BYTES) {
                return append(Arrays.copyOfRange(bytes, start, start + length)) << PLACE_BITS;
            }
            makeRoom(length);
        }
        int place = openLength;
        System.arraycopy(bytes, start, arrays[open], place, length);
        openLength += length;
        return open << PLACE_BITS | place;
    }

    private void makeRoom(int length) {
        byte[] full = arrays[open];
        if (openLength + length <= ARRAY_BYTES) {
            byte[] larger = Arrays.copyOf(full, Math.min(ARRAY_BYTES, Math.max(openLength + length, 2 * full.length)));
            arrayBytes += larger.length - full.length;
            arrays[open] = larger;
        } else {
            open = append(new byte[ARRAY_BYTES]);
            openLength = 0;
        }
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

    /** How many bytes are held. */
    long sizeBytes() {
        return arrayBytes;
    }

    /** About how many bytes are held once {@code more} bytes have come. */
    long sizeBytesAfter(long more) {
        long room = arrays[open].length - openLength;
        if (more <= room) {
            return arrayBytes;
        }
        long needed = openLength + more;
        return needed <= ARRAY_BYTES
                ? arrayBytes - arrays[open].length + Math.max(needed, Math.min(ARRAY_BYTES, 2L * arrays[open].length))
                : arrayBytes + Math.max(more, ARRAY_BYTES);
    }
}
