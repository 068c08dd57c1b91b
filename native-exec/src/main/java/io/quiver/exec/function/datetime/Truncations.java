/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.datetime;

import io.quiver.exec.function.FailedRows;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.CivilDate;
import io.quiver.exec.kernel.ZoneOffsets;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts dates and timestamps down to a unit named by a constant, and finds the next weekday named by one. A name that is no unit
 * is not covered: Spark then does not even evaluate the other argument. Source: Spark 4.1.3 {@code TruncDate},
 * {@code TruncTimestamp}, {@code NextDay}, {@code DateTimeUtils}.
 */
final class Truncations {
    static final ScalarFunction TRUNC_DATE =
            FunctionDefinition.named("trunc_date").spark("TruncDate").kernel(Truncations::truncDate);
    static final ScalarFunction DATE_TRUNC =
            FunctionDefinition.named("date_trunc").spark("TruncTimestamp").kernel(Truncations::truncTimestamp);
    static final ScalarFunction NEXT_DAY = FunctionDefinition.named("next_day").kernel(Truncations::nextDay);

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int SECONDS_PER_DAY = 86_400;

    /** Source: Spark 4.1.3 {@code DateTimeUtils.parseTruncLevel}. */
    private enum Unit {
        MICROSECOND,
        MILLISECOND,
        SECOND,
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR;

        static Optional<Unit> named(String name) {
            return Optional.ofNullable(
                    switch (name.toUpperCase(Locale.ROOT)) {
                        case "MICROSECOND" -> MICROSECOND;
                        case "MILLISECOND" -> MILLISECOND;
                        case "SECOND" -> SECOND;
                        case "MINUTE" -> MINUTE;
                        case "HOUR" -> HOUR;
                        case "DAY", "DD" -> DAY;
                        case "WEEK" -> WEEK;
                        case "MON", "MONTH", "MM" -> MONTH;
                        case "QUARTER" -> QUARTER;
                        case "YEAR", "YYYY", "YY" -> YEAR;
                        default -> null;
                    });
        }
    }

    private Truncations() {}

    private static Optional<Kernel> truncDate(Signature signature) {
        if (!signature.takes(Kind.DATE, Kind.STRING)) {
            return Optional.empty();
        }
        return signature
                .text(1)
                .flatMap(Unit::named)
                .filter(unit -> unit.compareTo(Unit.WEEK) >= 0)
                .map(unit -> NullIntolerantKernel.naryOverConstants(
                        signature.result(),
                        (arguments, rowCount, demanded) -> truncDates(arguments[0], unit, rowCount, demanded)));
    }

    private static Column truncDates(Column argument, Unit unit, int rowCount, long @Nullable [] demanded) {
        int[] days = ((IntColumn) argument.flat()).values();
        int[] out = new int[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            long first = truncate(days[i], unit);
            out[i] = (int) first;
            if (out[i] != first) {
                // Spark wraps in some units and raises an error in others
                Bitmap.set(failed, i);
            }
        }
        FailedRows.decline(failed, demanded, rowCount);
        return new IntColumn(ColumnType.DATE, rowCount, out, null);
    }

    private static long truncate(long day, Unit unit) {
        long fields = CivilDate.fields(day);
        return switch (unit) {
            case WEEK -> day - CivilDate.weekday(day);
            case MONTH -> day - CivilDate.day(fields) + 1;
            case QUARTER -> CivilDate.epochDay(CivilDate.year(fields), (CivilDate.month(fields) - 1) / 3 * 3 + 1, 1);
            case YEAR -> CivilDate.epochDay(CivilDate.year(fields), 1, 1);
            case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY -> day;
        };
    }

    private static Optional<Kernel> truncTimestamp(Signature signature) {
        if (!signature.takes(Kind.STRING, Kind.TIMESTAMP, Kind.STRING)) {
            return Optional.empty();
        }
        Optional<ZoneOffsets> zone = Zones.zone(signature, 2).map(ZoneOffsets::new);
        Optional<Unit> named = signature.text(0).flatMap(Unit::named);
        if (zone.isEmpty() || named.isEmpty()) {
            return Optional.empty();
        }
        Unit unit = named.get();
        return Optional.of(NullIntolerantKernel.naryOverConstants(
                signature.result(),
                (arguments, rowCount, demanded) -> truncTimestamps(
                        ((LongColumn) arguments[1].flat()).values(), unit, zone.get(), rowCount, demanded)));
    }

