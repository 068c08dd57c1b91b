/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.csv;

import io.quiver.exec.scan.text.TextChunk;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds the bytes that structure a text: separators, quotes and the first control characters, including line ends. It checks
 * eight bytes at once as one long. Each byte of a mask is computed without a carry from its neighbour, so the mask is exact.
 */
final class Structurals {
    /** Bytes up to this one stop the search: NUL, tabs and line ends. */
    private static final int LAST_CONTROL = '\r';

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int PIECE_BYTES = 1 << 14;

    private final long separators;
    private final long quotes;

    private byte[] data = {};
    private int end;
    private int indexedTo;
    private int[] positions = new int[2 * PIECE_BYTES];
    private int tail;
    private long seen;

    Structurals(byte separator, byte quote) {
        separators = separator * ONES;
        quotes = quote * ONES;
    }

    void start(TextChunk chunk) {
        data = chunk.data();
        end = chunk.end();
        indexedTo = chunk.start();
        tail = 0;
        seen = 0;
    }

    int[] positions() {
        return positions;
    }

    /** Returns the end of the known positions. */
    int tail() {
        return tail;
    }

    /** Returns whether all bytes since the chunk's start that have been checked are ASCII. */
    boolean isAscii() {
        return (seen & HIGH_BITS) == 0;
    }

    /**
     * Finds more positions. Those from {@code keep} on move to the front.
     *
     * @return false if the whole chunk has been searched
     */
    boolean more(int keep) {
        if (indexedTo == end) {
            return false;
        }
        int kept = tail - keep;
        if (kept + PIECE_BYTES > positions.length) {
            positions = Arrays.copyOfRange(positions, keep, keep + 2 * positions.length);
        } else {
            System.arraycopy(positions, keep, positions, 0, kept);
        }
        int from = indexedTo;
        int to = Math.min(from + PIECE_BYTES, end);
        tail = find(from, to, kept);
        indexedTo = to;
        return true;
    }

    private int find(int from, int to, int firstFree) {
        byte[] bytes = data;
        int[] out = positions;
        long separator = separators;
        long quote = quotes;
        long all = 0;
        int free = firstFree;
        int position = from;
        for (; position <= to - Long.BYTES; position += Long.BYTES) {
            long word = (long) LONGS.get(bytes, position);
            all |= word;
            long mask = equal(word ^ separator) | equal(word ^ quote) | controls(word);
            while (mask != 0) {
                out[free++] = position + (Long.numberOfTrailingZeros(mask) >>> 3);
                mask &= mask - 1;
            }
        }
        for (; position < to; position++) {
            byte next = bytes[position];
            all |= next < 0 ? HIGH_BITS : 0;
            if (next == (byte) separator || next == (byte) quote || (next >= 0 && next <= LAST_CONTROL)) {
                out[free++] = position;
            }
        }
        seen |= all;
        return free;
    }

    /** Sets the high bit of each byte that is zero. */
    private static long equal(long word) {
        return ~(((word & ~HIGH_BITS) + ~HIGH_BITS) | word) & HIGH_BITS;
    }

    /** Sets the high bit of each byte from 0 to {@link #LAST_CONTROL}. */
    private static long controls(long word) {
        return ~(((word | HIGH_BITS) - (LAST_CONTROL + 1) * ONES) | word) & HIGH_BITS;
    }
}
