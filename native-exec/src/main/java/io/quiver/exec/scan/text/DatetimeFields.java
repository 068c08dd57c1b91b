/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.kernel.CivilDate;
import io.quiver.exec.kernel.FixedPattern;
import io.quiver.exec.kernel.ZoneOffsets;
import io.quiver.exec.kernel.text.CodePoints;
import io.quiver.exec.kernel.text.PlainNumber;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and timestamps of four digits for the year, from 0001 on, and two for each of the others; Spark reads other texts. Source:
 * Spark 4.1.3 {@code Iso8601DateFormatter}, {@code Iso8601TimestampFormatter}, {@code DefaultTimestampFormatter}, whose results for
 * these texts are those of {@code LocalDate.of} and {@code ZonedDateTime.of}.
 */
public final class DatetimeFields extends FieldReader {
    private static final int DATE_LENGTH = 10;
    private static final int SECOND_LENGTH = 19;
    private static final int MAX_FRACTION_DIGITS = 9;
    private static final int MICRO_DIGITS = 6;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NONE = FixedPattern.NONE;

    /** The form of the texts; where there is none, that of casts. */
    private final @Nullable FixedPattern pattern;

    private final ZoneOffsets zone;
    private final TextConverter converter;
    private final ColumnBuilder converted;

    /**
     * Reads dates of {@code pattern} and timestamps of a pattern, or as casts to timestamps read them.
     *
     * @param zone is that of texts that name none; of no account for dates and timestamps without a zone
     * @param converter Spark's own reading, for texts of another form
     */
    public DatetimeFields(
            ColumnType type, byte[] nullText, Optional<FixedPattern> pattern, ZoneId zone, TextConverter converter) {
        super(type, nullText);
        this.pattern = pattern.orElse(null);
        this.zone = new ZoneOffsets(type.kind() == ColumnType.Kind.TIMESTAMP ? zone : ZoneOffset.UTC);
        this.converter = converter;
        converted = ColumnBuilder.create(type, 1);
    }

    /** Whether texts of a format, or where there is none those of casts, have one reading where they have the form that is read here. */
    public static boolean hasOneReading(ColumnType type, Optional<String> format, Locale locale) {
        boolean isFixed = format.isEmpty()
                || FixedPattern.of(format.get())
                        .filter(pattern -> type.kind() != ColumnType.Kind.DATE || !pattern.hasTime())
                        .isPresent();
        return isFixed && locale.equals(Locale.US);
    }

    @Override
    protected Column read(FieldSlots slots, int[] starts, int[] lengths) {
        return type.kind() == ColumnType.Kind.DATE ? dates(slots, starts, lengths) : timestamps(slots, starts, lengths);
    }

    private Column dates(FieldSlots slots, int[] starts, int[] lengths) {
        byte[] data = slots.data();
        int rowCount = slots.rowCount();
        int[] out = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            int start = starts[row];
            int length = lengths[row];
            if (isNull(slots, data, start, length, row)) {
                continue;
            }
            long day = pattern == null ? castDay(data, start, length) : pattern.day(data, start, length);
            if (day != NONE) {
                out[row] = (int) day;
            } else if (convert(slots, data, start, length, row)) {
                out[row] = ((IntColumn) converted.view()).values()[0];
            }
        }
        return new IntColumn(type, rowCount, out, validity());
    }

    private Column timestamps(FieldSlots slots, int[] starts, int[] lengths) {
        byte[] data = slots.data();
        int rowCount = slots.rowCount();
        long[] out = new long[rowCount];
        for (int row = 0; row < rowCount; row++) {
            int start = starts[row];
            int length = lengths[row];
            if (isNull(slots, data, start, length, row)) {
                continue;
            }
            long value = pattern == null ? castTimestamp(data, start, length) : patterned(pattern, data, start, length);
            if (value != NONE) {
                out[row] = value;
            } else if (convert(slots, data, start, length, row)) {
                out[row] = ((LongColumn) converted.view()).values()[0];
            }
        }
        return new LongColumn(type, rowCount, out, validity());
    }

    /** Has Spark read a text of ASCII characters; false where its line is odd. */
    private boolean convert(FieldSlots slots, byte[] data, int start, int length, int row) {
        converted.reset();
        if (!slots.isOdd(row) && CodePoints.isAscii(data, start, start + length)) {
            try {
                converter.append(new String(data, start, length, StandardCharsets.ISO_8859_1), converted);
                return true;
            } catch (Exception e) { // Scala throws checked ones undeclared
                Cancellation.unlessEnded(e);
            }
        }
        slots.setOdd(row);
        return false;
    }

    private long patterned(FixedPattern form, byte[] data, int start, int length) {
        long local = form.localSecond(data, start, length);
        return local == NONE ? NONE : zone.toEpochSecond(local) * MICROS_PER_SECOND + form.micros();
    }

    private static long castDay(byte[] data, int start, int length) {
        return length == DATE_LENGTH ? day(data, start) : NONE;
    }

    /** Days since the epoch of the ten characters, or {@link #NONE}. */
    private static long day(byte[] data, int start) {
        int year = PlainNumber.digits(data, start, 4);
        int month = PlainNumber.digits(data, start + 5, 2);
        int day = PlainNumber.digits(data, start + 8, 2);
        if (data[start + 4] != '-' || data[start + 7] != '-' || year < 1 || !CivilDate.exists(year, month, day)) {
            return NONE;
        }
        return CivilDate.epochDay(year, month, day);
    }

    private long castTimestamp(byte[] data, int start, int length) {
        if (length < DATE_LENGTH) {
            return NONE;
        }
        long day = day(data, start);
        if (day == NONE) {
            return NONE;
        }
        if (length == DATE_LENGTH) {
            return zone.toEpochSecond(day * SECONDS_PER_DAY) * MICROS_PER_SECOND;
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
        long local = day * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
        return length == SECOND_LENGTH
                ? zone.toEpochSecond(local) * MICROS_PER_SECOND
                : withFraction(data, start + SECOND_LENGTH, start + length, local);
    }

    private long withFraction(byte[] data, int start, int end, long local) {
        boolean isUtc = data[end - 1] == 'Z' && type.kind() == ColumnType.Kind.TIMESTAMP;
        int fractionEnd = isUtc ? end - 1 : end;
        long micros = 0;
        if (fractionEnd > start) {
            int digits = fractionEnd - start - 1;
            int kept = Math.min(digits, MICRO_DIGITS);
            if (data[start] != '.' || digits < 1 || digits > MAX_FRACTION_DIGITS) {
                return NONE;
            }
            if (PlainNumber.digits(data, start + 1, digits) < 0) {
                return NONE;
            }
            micros = PlainNumber.digits(data, start + 1, kept);
            for (int i = kept; i < MICRO_DIGITS; i++) {
                micros *= 10;
            }
        }
        return (isUtc ? local : zone.toEpochSecond(local)) * MICROS_PER_SECOND + micros;
    }
}
