/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.kernel.text.BytesSearch;
import io.quiver.exec.kernel.text.PlainNumber;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads booleans and numbers from UTF-8 text as Spark does. Source: Spark 4.1.3 {@code UTF8String}, {@code Cast}. */
final class NumberText {
    /** Returned by {@link #toInteger} for text that is no number. It is also one long: the text tells the two apart. */
    static final long NO_INTEGER = PlainNumber.NONE;

    private static final byte[][] TRUE = words("t", "true", "y", "yes", "1");
    private static final byte[][] FALSE = words("f", "false", "n", "no", "0");
    private static final byte[] LOWEST_LONG = "9223372036854775808".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_PLAIN_DIGITS = 18;

    private NumberText() {}

    private static byte[][] words(String... words) {
        byte[][] out = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            out[i] = words[i].getBytes(StandardCharsets.US_ASCII);
        }
        return out;
    }

    /** Whether Spark trims the byte before it reads: {@code UTF8String.isWhitespaceOrISOControl} of single bytes. */
    static boolean isSpace(byte value) {
        return (value >= 0 && value <= ' ') || value == 0x7F;
    }

    static int skipSpace(byte[] data, int start, int end) {
        int position = start;
        while (position < end && isSpace(data[position])) {
            position++;
        }
        return position;
    }

    /** The end of the text without trailing space; at least {@code start + 1} if there is text. */
    static int trimSpace(byte[] data, int start, int end) {
        int position = end;
        while (position > start + 1 && isSpace(data[position - 1])) {
            position--;
        }
        return position;
    }

    /** 1 for true, 0 for false, -1 for neither. */
    static int toBoolean(byte[] data, int start, int end) {
        int from = skipSpace(data, start, end);
        int until = trimSpace(data, from, end);
        return isOneOf(TRUE, data, from, until) ? 1 : isOneOf(FALSE, data, from, until) ? 0 : -1;
    }

    private static boolean isOneOf(byte[][] words, byte[] data, int start, int end) {
        for (byte[] word : words) {
            if (word.length == end - start && equalsIgnoreCase(word, data, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equalsIgnoreCase(byte[] lower, byte[] data, int start) {
        for (int i = 0; i < lower.length; i++) {
            byte letter = data[start + i];
            if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The integer in the text, with space around it allowed, or {@link #NO_INTEGER}. {@code fraction}: digits after a point are
     * allowed and cut off ({@code UTF8String.toLong}), or they are not ({@code toLongExact}).
     */
    static long toInteger(byte[] data, int start, int end, boolean fraction) {
        int length = end - start;
        if (length > 0 && length <= MAX_PLAIN_DIGITS) {
            long value = PlainNumber.integer(data, start, end);
            if (value != NO_INTEGER) {
                return value;
            }
        }
        return general(data, start, end, fraction);
    }

    private static long general(byte[] data, int start, int end, boolean fraction) {
        int position = skipSpace(data, start, end);
        if (position == end) {
            return NO_INTEGER;
        }
        int until = trimSpace(data, position, end);
        boolean negative = data[position] == '-';
        if (negative || data[position] == '+') {
            position++;
            if (position == until) {
                return NO_INTEGER;
            }
        }
        // negative, since the range has one more negative number
        long result = 0;
        for (; position < until; position++) {
            int digit = data[position] - '0';
            if (data[position] == '.' && fraction) {
                break;
            }
            if (digit < 0 || digit > 9 || result < Long.MIN_VALUE / 10) {
                return NO_INTEGER;
            }
            result = result * 10 - digit;
            if (result > 0) {
                return NO_INTEGER;
            }
        }
        for (position++; position < until; position++) {
            if (data[position] < '0' || data[position] > '9') {
                return NO_INTEGER;
            }
        }
        return negative ? result : -result;
    }

    /** Whether a text for which {@link #toInteger} returns {@link #NO_INTEGER} may mean that very number. */
    static boolean mayBeLowestLong(byte[] data, int start, int end) {
        int position = skipSpace(data, start, end);
        if (position == end || data[position] != '-') {
            return false;
        }
        position++;
        while (position < end && data[position] == '0') {
            position++;
        }
        return end - position >= LOWEST_LONG.length && BytesSearch.isAt(data, position, LOWEST_LONG);
    }

    /** The double in the text, or null. Source: Spark 4.1.3 {@code Cast.castToDoubleCode}. */
    static @Nullable Double toDouble(byte[] data, int start, int end) {
        String text = new String(data, start, end - start, StandardCharsets.UTF_8);
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return special(text);
        }
    }

    static @Nullable Float toFloat(byte[] data, int start, int end) {
        String text = new String(data, start, end - start, StandardCharsets.UTF_8);
        try {
            return Float.valueOf(text);
        } catch (NumberFormatException e) {
            Double special = special(text);
            return special == null ? null : (Float) special.floatValue();
        }
    }

    /** Source: Spark 4.1.3 {@code Cast.processFloatingPointSpecialLiterals}. */
    private static @Nullable Double special(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> null;
        };
    }

    /**
     * The digits of a plain decimal ({@code 12}, {@code -12.50}) of up to 18 digits as one integer, or {@link #NO_INTEGER};
     * {@link #fractionDigits} tells how many of them come after the point.
     */
    static long plainDigits(byte[] data, int start, int end) {
        int position = start;
        if (position < end && data[position] == '-') {
            position++;
        }
        boolean negative = position > start;
        int first = position;
        int point = -1;
        long value = 0;
        for (; position < end; position++) {
            int digit = data[position] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (data[position] == '.' && point < 0 && position > first && position < end - 1) {
                point = position;
            } else {
                return NO_INTEGER;
            }
        }
        int digits = end - first - (point < 0 ? 0 : 1);
        return digits < 1 || digits > MAX_PLAIN_DIGITS ? NO_INTEGER : negative ? -value : value;
    }

    /** The number of fraction digits of a text that {@link #plainDigits} accepts. */
    static int fractionDigits(byte[] data, int start, int end) {
        for (int position = end - 1; position >= start; position--) {
            if (data[position] == '.') {
                return end - 1 - position;
            }
        }
        return 0;
    }
}
