/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.kernel.CivilDate;
import io.quiver.exec.kernel.FixedPattern;
import io.quiver.exec.kernel.text.PlainNumber;

/**
 * Reads dates and times in the form of casts: a four-digit year, from 0001 on, and two digits for each other field. Source:
 * Spark 4.1.3 {@code SparkDateTimeUtils.parseTimestampString}, whose results for these texts equal those of
 * {@code LocalDate.of} and {@code LocalDateTime.of}. One thread.
 */
final class PlainTime {
    /** Returned for texts in another form or without a valid day. */
    static final long NONE = FixedPattern.NONE;

    private static final int DATE_LENGTH = 10;
    private static final int SECOND_LENGTH = 19;
    private static final int MAX_FRACTION_DIGITS = 9;
    private static final int MICRO_DIGITS = 6;
    private static final long SECONDS_PER_DAY = 86_400;

    private long micros;
    private boolean isUtc;

    /** Returns the days since the epoch of a text that is a date alone, or {@link #NONE}. */
    static long day(byte[] data, int start, int length) {
        return length == DATE_LENGTH ? day(data, start) : NONE;
    }

    /** Returns the days since the epoch of ten characters, or {@link #NONE}. */
    private static long day(byte[] data, int start) {
        int year = PlainNumber.digits(data, start, 4);
        int month = PlainNumber.digits(data, start + 5, 2);
        int day = PlainNumber.digits(data, start + 8, 2);
        if (data[start + 4] != '-' || data[start + 7] != '-' || year < 1 || !CivilDate.exists(year, month, day)) {
            return NONE;
        }
        return CivilDate.epochDay(year, month, day);
    }

    /**
     * Returns the seconds since the epoch of the local time in the text, or {@link #NONE}.
     *
     * @param mayNameUtc whether a {@code Z} may stand at the end
     */
    long localSecond(byte[] data, int start, int length, boolean mayNameUtc) {
        micros = 0;
        isUtc = false;
        long day = length < DATE_LENGTH ? NONE : day(data, start);
        if (day == NONE || length == DATE_LENGTH) {
            return day == NONE ? NONE : day * SECONDS_PER_DAY;
        }
        byte between = length < SECOND_LENGTH ? 0 : data[start + DATE_LENGTH];
        if (between != ' ' && between != 'T') {
            return NONE;
        }
        int hour = PlainNumber.digits(data, start + 11, 2);
        int minute = PlainNumber.digits(data, start + 14, 2);
        int second = PlainNumber.digits(data, start + 17, 2);
        boolean isTime = data[start + 13] == ':' && data[start + 16] == ':' && (hour | minute | second) >= 0;
        if (!isTime || hour > 23 || minute > 59 || second > 59) {
            return NONE;
        }
        if (length > SECOND_LENGTH && !readFraction(data, start + SECOND_LENGTH, start + length, mayNameUtc)) {
            return NONE;
        }
        return day * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
    }

    private boolean readFraction(byte[] data, int start, int end, boolean mayNameUtc) {
        isUtc = data[end - 1] == 'Z' && mayNameUtc;
        int fractionEnd = isUtc ? end - 1 : end;
        if (fractionEnd == start) {
            return true;
        }
        int digits = fractionEnd - start - 1;
        boolean isFraction = data[start] == '.' && digits >= 1 && digits <= MAX_FRACTION_DIGITS;
        if (!isFraction || PlainNumber.digits(data, start + 1, digits) < 0) {
            return false;
        }
        int kept = Math.min(digits, MICRO_DIGITS);
        micros = PlainNumber.digits(data, start + 1, kept);
        for (int i = kept; i < MICRO_DIGITS; i++) {
            micros *= 10;
        }
        return true;
    }

    /** Returns the microseconds within the second of the last text. */
    long micros() {
        return micros;
    }

    /** Returns whether the last text is a time in UTC. */
    boolean isUtc() {
        return isUtc;
    }
}
