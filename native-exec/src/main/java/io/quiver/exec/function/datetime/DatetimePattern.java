/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.datetime;

import io.quiver.exec.kernel.CivilDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Formats times by a pattern of years of four digits, months, days, hours, minutes and seconds, and of characters between them.
 * Source: Spark 4.1.3 {@code DateTimeFormatterHelper}, java.time.format.DateTimeFormatterBuilder.appendPattern of Java 17.
 */
final class DatetimePattern {
    private static final String LETTERS = "yMdHms";
    private static final String QUOTES_AND_BRACKETS = "'[]{}#";
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int MAX_YEAR = 9999;
    private static final int LITERAL = -1;

    /**
     * A part of a pattern.
     *
     * @param field the ordinal of its letter among {@link #LETTERS}, or {@link #LITERAL}
     * @param width how many digits it has at least, or the character
     */
    private record Part(int field, int width) {}

    private final Part[] parts;
    private final int[] values = new int[LETTERS.length()];

    private DatetimePattern(List<Part> parts) {
        this.parts = parts.toArray(new Part[0]);
    }

    /** Parses a pattern. Empty where it has other letters, or a count of one letter that means something else. */
    static Optional<DatetimePattern> parse(String pattern) {
        List<Part> parts = new ArrayList<>();
        int next = 0;
        while (next < pattern.length()) {
            char character = pattern.charAt(next);
            int count = 1;
            while (next + count < pattern.length() && pattern.charAt(next + count) == character) {
                count++;
            }
            int field = LETTERS.indexOf(character);
            if (field >= 0) {
                boolean isKnown = field == 0 ? count == 4 : count <= 2;
                if (!isKnown) {
                    return Optional.empty();
                }
                parts.add(new Part(field, count));
                next += count;
                continue;
            }
            if (character >= 128 || Character.isLetter(character) || QUOTES_AND_BRACKETS.indexOf(character) >= 0) {
                return Optional.empty();
            }
            parts.add(new Part(LITERAL, character));
            next++;
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new DatetimePattern(parts));
    }

    /** Most bytes of a text. */
    int maxWidth() {
        int width = 0;
        for (Part part : parts) {
            width += part.field() < 0 ? 1 : Math.max(2, part.width());
        }
        return width;
    }

    /**
     * Writes the second of a clock without a zone to {@code out} and returns the position after it; -1 for years of another
     * width.
     */
    int write(long localSecond, byte[] out, int start) {
        long day = Math.floorDiv(localSecond, SECONDS_PER_DAY);
        int second = (int) Math.floorMod(localSecond, (long) SECONDS_PER_DAY);
        long fields = CivilDate.fields(day);
        int year = CivilDate.year(fields);
        if (year < 0 || year > MAX_YEAR) {
            return -1;
        }
        values[0] = year;
        values[1] = CivilDate.month(fields);
        values[2] = CivilDate.day(fields);
        values[3] = second / 3600;
        values[4] = second / 60 % 60;
        values[5] = second % 60;
        int position = start;
        for (Part part : parts) {
            if (part.field() < 0) {
                out[position++] = (byte) part.width();
                continue;
            }
            int value = values[part.field()];
            int width = part.width() == 1 && value > 9 ? 2 : part.width();
            for (int i = width - 1; i >= 0; i--) {
                out[position + i] = (byte) ('0' + value % 10);
                value /= 10;
            }
            position += width;
        }
        return position;
    }
}
