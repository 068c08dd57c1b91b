/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.kernel.CivilDate;
import io.quiver.exec.kernel.ZoneOffsets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and timestamps from text, byte by byte as Spark does. One thread. Source: Spark 4.1.3 {@code
 * SparkDateTimeUtils.stringToDate}, {@code parseTimestampString}, {@code stringToTimestamp}.
 */
final class DatetimeText {
    /** Returned for text that is no date or timestamp. */
    static final long NONE = Long.MIN_VALUE;
    /**
     * Returned where Spark's code must answer. A time without a date means today, and Spark decides which day that is. Spark
     * must also read the two timestamps that equal these constants.
     */
    static final long UNSURE = Long.MIN_VALUE + 1;

    private static final int MAX_KNOWN_ZONES = 1000;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Map<String, Optional<ZoneOffsets>> zones = new HashMap<>();
    /** Year, month, day, hour, minute, second, microsecond. */
    private final int[] segments = new int[9];

    private boolean justTime;
    private int zoneStart;

    /** The days since the epoch, or {@link #NONE}. */
    long date(byte[] data, int start, int end) {
        int position = NumberText.skipSpace(data, start, end);
        int until = NumberText.trimSpace(data, position, end);
        if (position == until) {
            return NONE;
        }
        boolean negative = data[position] == '-';
        if (negative || data[position] == '+') {
            position++;
        }
        segments[1] = 1;
        segments[2] = 1;
        int segment = 0;
        int value = 0;
        int digits = 0;
        while (position < until && data[position] != ' ' && data[position] != 'T') {
            byte next = data[position];
            if (segment < 2 && next == '-') {
                if (!isDateSegment(segment, digits)) {
                    return NONE;
                }
                segments[segment++] = value;
                value = 0;
                digits = 0;
            } else if (next >= '0' && next <= '9') {
                value = value * 10 + (next - '0');
                digits++;
            } else {
                return NONE;
            }
            position++;
        }
        if (!isDateSegment(segment, digits) || (segment < 2 && position < until)) {
            return NONE;
        }
        segments[segment] = value;
        int year = negative ? -segments[0] : segments[0];
        if (!CivilDate.exists(year, segments[1], segments[2])) {
            return NONE;
        }
        long day = CivilDate.epochDay(year, segments[1], segments[2]);
        return day == (int) day ? day : NONE;
    }

    private static boolean isDateSegment(int segment, int digits) {
        return segment == 0 ? digits >= 4 && digits <= 7 : digits > 0 && digits <= 2;
    }

    /** Microseconds since the epoch, read in {@code defaultZone} where the text names none; {@link #NONE}, {@link #UNSURE}. */
    long timestamp(byte[] data, int start, int end, ZoneOffsets defaultZone) {
        if (!parse(data, start, end)) {
            return NONE;
        }
        ZoneOffsets zone = zoneStart < 0 ? defaultZone : zone(data, end);
        if (zone == null || !isTime()) {
            return NONE;
        }
        if (justTime) {
            return UNSURE;
        }
        return CivilDate.exists(segments[0], segments[1], segments[2])
                ? micros(zone.toEpochSecond(localSecond()), segments[6])
                : NONE;
    }

    /** As {@link #timestamp}, for a clock without a zone: a zone in the text must exist, and is ignored. */
    long timestampWithoutZone(byte[] data, int start, int end) {
        if (!parse(data, start, end) || justTime || (zoneStart >= 0 && zone(data, end) == null)) {
            return NONE;
        }
        return isTime() && CivilDate.exists(segments[0], segments[1], segments[2])
                ? micros(localSecond(), segments[6])
                : NONE;
    }

    private boolean isTime() {
        return segments[3] < 24 && segments[4] < 60 && segments[5] < 60;
    }

    private long localSecond() {
        return CivilDate.epochDay(segments[0], segments[1], segments[2]) * SECONDS_PER_DAY
                + segments[3] * 3600L
                + segments[4] * 60L
                + segments[5];
    }

    /** Source: Spark 4.1.3 {@code SparkDateTimeUtils.instantToMicros}. */
    private static long micros(long epochSecond, int micros) {
        try {
            long result = epochSecond < 0
                    ? Math.addExact(Math.multiplyExact(epochSecond + 1, MICROS_PER_SECOND), micros - MICROS_PER_SECOND)
                    : Math.addExact(Math.multiplyExact(epochSecond, MICROS_PER_SECOND), micros);
            return Math.max(result, UNSURE);
        } catch (ArithmeticException e) {
            return NONE;
        }
    }

    private @Nullable ZoneOffsets zone(byte[] data, int end) {
        int until = NumberText.trimSpace(data, zoneStart, end);
        String name = new String(data, zoneStart, until - zoneStart, StandardCharsets.ISO_8859_1).trim();
        if (zones.size() > MAX_KNOWN_ZONES) {
            zones.clear();
        }
        return zones.computeIfAbsent(name, unknown -> ZoneOffsets.zone(unknown).map(ZoneOffsets::new))
                .orElse(null);
    }

    /** Fills {@code segments}, {@code justTime} and {@code zoneStart}. Returns false where the form is none of Spark's. */
    private boolean parse(byte[] data, int start, int end) {
        Arrays.fill(segments, 0);
        segments[0] = 1;
        segments[1] = 1;
        segments[2] = 1;
        justTime = false;
        zoneStart = -1;
        int position = NumberText.skipSpace(data, start, end);
        int until = NumberText.trimSpace(data, position, end);
        if (position == until) {
            return false;
        }
        boolean signed = data[position] == '-' || data[position] == '+';
        boolean negative = data[position] == '-';
        if (signed) {
            position++;
        }
        int segment = 0;
        int value = 0;
        int digits = 0;
        int fractionDigits = 0;
        while (position < until) {
            byte next = data[position];
            if (next >= '0' && next <= '9') {
                fractionDigits += segment == 6 ? 1 : 0;
                // digits beyond microseconds are cut off
                if (segment != 6 || digits < 6) {
                    value = value * 10 + (next - '0');
                }
                digits++;
                position++;
                continue;
            }
            if (position == start && next == 'T') {
                justTime = true;
                segment = 3;
                position++;
                continue;
            }
            boolean timeFirst = segment == 0 && next == ':' && !signed;
            int valueOf = timeFirst ? 3 : segment;
            if (!(timeFirst || endsSegment(segment, next)) || !isSegment(valueOf, digits)) {
                return false;
            }
            segments[valueOf] = value;
            value = 0;
            digits = 0;
            justTime |= timeFirst;
            segment = valueOf + 1;
            if (valueOf >= 5 && !(valueOf == 5 && next == '.')) {
                zoneStart = position;
                segment = 7;
                break;
            }
            position++;
        }
        if (!isSegment(segment, digits)) {
            return false;
        }
        segments[segment] = value;
        for (int i = fractionDigits; i < 6; i++) {
            segments[6] *= 10;
        }
        segments[0] = negative ? -segments[0] : segments[0];
        return true;
    }

    /** Whether the byte may follow the digits of the segment; after seconds anything may, as a zone. */
    private static boolean endsSegment(int segment, byte next) {
        return switch (segment) {
            case 0, 1 -> next == '-';
            case 2 -> next == ' ' || next == 'T';
            case 3, 4 -> next == ':';
            default -> true;
        };
    }

    private static boolean isSegment(int segment, int digits) {
        return switch (segment) {
            case 0 -> digits >= 4 && digits <= 6;
            case 6 -> true;
            case 7 -> digits <= 2;
            default -> digits > 0 && digits <= 2;
        };
    }
}
