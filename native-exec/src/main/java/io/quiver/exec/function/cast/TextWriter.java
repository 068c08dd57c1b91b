/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.kernel.CivilDate;
import io.quiver.exec.kernel.decimal.PowersOfTen;
import io.quiver.exec.kernel.text.BytesOutput;
import java.nio.charset.StandardCharsets;

/** Writes values as text into a column's bytes, digit by digit. */
final class TextWriter {
    private static final int MAX_LONG_CHARACTERS = 20;
    private static final byte[] LOWEST_LONG = "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);

    private TextWriter() {}

    static void appendAscii(BytesOutput out, String text) {
        for (int i = 0; i < text.length(); i++) {
            out.append((byte) text.charAt(i));
        }
    }

    static void appendLong(BytesOutput out, long value) {
        if (value == Long.MIN_VALUE) {
            out.append(LOWEST_LONG, 0, LOWEST_LONG.length);
            return;
        }
        byte[] data = out.room(MAX_LONG_CHARACTERS);
        int position = out.position();
        long rest = Math.abs(value);
        if (value < 0) {
            data[position++] = '-';
        }
        int end = position + digitCount(rest);
        writeDigits(data, position, end, rest);
        out.advanceTo(end);
    }

    /** A decimal in plain digits, {@code scale} of them after the point. Source: {@code BigDecimal.toPlainString}. */
    static void appendDecimal(BytesOutput out, long unscaled, int scale) {
        if (scale == 0) {
            appendLong(out, unscaled);
            return;
        }
        byte[] data = out.room(MAX_LONG_CHARACTERS + 2L + scale);
        int position = out.position();
        if (unscaled < 0) {
            data[position++] = '-';
        }
        int digits = Math.max(digitCount(Math.abs(unscaled)), scale + 1);
        int point = position + digits - scale;
        int end = position + digits + 1;
        long rest = Math.abs(unscaled);
        for (int i = end - 1; i >= position; i--) {
            if (i == point) {
                data[i] = '.';
                continue;
            }
            data[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        out.advanceTo(end);
    }

    /** How many digits a value of at least 0 has. */
    static int digitCount(long value) {
        // about the number of bits times log10(2), one less than the digits or as many
        int digits = (64 - Long.numberOfLeadingZeros(value | 1)) * 1233 >> 12;
        return value < PowersOfTen.LONGS[digits] ? Math.max(1, digits) : digits + 1;
    }

    /** Fills {@code [start, end)} with the last digits of {@code value}, with leading zeros. */
    private static void writeDigits(byte[] data, int start, int end, long value) {
        int position = end;
        long rest = value;
        while (rest > Integer.MAX_VALUE) {
            long tenth = rest / 10;
            data[--position] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        writeDigits(data, start, position, (int) rest);
    }

    private static void writeDigits(byte[] data, int start, int end, int value) {
        int rest = value;
        for (int i = end - 1; i >= start; i--) {
            int tenth = rest / 10;
            data[i] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
    }

    private static void writeTwo(byte[] data, int position, int value) {
        data[position] = (byte) ('0' + value / 10);
        data[position + 1] = (byte) ('0' + value % 10);
    }

    /** {@code yyyy-MM-dd}; years before 0 with a minus, beyond 9999 with a plus. Source: {@code ISO_LOCAL_DATE}. */
    static void appendDate(BytesOutput out, long epochDay) {
        long fields = CivilDate.fields(epochDay);
        int year = CivilDate.year(fields);
        if (year < 0 || year > 9999) {
            out.append((byte) (year < 0 ? '-' : '+'));
        }
        int magnitude = Math.abs(year);
        byte[] data = out.room(MAX_LONG_CHARACTERS);
        int position = out.position();
        int afterYear = position + Math.max(4, digitCount(magnitude));
        writeDigits(data, position, afterYear, magnitude);
        data[afterYear] = '-';
        writeTwo(data, afterYear + 1, CivilDate.month(fields));
        data[afterYear + 3] = '-';
        writeTwo(data, afterYear + 4, CivilDate.day(fields));
        out.advanceTo(afterYear + 6);
    }

    /** {@code HH:mm:ss}, and as many digits of the fraction as needed. */
    static void appendTime(BytesOutput out, int secondOfDay, int micros) {
        byte[] data = out.room(MAX_LONG_CHARACTERS);
        int position = out.position();
        writeTwo(data, position, secondOfDay / 3600);
        data[position + 2] = ':';
        writeTwo(data, position + 3, secondOfDay / 60 % 60);
        data[position + 5] = ':';
        writeTwo(data, position + 6, secondOfDay % 60);
        int end = position + 8;
        if (micros != 0) {
            data[end] = '.';
            writeDigits(data, end + 1, end + 7, micros);
            end += 7;
            while (data[end - 1] == '0') {
                end--;
            }
        }
        out.advanceTo(end);
    }
}
