/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.json;

import io.quiver.exec.kernel.text.CodePoints;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where the parts of JSON text end. It follows RFC 8259 to the letter: Jackson's parser takes all of that, and what it
 * takes beyond depends on options. Text is {@code data[position .. end)}. Each method takes the position of the part's first
 * byte, or of the byte behind it, and returns {@link #ODD} where the text is not of the grammar.
 */
public final class JsonText {
    public static final int ODD = Integer.MIN_VALUE;

    /** Jackson's limit is 1000. */
    public static final int MAX_DEPTH = 200;

    /** Jackson's limit is 50,000 characters. */
    public static final int MAX_NAME_BYTES = 10_000;

    /** Jackson's limit is 1000 digits. */
    private static final int MAX_NUMBER_BYTES = 300;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;

    /** Jackson's limit is 20,000,000 characters in a string. */
    private static final int MAX_TEXT_BYTES = 10_000_000;

    private JsonText() {}

    /**
     * Whether a text is valid UTF-8, and not so long that Jackson's limits may matter.
     *
     * @param isAscii whether it is known to have only ASCII characters
     */
    public static boolean isRead(byte[] data, int start, int end, boolean isAscii) {
        return end - start <= MAX_TEXT_BYTES && (isAscii || CodePoints.isValid(data, start, end));
    }

    public static int afterBlanks(byte[] data, int position, int end) {
        int at = position;
        while (at < end && isBlank(data[at])) {
            at++;
        }
        return at;
    }

    public static boolean isBlank(byte next) {
        return next == ' ' || next == '\t' || next == '\n' || next == '\r';
    }

    /**
     * The position of the quote that ends a string. The string begins at {@code position}, behind its first quote. If it has an
     * escape, the result is the complement of that position.
     */
    public static int string(byte[] data, int position, int end) {
        int at = position;
        boolean isEscaped = false;
        while (true) {
            at = afterPlain(data, at, end);
            if (at == end) {
                return ODD;
            }
            byte next = data[at];
            if (next == '"') {
                return isEscaped ? ~at : at;
            }
            if (next != '\\') {
                return ODD; // a control character
            }
            isEscaped = true;
            at = afterEscape(data, at, end);
            if (at < 0) {
                return ODD;
            }
        }
    }

    /** The position of the first quote, backslash or control character, else {@code end}. It reads eight bytes as one long. */
    private static int afterPlain(byte[] data, int position, int end) {
        int at = position;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(data, at);
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            // a byte's lowest hit is exact: only bytes above it see its borrow
            long mask =
                    ((quote - ONES & ~quote) | (backslash - ONES & ~backslash) | (word - SPACES & ~word)) & HIGH_BITS;
            if (mask != 0) {
                return at + (Long.numberOfTrailingZeros(mask) >>> 3);
            }
        }
        for (; at < end; at++) {
            byte next = data[at];
            if (next == '"' || next == '\\' || (next >= 0 && next < ' ')) {
                return at;
            }
        }
        return end;
    }

    /** Surrogates must come in pairs: Java replaces others when it encodes them. */
    private static int afterEscape(byte[] data, int position, int end) {
        if (position + 1 >= end) {
            return ODD;
        }
        switch (data[position + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return position + 2;
            }
            case 'u' -> {
                int unit = unit(data, position, end);
                if (unit < 0 || Character.isLowSurrogate((char) unit)) {
                    return ODD;
                }
                if (!Character.isHighSurrogate((char) unit)) {
                    return position + 6;
                }
                int low = unit(data, position + 6, end);
                return low >= 0 && Character.isLowSurrogate((char) low) ? position + 12 : ODD;
            }
            default -> {
                return ODD;
            }
        }
    }

    /** The UTF-16 unit that is escaped at {@code position}, or -1. */
    private static int unit(byte[] data, int position, int end) {
        if (position + 6 > end || data[position] != '\\' || data[position + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = 2; i < 6; i++) {
            int digit = Character.digit(data[position + i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /** Writes the text of a string whose escapes have been checked; returns where it ends. */
    public static int unescape(byte[] data, int start, int end, byte[] out, int outStart) {
        int free = outStart;
        int at = start;
        while (at < end) {
            byte next = data[at];
            if (next != '\\') {
                out[free++] = next;
                at++;
                continue;
            }
            byte escaped = data[at + 1];
            if (escaped != 'u') {
                out[free++] = unescaped(escaped);
                at += 2;
                continue;
            }
            int unit = unit(data, at, end);
            at += 6;
            if (Character.isHighSurrogate((char) unit)) {
                unit = Character.toCodePoint((char) unit, (char) unit(data, at, end));
                at += 6;
            }
            free = encode(unit, out, free);
        }
        return free;
    }

    private static byte unescaped(byte escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }

    private static int encode(int codePoint, byte[] out, int start) {
        int free = start;
        if (codePoint < 0x80) {
            out[free++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            out[free++] = (byte) (0xC0 | codePoint >> 6);
            out[free++] = (byte) (0x80 | codePoint & 0x3F);
        } else if (codePoint < 0x10000) {
            out[free++] = (byte) (0xE0 | codePoint >> 12);
            out[free++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            out[free++] = (byte) (0x80 | codePoint & 0x3F);
        } else {
            out[free++] = (byte) (0xF0 | codePoint >> 18);
            out[free++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
            out[free++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            out[free++] = (byte) (0x80 | codePoint & 0x3F);
        }
        return free;
    }

    /** Where a number ends; the complement of that where it has a point or an exponent. */
    public static int number(byte[] data, int position, int end) {
        int first = data[position] == '-' ? position + 1 : position;
        int at = afterDigits(data, first, end);
        if (at == first || (data[first] == '0' && at > first + 1) || at - first > MAX_NUMBER_BYTES) {
            return ODD;
        }
        if (at == end || (data[at] != '.' && (data[at] | 0x20) != 'e')) {
            return at;
        }
        if (data[at] == '.') {
            int fraction = at + 1;
            at = afterDigits(data, fraction, end);
            if (at == fraction) {
                return ODD;
            }
        }
        if (at < end && (data[at] | 0x20) == 'e') {
            int exponent = at + 1;
            if (exponent < end && (data[exponent] == '-' || data[exponent] == '+')) {
                exponent++;
            }
            at = afterDigits(data, exponent, end);
            if (at == exponent) {
                return ODD;
            }
        }
        return at - first > MAX_NUMBER_BYTES ? ODD : ~at;
    }

    private static int afterDigits(byte[] data, int position, int end) {
        int at = position;
        while (at < end && data[at] >= '0' && data[at] <= '9') {
            at++;
        }
        return at;
    }

    /** The position behind the word {@code true}, {@code false} or {@code null}. The caller checks what follows it. */
    public static int word(byte[] data, int position, int end) {
        return switch (data[position]) {
            case 't' -> isWord(data, position, end, "true") ? position + 4 : ODD;
            case 'f' -> isWord(data, position, end, "false") ? position + 5 : ODD;
            case 'n' -> isWord(data, position, end, "null") ? position + 4 : ODD;
            default -> ODD;
        };
    }

    private static boolean isWord(byte[] data, int position, int end, String word) {
        int length = word.length();
        if (position + length > end) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            if (data[position + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The position behind a value of any kind. It checks the value to its end. */
    public static int afterValue(byte[] data, int position, int end, int depth) {
        if (position == end || depth > MAX_DEPTH) {
            return ODD;
        }
        switch (data[position]) {
            case '"' -> {
                int quote = string(data, position + 1, end);
                return quote == ODD ? ODD : (quote < 0 ? ~quote : quote) + 1;
            }
            case '{' -> {
                return afterObject(data, position + 1, end, depth);
            }
            case '[' -> {
                return afterArray(data, position + 1, end, depth);
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                int at = number(data, position, end);
                return at == ODD || at >= 0 ? at : ~at;
            }
            default -> {
                return word(data, position, end);
            }
        }
    }

    private static int afterObject(byte[] data, int position, int end, int depth) {
        int at = afterBlanks(data, position, end);
        if (at < end && data[at] == '}') {
            return at + 1;
        }
        while (true) {
            if (at == end || data[at] != '"') {
                return ODD;
            }
            int name = at + 1;
            at = string(data, name, end);
            if (at == ODD) {
                return ODD;
            }
            at = at < 0 ? ~at : at;
            if (at - name > MAX_NAME_BYTES) {
                return ODD;
            }
            at = afterValue(data, afterColon(data, at + 1, end), end, depth + 1);
            if (at < 0) {
                return ODD;
            }
            at = next(data, at, end, (byte) '}');
            if (at < 0) {
                return at == ODD ? ODD : ~at;
            }
        }
    }

    private static int afterArray(byte[] data, int position, int end, int depth) {
        int at = afterBlanks(data, position, end);
        if (at < end && data[at] == ']') {
            return at + 1;
        }
        while (true) {
            at = afterValue(data, at, end, depth + 1);
            if (at < 0) {
                return ODD;
            }
            at = next(data, at, end, (byte) ']');
            if (at < 0) {
                return at == ODD ? ODD : ~at;
            }
        }
    }

    /**
     * What stands behind an element of an object or an array: the position of the next element; where the collection ends, the
     * complement of the position behind its {@code closing} bracket.
     */
    public static int next(byte[] data, int position, int end, byte closing) {
        int at = afterBlanks(data, position, end);
        if (at == end) {
            return ODD;
        }
        byte next = data[at];
        if (next == closing) {
            return ~(at + 1);
        }
        return next == ',' ? afterBlanks(data, at + 1, end) : ODD;
    }

    /** The position of the value behind a colon; {@code end} where there is none. */
    public static int afterColon(byte[] data, int position, int end) {
        int at = position;
        if (at < end && data[at] != ':') {
            at = afterBlanks(data, at, end);
        }
        return at < end && data[at] == ':' ? afterBlanks(data, at + 1, end) : end;
    }
}
