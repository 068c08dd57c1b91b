/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.kernel.FixedPattern;
import io.quiver.exec.kernel.ZoneOffsets;
import io.quiver.exec.kernel.text.CodePoints;
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
 * Reads dates and timestamps with a four-digit year, from 0001 on, and two digits for each other field. Spark reads other
 * texts. Source: Spark 4.1.3 {@code Iso8601DateFormatter}, {@code Iso8601TimestampFormatter},
 * {@code DefaultTimestampFormatter}, whose results for these texts equal those of {@code LocalDate.of} and
 * {@code ZonedDateTime.of}.
 */
public final class DatetimeFields extends FieldReader {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NONE = FixedPattern.NONE;

    /** The form of the texts; null for the form of casts. */
    private final @Nullable FixedPattern pattern;

    private final PlainTime time = new PlainTime();
    private final ZoneOffsets zone;
    private final TextConverter converter;
    private final ColumnBuilder converted;

    /**
     * Reads dates and timestamps with {@code pattern}, or timestamps in the form of casts.
     *
     * @param zone the zone of texts that name none; ignored for dates and timestamps without a zone
     * @param converter Spark's own reading, for texts in another form
     */
    public DatetimeFields(
            ColumnType type, byte[] nullText, Optional<FixedPattern> pattern, ZoneId zone, TextConverter converter) {
        super(type, nullText);
        this.pattern = pattern.orElse(null);
        this.zone = new ZoneOffsets(type.kind() == ColumnType.Kind.TIMESTAMP ? zone : ZoneOffset.UTC);
        this.converter = converter;
        converted = ColumnBuilder.create(type, 1);
    }

    /** Returns whether texts in the form read here have only one meaning, for a format or, without one, for casts. */
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
            long day = pattern == null ? PlainTime.day(data, start, length) : pattern.day(data, start, length);
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
            long value = pattern == null ? plain(data, start, length) : patterned(pattern, data, start, length);
            if (value != NONE) {
                out[row] = value;
            } else if (convert(slots, data, start, length, row)) {
                out[row] = ((LongColumn) converted.view()).values()[0];
            }
        }
        return new LongColumn(type, rowCount, out, validity());
    }

    /** Calls Spark for a text of ASCII characters; false if its line is odd. */
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

    private long plain(byte[] data, int start, int length) {
        long local = time.localSecond(data, start, length, type.kind() == ColumnType.Kind.TIMESTAMP);
        if (local == NONE) {
            return NONE;
        }
        return (time.isUtc() ? local : zone.toEpochSecond(local)) * MICROS_PER_SECOND + time.micros();
    }
}
