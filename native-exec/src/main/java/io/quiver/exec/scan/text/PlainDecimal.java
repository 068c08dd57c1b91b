/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

/** Reads digits with an optional sign and an optional point, as far as they reach. One thread. */
final class PlainDecimal {
    static final int MAX_DIGITS = 18;

    private long digits;
    private int count;
    private int fractionDigits;
    private int end;

    /** Reads the number at the beginning of a text; false if there are not one to 18 digits. */
    boolean read(byte[] data, int start, int end) {
        int position = data[start] == '-' || data[start] == '+' ? start + 1 : start;
        int first = position;
        int point = -1;
        long value = 0;
        for (; position < end; position++) {
            int digit = data[position] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (data[position] == '.' && point < 0) {
                point = position;
            } else {
                break;
            }
        }
        digits = value;
        count = position - first - (point < 0 ? 0 : 1);
        fractionDigits = point < 0 ? 0 : position - 1 - point;
        this.end = position;
        return count >= 1 && count <= MAX_DIGITS;
    }

    /** Returns the digits read last as one number, without sign and point. */
    long digits() {
        return digits;
    }

    int count() {
        return count;
    }

    /** Returns the number of digits behind the point. */
    int fractionDigits() {
        return fractionDigits;
    }

    /** Returns the position where the digits end. */
    int end() {
        return end;
    }
}
