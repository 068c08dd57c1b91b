/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads texts of a date or time pattern that all have one form: a fixed number of digits for each field, and literals between
 * them. A text of that form that names an existing day has one reading. Source: the JDK's {@code DateTimeFormatterBuilder}, as
 * Spark 4.1.3 {@code DateTimeFormatterHelper} uses it. One thread.
 */
public final class FixedPattern {
    /** Returned for texts of another form, or of no day or time. */
    public static final long NONE = Long.MIN_VALUE;

    private static final String FIELDS = "yMdHmsS";
    private static final int YEAR = 0;
    private static final int MONTH = 1;
    private static final int DAY = 2;
    private static final int HOUR = 3;
    private static final int MINUTE = 4;
    private static final int SECOND = 5;
    private static final int FRACTION = 6;
    /** Characters that have a special meaning in a formatter's pattern. */
    private static final String RESERVED = "'[]{}#";

    private static final int[] WIDTHS = {4, 2, 2, 2, 2, 2, -1};
    private static final int MICRO_DIGITS = 6;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** The field that the digit at each position belongs to, or -1 where {@code literals} has that position. */
    private final int[] fields;

    private final byte[] literals;
    private final int fractionDigits;
    private final int[] values = new int[FIELDS.length()];

    private FixedPattern(List<Integer> fields, List<Byte> literals) {
        this.fields = fields.stream().mapToInt(Integer::intValue).toArray();
        this.literals = new byte[literals.size()];
        for (int i = 0; i < this.literals.length; i++) {
            this.literals[i] = literals.get(i);
        }
        fractionDigits =
                (int) fields.stream().filter(field -> field == FRACTION).count();
    }

    /** Whether texts of the pattern name a time beside the day. */
    public boolean hasTime() {
        for (int field : fields) {
            if (field >= HOUR) {
                return true;
            }
        }
        return false;
    }

    /** Whether texts of the pattern name a whole second, or a day alone. */
    public boolean isOfSeconds() {
        boolean hasSecond = false;
        for (int field : fields) {
            hasSecond |= field == SECOND;
        }
        return fractionDigits == 0 && hasSecond == hasTime();
    }

    /**
     * Parses a pattern. Empty where it has letters beyond {@code yyyy}, {@code MM}, {@code dd}, {@code HH}, {@code mm},
     * {@code ss} and {@code S}, or misses some.
     */
    public static Optional<FixedPattern> of(String pattern) {
        List<Integer> fields = new ArrayList<>();
        List<Byte> literals = new ArrayList<>();
        int seen = 0;
        for (int at = 0; at < pattern.length(); ) {
            char next = pattern.charAt(at);
            int field = FIELDS.indexOf(next);
            if (field >= 0) {
                int end = at;
                while (end < pattern.length() && pattern.charAt(end) == next) {
                    end++;
                }
                int width = end - at;
                boolean isKnown = field == FRACTION ? width <= MICRO_DIGITS : width == WIDTHS[field];
                if (!isKnown || (seen & 1 << field) != 0) {
                    return Optional.empty();
                }
                seen |= 1 << field;
                for (int i = 0; i < width; i++) {
                    fields.add(field);
                    literals.add((byte) 0);
                }
                at = end;
            } else if (next == '\'' && pattern.startsWith("'T'", at)) {
                fields.add(-1);
                literals.add((byte) 'T');
                at += 3;
            } else if (isLiteral(next)) {
                fields.add(-1);
                literals.add((byte) next);
                at++;
            } else {
                return Optional.empty();
            }
        }
        return isWhole(seen) ? Optional.of(new FixedPattern(fields, literals)) : Optional.empty();
    }

    /** A digit is no literal: the year before it would take it as its own. */
    private static boolean isLiteral(char character) {
        return character < 128 && !Character.isLetterOrDigit(character) && RESERVED.indexOf(character) < 0;
    }

    /** Whether the pattern has a day and, of the time, all fields above its smallest one. */
    private static boolean isWhole(int seen) {
        int day = 1 << YEAR | 1 << MONTH | 1 << DAY;
        int time = seen >> HOUR;
        return (seen & day) == day && (time & (time + 1)) == 0;
    }

    /** Days since the epoch, or {@link #NONE}. */
    public long day(byte[] data, int start, int length) {
        if (!read(data, start, length)) {
            return NONE;
        }
        return values[YEAR] >= 1 && CivilDate.exists(values[YEAR], values[MONTH], values[DAY])
                ? CivilDate.epochDay(values[YEAR], values[MONTH], values[DAY])
                : NONE;
    }

    /** Seconds since the epoch on a clock without zone, or {@link #NONE}; {@link #micros} has the fraction. */
    public long localSecond(byte[] data, int start, int length) {
        long day = day(data, start, length);
        if (day == NONE || values[HOUR] > 23 || values[MINUTE] > 59 || values[SECOND] > 59) {
            return NONE;
        }
        return day * SECONDS_PER_DAY + values[HOUR] * 3600L + values[MINUTE] * 60L + values[SECOND];
    }

    /** Microseconds within the second of the text read last. */
    public long micros() {
        long micros = values[FRACTION];
        for (int i = fractionDigits; i < MICRO_DIGITS; i++) {
            micros *= 10;
        }
        return micros % MICROS_PER_SECOND;
    }

    private boolean read(byte[] data, int start, int length) {
        if (length != fields.length) {
            return false;
        }
        int[] out = values;
        for (int i = 0; i < out.length; i++) {
            out[i] = 0;
        }
        for (int i = 0; i < length; i++) {
            byte next = data[start + i];
            int field = fields[i];
            if (field < 0) {
                if (next != literals[i]) {
                    return false;
                }
                continue;
            }
            int digit = next - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            out[field] = out[field] * 10 + digit;
        }
        return true;
    }
}
