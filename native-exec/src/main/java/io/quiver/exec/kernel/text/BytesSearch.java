/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds bytes within bytes. It tests eight positions at a time for the pattern's first and last byte and compares in full only
 * where both match.
 */
public final class BytesSearch {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private BytesSearch() {}

    /** Whether {@code data} has all of {@code pattern} at {@code position}. The caller knows that it fits. */
    public static boolean isAt(byte[] data, int position, byte[] pattern) {
        int length = pattern.length;
        int i = 0;
        for (; i <= length - 8; i += 8) {
            if ((long) LONGS.get(data, position + i) != (long) LONGS.get(pattern, i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (data[position + i] != pattern[i]) {
                return false;
            }
        }
        return true;
    }

    /** The first position in {@code [start, end)} of the whole {@code pattern}, or -1; {@code start} for an empty one. */
    public static int find(byte[] data, int start, int end, byte[] pattern) {
        return find(data, start, end, pattern, 0, pattern.length);
    }

    /** As above, for the pattern {@code patternData[patternStart .. patternStart + length)}. */
    public static int find(byte[] data, int start, int end, byte[] patternData, int patternStart, int length) {
        if (length == 0) {
            return start;
        }
        int lastStart = end - length;
        byte first = patternData[patternStart];
        byte last = patternData[patternStart + length - 1];
        long firsts = (first & 0xFFL) * ONES;
        long lasts = (last & 0xFFL) * ONES;
        int position = start;
        for (; position <= lastStart - 7; position += 8) {
            long differences = ((long) LONGS.get(data, position) ^ firsts)
                    | ((long) LONGS.get(data, position + length - 1) ^ lasts);
            // the high bit of each zero byte, and perhaps of one above it, which the full comparison rejects
            long candidates = (differences - ONES) & ~differences & HIGH_BITS;
            while (candidates != 0) {
                int candidate = position + (Long.numberOfTrailingZeros(candidates) >>> 3);
                if (isAt(data, candidate, patternData, patternStart, length)) {
                    return candidate;
                }
                candidates &= candidates - 1;
            }
        }
        for (; position <= lastStart; position++) {
            if (data[position] == first && isAt(data, position, patternData, patternStart, length)) {
                return position;
            }
        }
        return -1;
    }

    /** The last position in {@code [start, end)} of the whole pattern, or -1. */
    public static int findLast(byte[] data, int start, int end, byte[] patternData, int patternStart, int length) {
        for (int position = end - length; position >= start; position--) {
            if (isAt(data, position, patternData, patternStart, length)) {
                return position;
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] data, int position, byte[] patternData, int patternStart, int length) {
        return Arrays.equals(data, position, position + length, patternData, patternStart, patternStart + length);
    }
}
