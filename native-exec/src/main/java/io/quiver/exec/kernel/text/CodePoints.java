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
        if (end - start < Long.BYTES && isShortAscii(data, start, end)) {
            return true;
        }
        int position = start;
        while (position < end) {
            position = afterShort(data, position, end);
            if (position < 0) {
                return false;
            }
            // as much as a word, since characters of more bytes seldom stand alone
            int stop = Math.min(end, position + Long.BYTES);
            while (position < stop) {
                int width = validWidth(data, position, end);
                if (width == 0) {
                    return false;
                }
                position += width;
            }
        }
        return true;
    }

    /** Returns whether less than eight bytes are ASCII; false, too, if the array ends too soon to look at them as one word. */
    private static boolean isShortAscii(byte[] data, int start, int end) {
        if (start > data.length - Long.BYTES) {
            return false;
        }
        long wanted = HIGH_BITS & (1L << 8 * (end - start)) - 1;
        return ((long) LONGS.get(data, start) & wanted) == 0;
    }

    /**
     * Passes over words of eight bytes in which no character has more than two, and returns the first character behind them; -1 if
     * one of them is malformed. In such words each second byte stands behind a first one, and nowhere else, wherever the
     * words begin. So nothing depends on where characters are, and text of two-byte characters and blanks costs no branches.
     */
    private static int afterShort(byte[] data, int start, int end) {
        int position = start;
        long pending = 0; // the high bit of the first byte, if the word before ends within a character
        for (; position <= end - Long.BYTES; position += Long.BYTES) {
            long word = (long) LONGS.get(data, position);
            if ((word & HIGH_BITS | pending) == 0) {
                continue;
            }
            long firsts = word & word << 1 & HIGH_BITS;
            if ((firsts & word << 2) != 0) {
                break; // characters of three or four bytes
            }
            long seconds = word & ~(word << 1) & HIGH_BITS;
            long notOverlong = word << 3 | word << 4 | word << 5 | word << 6; // C0 and C1 have none of these bits
            if (seconds != (firsts << 8 | pending) || (firsts & ~notOverlong) != 0) {
                return -1;
            }
            pending = firsts >>> 56;
        }
        return pending == 0 ? position : position - 1;
    }

    /** Returns how many bytes the character at {@code position} has; 0 if it is malformed. */
    private static int validWidth(byte[] data, int position, int end) {
        byte first = data[position];
        if (first >= 0) {
            return 1;
        }
        int width = WIDTHS[first & 0xFF];
        if (width == 1 || position + width > end || !isSecond(first & 0xFF, data[position + 1] & 0xFF)) {
            return 0;
        }
        for (int i = 2; i < width; i++) {
            if ((data[position + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return width;
    }

    /** Unicode 15, table 3-7. */
    private static boolean isSecond(int first, int second) {
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        return second >= lowest && second <= highest;
    }
}