    private static Column truncTimestamps(
            long[] micros, Unit unit, ZoneOffsets zone, int rowCount, long @Nullable [] demanded) {
        long[] out = new long[rowCount];
        switch (unit) {
            case MICROSECOND -> out = micros;
            case MILLISECOND -> floor(micros, 1000, rowCount, out);
            case SECOND -> floor(micros, MICROS_PER_SECOND, rowCount, out);
            case MINUTE -> floorLocal(micros, 60, zone, rowCount, demanded, out);
            case HOUR -> floorLocal(micros, 3600, zone, rowCount, demanded, out);
            case DAY -> floorLocal(micros, SECONDS_PER_DAY, zone, rowCount, demanded, out);
            case WEEK, MONTH, QUARTER, YEAR -> floorDays(micros, unit, zone, rowCount, demanded, out);
        }
        return new LongColumn(ColumnType.TIMESTAMP, rowCount, out, null);
    }

    private static void floor(long[] micros, int unit, int rowCount, long[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = micros[i] - Math.floorMod(micros[i], unit);
        }
    }

    private static void floorLocal(
            long[] micros, int unitSeconds, ZoneOffsets zone, int rowCount, long @Nullable [] demanded, long[] out) {
        for (int i = 0; i < rowCount; i++) {
            if (Bitmap.isSet(demanded, i)) {
                long second = Math.floorDiv(micros[i], MICROS_PER_SECOND);
                int offset = zone.at(second);
                long local = second + offset;
                out[i] = Timestamps.micros(zone.toEpochSecond(local - Math.floorMod(local, unitSeconds), offset));
            }
        }
    }

    private static void floorDays(
            long[] micros, Unit unit, ZoneOffsets zone, int rowCount, long @Nullable [] demanded, long[] out) {
        for (int i = 0; i < rowCount; i++) {
            if (Bitmap.isSet(demanded, i)) {
                long second = Math.floorDiv(micros[i], MICROS_PER_SECOND);
                long day = Math.floorDiv(second + zone.at(second), SECONDS_PER_DAY);
                out[i] = Timestamps.micros(zone.startOfDay(truncate(day, unit)));
            }
        }
    }

    private static Optional<Kernel> nextDay(Signature signature) {
        if (!signature.takes(Kind.DATE, Kind.STRING)) {
            return Optional.empty();
        }
        // another name is an error or a null, as the mode says: rare enough for Spark's code
        return signature
                .text(1)
                .map(Truncations::weekday)
                .filter(weekday -> weekday >= 0)
                .map(weekday ->
                        NullIntolerantKernel.naryOverConstants(signature.result(), (arguments, rowCount, demanded) -> {
                            int[] days = ((IntColumn) arguments[0].flat()).values();
                            int[] out = new int[rowCount];
                            for (int i = 0; i < rowCount; i++) {
                                // ints that wrap, as in DateTimeUtils.getNextDateForDayOfWeek
                                out[i] = days[i] + 1 + ((weekday - 1 - days[i]) % 7 + 7) % 7;
                            }
                            return new IntColumn(ColumnType.DATE, rowCount, out, null);
                        }));
    }

    /** The weekday of a name: 0 for Thursday, the first day of the epoch; -1 for a name of no weekday. */
    private static int weekday(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "TH", "THU", "THURSDAY" -> 0;
            case "FR", "FRI", "FRIDAY" -> 1;
            case "SA", "SAT", "SATURDAY" -> 2;
            case "SU", "SUN", "SUNDAY" -> 3;
            case "MO", "MON", "MONDAY" -> 4;
            case "TU", "TUE", "TUESDAY" -> 5;
            case "WE", "WED", "WEDNESDAY" -> 6;
            default -> -1;
        };
    }
}
