/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.json;

import java.nio.charset.StandardCharsets;

/**
 * Writes a value as {@code JsonGenerator.copyCurrentStructure} of Jackson 2.18 does: without blanks, fractions by way of a
 * double, strings with only the escapes that they need. The value's text has been checked against the grammar.
 */
public final class JsonCopy {
    /** How Jackson writes a value. */
    public enum Form {
        /** As it stands in the text. */
        SAME,
        /** As {@link #write} does. */
        OTHER,
        /** In a way that is unknown here. */
        UNKNOWN
    }

    /** Decimals of up to 15 digits pass through a double unchanged. */
    private static final int EXACT_DIGITS = 15;

    /** {@code Double.toString} writes an exponent from 10^7 on. */
    private static final int MAX_INTEGER_DIGITS = 7;

    /** Numbers of this length, with an exponent of two digits, are finite. */
    private static final int MAX_SCIENTIFIC_BYTES = 100;

    private JsonCopy() {}

    /**
     * How the value in {@code [start, end)} is written.
     *
     * @param ofCharacters whether Jackson's generator of characters writes it, not that of bytes
     */
    public static Form form(byte[] data, int start, int end, boolean ofCharacters) {
        Form form = Form.SAME;
        int at = start;
        while (at < end) {
            byte next = data[at];
            Form part = Form.SAME;
            int after = at + 1;
            if (next == '"') {
                after = afterString(data, at, end);
                part = string(data, at + 1, after - 1, ofCharacters);
            } else if (next == '-' || (next >= '0' && next <= '9')) {
                int number = JsonText.number(data, at, end);
                after = number < 0 ? ~number : number;
                part = number(data, at, after, number < 0);
            } else if (JsonText.isBlank(next)) {
                part = Form.OTHER;
            }
            if (part == Form.UNKNOWN) {
                return part;
            }
            form = part == Form.SAME ? form : part;
            at = after;
        }
        return form;
    }

    private static int afterString(byte[] data, int quote, int end) {
        int at = JsonText.string(data, quote + 1, end);
        return (at < 0 ? ~at : at) + 1;
    }

    /** Jackson's generator of bytes escapes both halves of a character beyond the 16 bits of Unicode. */
    private static Form string(byte[] data, int start, int end, boolean ofCharacters) {
        Form form = Form.SAME;
        for (int at = start; at < end; at++) {
            byte next = data[at];
            if (!ofCharacters && ((next & 0xF8) == 0xF0 || (next == '\\' && isSurrogate(data, at)))) {
                return Form.UNKNOWN;
            }
            if (next == '\\') {
                form = Form.OTHER;
                at++;
            }
        }
        return form;
    }

    private static boolean isSurrogate(byte[] data, int backslash) {
        return data[backslash + 1] == 'u'
                && (data[backslash + 2] | 0x20) == 'd'
                && Character.digit(data[backslash + 3], 16) >= 8;
    }

    private static Form number(byte[] data, int start, int end, boolean isFraction) {
        if (!isFraction) {
            return end - start == 2 && data[start] == '-' && data[start + 1] == '0' ? Form.OTHER : Form.SAME;
        }
        int first = data[start] == '-' ? start + 1 : start;
        int point = first;
        while (point < end && data[point] >= '0' && data[point] <= '9') {
            point++;
        }
        for (int at = point; at < end; at++) {
            if ((data[at] | 0x20) == 'e') {
                return isSurelyFinite(data, start, at, end) ? Form.OTHER : Form.UNKNOWN;
            }
        }
        return isAsDouble(data, first, point, end) ? Form.SAME : Form.OTHER;
    }

    private static boolean isSurelyFinite(byte[] data, int start, int exponent, int end) {
        int digits = data[exponent + 1] == '-' || data[exponent + 1] == '+' ? exponent + 2 : exponent + 1;
        return end - start <= MAX_SCIENTIFIC_BYTES && end - digits <= 2;
    }

    /**
     * Whether {@code Double.toString} gives these very digits for the double that they mean: no more digits than needed, from
     * 0.001 on and below 10^7.
     */
    private static boolean isAsDouble(byte[] data, int first, int point, int end) {
        int fraction = end - point - 1;
        if (end - first - 1 > EXACT_DIGITS || point - first > MAX_INTEGER_DIGITS) {
            return false;
        }
        if (fraction > 1 && data[end - 1] == '0') {
            return false;
        }
        if (data[first] != '0') {
            return true;
        }
        for (int at = point + 1; at < end && at <= point + 3; at++) {
            if (data[at] != '0') {
                return true;
            }
        }
        return fraction == 1; // zero
    }

    /** Writes the value in {@code [start, end)}, whose form is {@link Form#OTHER}. */
    static void write(byte[] data, int start, int end, boolean ofCharacters, JsonOutput out) {
        int at = start;
        while (at < end) {
            byte next = data[at];
            if (next == '"') {
                int after = afterString(data, at, end);
                writeString(data, at + 1, after - 1, ofCharacters, out);
                at = after;
            } else if (next == '-' || (next >= '0' && next <= '9')) {
                int number = JsonText.number(data, at, end);
                int after = number < 0 ? ~number : number;
                writeNumber(data, at, after, number < 0, out);
                at = after;
            } else {
                if (!JsonText.isBlank(next)) {
                    out.append(next);
                }
                at++;
            }
        }
    }

    private static void writeString(byte[] data, int start, int end, boolean ofCharacters, JsonOutput out) {
        out.append((byte) '"');
        if (string(data, start, end, ofCharacters) == Form.SAME) {
            out.append(data, start, end - start);
        } else {
            byte[] text = new byte[end - start];
            out.escape(text, 0, JsonText.unescape(data, start, end, text, 0));
        }
        out.append((byte) '"');
    }

    private static void writeNumber(byte[] data, int start, int end, boolean isFraction, JsonOutput out) {
        if (number(data, start, end, isFraction) == Form.SAME) {
            out.append(data, start, end - start);
        } else if (isFraction) {
            String text = new String(data, start, end - start, StandardCharsets.US_ASCII);
            out.append(Double.toString(Double.parseDouble(text)));
        } else {
            out.append((byte) '0');
        }
    }
}
