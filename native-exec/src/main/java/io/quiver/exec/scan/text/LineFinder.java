/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the lines of chunks. It checks eight bytes at once as one long. One thread. */
public final class LineFinder {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final byte separator;
    private final byte other;
    private final boolean joinsTwo;

    private byte[] data = {};
    private int end;
    private int position;
    private int lineStart;
    private int lineEnd;
    private boolean isAscii;

    private LineFinder(byte separator, byte other, boolean joinsTwo) {
        this.separator = separator;
        this.other = other;
        this.joinsTwo = joinsTwo;
    }

    /** Finds lines that end with LF, CR or CR LF. */
    public static LineFinder ofText() {
        return new LineFinder((byte) '\n', (byte) '\r', true);
    }

    /** Finds lines that end with this ASCII character only. */
    public static LineFinder of(byte separator) {
        return new LineFinder(separator, separator, false);
    }

    public void start(TextChunk chunk) {
        data = chunk.data();
        position = chunk.start();
        end = chunk.end();
    }

    public byte[] data() {
        return data;
    }

    public int lineStart() {
        return lineStart;
    }

    public int lineEnd() {
        return lineEnd;
    }

    /** Returns whether the line is ASCII. */
    public boolean isAscii() {
        return isAscii;
    }

    /** Moves to the next line, which may be empty; false if the chunk has no more. */
    public boolean next() {
        if (position >= end) {
            return false;
        }
        lineStart = position;
        lineEnd = find(data, position, end);
        position = lineEnd + 1;
        if (joinsTwo && lineEnd < end && data[lineEnd] == '\r' && position < end && data[position] == '\n') {
            position++;
        }
        return true;
    }

    private int find(byte[] bytes, int from, int to) {
        long first = separator * ONES;
        long second = other * ONES;
        long seen = 0;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            long one = word ^ first;
            long two = word ^ second;
            // a byte's lowest hit is exact: only bytes above it see its borrow
            long mask = ((one - ONES & ~one) | (two - ONES & ~two)) & HIGH_BITS;
            if (mask != 0) {
                isAscii = ((seen | word & (mask & -mask) - 1) & HIGH_BITS) == 0;
                return at + (Long.numberOfTrailingZeros(mask) >>> 3);
            }
            seen |= word;
        }
        for (; at < to && bytes[at] != separator && bytes[at] != other; at++) {
            seen |= bytes[at];
        }
        isAscii = (seen & HIGH_BITS) == 0;
        return at;
    }
}
