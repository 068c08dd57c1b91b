/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads UTF-8 bytes as code points, counted as Spark counts them: by the first byte alone, malformed text included. Source:
 * Spark 4.1.3 {@code UTF8String.numBytesForFirstByte}.
 */
public final class CodePoints {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final byte[] WIDTHS = widths();

    private CodePoints() {}

    private static byte[] widths() {
        byte[] widths = new byte[256];
        for (int first = 0; first < 256; first++) {
            widths[first] = (byte) (first < 0xC2 || first > 0xF4 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4);
        }
        return widths;
    }

    /** How many bytes the code point with this first byte takes; 1 for a byte that cannot be a first one. */
    public static int width(byte first) {
        return WIDTHS[first & 0xFF];
    }

    /** The position of the first byte in {@code [start, end)} that is not ASCII, else {@code end}. */
    public static int asciiEnd(byte[] data, int start, int end) {
        int position = start;
        for (; position <= end - 8; position += 8) {
            if (((long) LONGS.get(data, position) & HIGH_BITS) != 0) {
                break;
            }
        }
        while (position < end && data[position] >= 0) {
            position++;
        }
        return position;
    }

    public static boolean isAscii(byte[] data, int start, int end) {
        return asciiEnd(data, start, end) == end;
    }

    /** The number of code points in {@code [start, end)}; a truncated last one counts. */
    public static int count(byte[] data, int start, int end) {
        int position = asciiEnd(data, start, end);
        int count = position - start;
        while (position < end) {
            position += WIDTHS[data[position] & 0xFF];
            count++;
        }
        return count;
    }

    /** The position after {@code count} code points, at most about {@code end}; beyond it where the last one is truncated. */
    public static int skip(byte[] data, int start, int end, int count) {
        int position = start;
        for (int i = 0; i < count && position < end; i++) {
            position += WIDTHS[data[position] & 0xFF];
        }
        return position;
    }

    /** Whether {@code [start, end)} is well-formed UTF-8, so that Java decodes it without replacement characters. */
    public static boolean isValid(byte[] data, int start, int end) {
        int position = asciiEnd(data, start, end);
        while (position < end) {
            byte first = data[position];
            if (first >= 0) {
                position++;
                continue;
            }
            int width = WIDTHS[first & 0xFF];
            if (width == 1 || position + width > end || !isSecond(first & 0xFF, data[position + 1] & 0xFF)) {
                return false;
            }
            for (int i = 2; i < width; i++) {
                if ((data[position + i] & 0xC0) != 0x80) {
                    return false;
                }
            }
            position += width;
        }
        return true;
    }

    /** Unicode 15, table 3-7. */
    private static boolean isSecond(int first, int second) {
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        return second >= lowest && second <= highest;
    }
}
