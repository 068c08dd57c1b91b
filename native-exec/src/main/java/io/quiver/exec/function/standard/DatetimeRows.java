/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.standard;

import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.vector.ColumnType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.List;

/**
 * Computes parts of dates and times, and their sums with intervals, which are months or microseconds. Substrait's
 * functions_datetime.
 */
final class DatetimeRows {
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;

    static final List<ScalarFunction> ALL = List.of(
            RowKernel.strict("datetime_part", DatetimeRows::part),
            RowKernel.strict("clock_at_zone", (row, answer) -> answer.of(atZone(row.longAt(0), zone(row, 1)))),
            RowKernel.strict(
                    "zone_offset",
                    (row, answer) -> answer.of((long) zone(row, 1)
                            .getRules()
                            .getOffset(instant(row.longAt(0)))
                            .getTotalSeconds())),
            RowKernel.strict(
                    "add_months_to_date",
                    (row, answer) -> answer.of(LocalDate.ofEpochDay(row.longAt(0))
                            .plusMonths(row.longAt(1))
                            .toEpochDay())),
            RowKernel.strict(
                    "add_months_to_clock",
                    (row, answer) -> answer.of(micros(clock(row.longAt(0)).plusMonths(row.longAt(1))))),
            RowKernel.strict("add_months_at_zone", (row, answer) -> {
                ZoneId zone = zone(row, 2);
                LocalDateTime moved = clock(atZone(row.longAt(0), zone)).plusMonths(row.longAt(1));
                Instant instant = moved.atZone(zone).toInstant();
                answer.of(instant.getEpochSecond() * SECOND + instant.getNano() / 1000);
            }),
            RowKernel.strict("start_of_date", (row, answer) -> answer.of(row.longAt(0) * DAY)));

    private DatetimeRows() {}

    /** {@code datetime_part(value, part, first)} of a date, a clock's time, or a time of day. Counts from {@code first}. */
    private static void part(Row row, Answer answer) {
        ColumnType.Kind kind = row.column(0).type().kind();
        long value = row.longAt(0);
        long day = kind == ColumnType.Kind.DATE ? value : kind == ColumnType.Kind.LONG ? 0 : Math.floorDiv(value, DAY);
        long ofDay = kind == ColumnType.Kind.DATE ? 0 : Math.floorMod(value, DAY);
        answer.of(part(row.textAt(1), LocalDate.ofEpochDay(day), ofDay, row.longAt(2)));
    }

    private static long part(String part, LocalDate date, long ofDay, long first) {
        return switch (part) {
            case "YEAR" -> date.getYear();
            case "ISO_YEAR" -> date.get(IsoFields.WEEK_BASED_YEAR);
            case "US_YEAR" ->
                date.get(WeekFields.of(java.time.DayOfWeek.SUNDAY, 4).weekBasedYear());
            case "QUARTER" -> (date.getMonthValue() - 1) / 3 + first;
            case "MONTH" -> date.getMonthValue() - 1 + first;
            case "DAY" -> date.getDayOfMonth() - 1 + first;
            case "DAY_OF_YEAR" -> date.getDayOfYear() - 1 + first;
            case "MONDAY_DAY_OF_WEEK" -> date.getDayOfWeek().getValue() - 1 + first;
            case "SUNDAY_DAY_OF_WEEK" -> date.getDayOfWeek().getValue() % 7 + first;
            case "ISO_WEEK" -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) - 1 + first;
            case "US_WEEK" ->
                date.get(WeekFields.of(java.time.DayOfWeek.SUNDAY, 4).weekOfWeekBasedYear()) - 1 + first;
            case "HOUR" -> ofDay / (3600 * SECOND);
            case "MINUTE" -> ofDay / (60 * SECOND) % 60;
            case "SECOND" -> ofDay / SECOND % 60;
            case "MILLISECOND" -> ofDay % SECOND / 1000;
            case "MICROSECOND" -> ofDay % 1000;
            case "SUBSECOND" -> ofDay % SECOND;
            case "UNIX_TIME" -> date.toEpochDay() * 86_400 + ofDay / SECOND;
            default -> throw new IllegalArgumentException("part " + part);
        };
    }

    private static ZoneId zone(Row row, int argument) {
        try {
            return ZoneId.of(row.textAt(argument));
        } catch (DateTimeException e) {
            throw Answer.failure("%s is no time zone", row.textAt(argument));
        }
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1000);
    }

    private static long atZone(long micros, ZoneId zone) {
        return micros + zone.getRules().getOffset(instant(micros)).getTotalSeconds() * SECOND;
    }

    private static LocalDateTime clock(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, SECOND), (int) Math.floorMod(micros, SECOND) * 1000, ZoneOffset.UTC);
    }

    private static long micros(LocalDateTime clock) {
        return clock.toEpochSecond(ZoneOffset.UTC) * SECOND + clock.getNano() / 1000;
    }
}
