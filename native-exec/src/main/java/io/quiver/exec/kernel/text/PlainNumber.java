/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.text;

/** Reads numbers of ASCII digits. */
public final class PlainNumber {
    /** Stands for a text that is no such number. No number of up to 18 digits has this value. */
    public static final long NONE = Long.MIN_VALUE;

    private PlainNumber() {}

    /** The integer of a text of at most 18 characters, or {@link #NONE}. */
    public static long integer(byte[] data, int start, int end) {
        byte sign = data[start];
        boolean negative = sign == '-';
        int position = negative || sign == '+' ? start + 1 : start;
        if (position == end) {
            return NONE;
        }
        long value = 0;
        int wrong = 0;
        for (; position < end; position++) {
            int digit = data[position] - '0';
            wrong |= digit | (9 - digit);
            value = value * 10 + digit;
        }
        return wrong < 0 ? NONE : negative ? -value : value;
    }

    /** The number that {@code count} digits make, or -1 where one of them is none. */
    public static int digits(byte[] data, int start, int count) {
        int value = 0;
        int wrong = 0;
        for (int i = 0; i < count; i++) {
            int digit = data[start + i] - '0';
            wrong |= digit | (9 - digit);
            value = value * 10 + digit;
        }
        return wrong < 0 ? -1 : value;
    }
}
