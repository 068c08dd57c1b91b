/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.datetime;

import static io.quiver.exec.vector.ColumnType.BOOLEAN;
import static io.quiver.exec.vector.ColumnType.DATE;
import static io.quiver.exec.vector.ColumnType.DOUBLE;
import static io.quiver.exec.vector.ColumnType.INT;
import static io.quiver.exec.vector.ColumnType.LONG;
import static io.quiver.exec.vector.ColumnType.SHORT;
import static io.quiver.exec.vector.ColumnType.STRING;
import static io.quiver.exec.vector.ColumnType.TIMESTAMP;
import static io.quiver.exec.vector.ColumnType.TIMESTAMP_NTZ;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionCheck;
import io.quiver.exec.vector.ColumnType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DatetimeFunctionsTest {
    private static final List<String> ZONES =
            List.of("UTC", "+05:30", "America/Los_Angeles", "Europe/Paris", "Asia/Kathmandu", "America/Sao_Paulo");

    @Test
    void fieldsOfADateAreThoseOfLocalDate() {
        field("year", LocalDate::getYear);
        field("month", LocalDate::getMonthValue);
        field("day_of_month", LocalDate::getDayOfMonth);
        field("day_of_week", date -> date.getDayOfWeek().plus(1).getValue());
        field("week_day", date -> date.getDayOfWeek().ordinal());
        field("day_of_year", LocalDate::getDayOfYear);
        field("quarter", date -> date.get(IsoFields.QUARTER_OF_YEAR));
        field("week_of_year", date -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    private static void field(String name, Function<LocalDate, Integer> oracle) {
        check(name, INT, row -> oracle.apply(date(row[0])), DATE);
    }

    @Test
    void timeOfDayIsThatOfTheZonesClock() {
        for (String zone : ZONES) {
            timeField("hour", zone, LocalDateTime::getHour);
            timeField("minute", zone, LocalDateTime::getMinute);
            timeField("second", zone, LocalDateTime::getSecond);
        }
        check("hour", INT, row -> local(row[0], ZoneId.of("UTC")).getHour(), Map.of(1, "UTC"), TIMESTAMP_NTZ, STRING);
    }

    private static void timeField(String name, String zone, Function<LocalDateTime, Integer> oracle) {
        check(name, INT, row -> oracle.apply(local(row[0], ZoneId.of(zone))), Map.of(1, zone), TIMESTAMP, STRING);
    }

    @Test
    void arithmeticOfDaysWraps() {
        check("date_add", DATE, row -> (Integer) row[0] + (Integer) row[1], DATE, INT);
        check("date_add", DATE, row -> (Integer) row[0] + (Integer) row[1], DATE, SHORT);
        check("date_sub", DATE, row -> (Integer) row[0] - (Integer) row[1], DATE, INT);
        check("date_diff", INT, row -> (Integer) row[0] - (Integer) row[1], DATE, DATE);
        check("unix_date", INT, row -> row[0], DATE);
        check("date_from_unix_date", DATE, row -> row[0], INT);
        check(
                "last_day",
                DATE,
                row -> (Integer) row[0]
                        - date(row[0]).getDayOfMonth()
                        + date(row[0]).lengthOfMonth(),
                DATE);
    }

    @Test
    void monthsAreAddedAsByLocalDate() {
        check("add_months", DATE, row -> days(date(row[0]).plusMonths((Integer) row[1])), DATE, INT);
    }

    @Test
    void makeDateFailsByModeWhereThereIsNoSuchDate() {
        for (EvaluationMode mode : List.of(EvaluationMode.LEGACY, EvaluationMode.ANSI)) {
            FunctionCheck.of("make_date", mode, DATE, INT, INT, INT)
                    .values(DatetimeFunctionsTest::datePart)
                    .against(nullable(row -> {
                        try {
                            return days(LocalDate.of((Integer) row[0], (Integer) row[1], (Integer) row[2]));
                        } catch (DateTimeException e) {
                            return mode == EvaluationMode.ANSI ? FunctionCheck.FAILS : null;
                        }
                    }));
        }
    }

    private static Object datePart(Random random) {
        return random.nextInt(4) > 0
                ? random.nextInt(14)
                : random.nextInt(20) == 0 ? random.nextInt() : random.nextInt(4000);
    }

    @Test
    void datesAreTruncatedToUnits() {
        truncDate("week", date -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
        truncDate("MM", date -> date.withDayOfMonth(1));
        truncDate("Quarter", date -> date.with(IsoFields.DAY_OF_QUARTER, 1));
        truncDate("yyyy", date -> date.withDayOfYear(1));
    }

    private static void truncDate(String unit, Function<LocalDate, LocalDate> oracle) {
        check("trunc_date", DATE, row -> days(oracle.apply(date(row[0]))), Map.of(1, unit), DATE, STRING);
    }

    @Test
    void timestampsAreTruncatedOnTheZonesClock() {
        for (String zone : ZONES) {
            truncMicros("MICROSECOND", zone, 1);
            truncMicros("millisecond", zone, 1000);
            truncMicros("second", zone, 1_000_000);
            truncTimestamp("minute", zone, clock -> clock.truncatedTo(ChronoUnit.MINUTES));
            truncTimestamp("hour", zone, clock -> clock.truncatedTo(ChronoUnit.HOURS));
            truncTimestamp("dd", zone, clock -> clock.truncatedTo(ChronoUnit.DAYS));
            truncTimestamp(
                    "week",
                    zone,
                    clock -> startOfDay(clock, date -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))));
            truncTimestamp("mon", zone, clock -> startOfDay(clock, date -> date.withDayOfMonth(1)));
            truncTimestamp("quarter", zone, clock -> startOfDay(clock, date -> date.with(IsoFields.DAY_OF_QUARTER, 1)));
            truncTimestamp("year", zone, clock -> startOfDay(clock, date -> date.withDayOfYear(1)));
        }
    }

    /** These units need no zone, and wrap at the lowest long. */
    private static void truncMicros(String unit, String zone, int length) {
        check(
                "date_trunc",
                TIMESTAMP,
                row -> (Long) row[1] - Math.floorMod((Long) row[1], length),
                Map.of(0, unit, 2, zone),
                STRING,
                TIMESTAMP,
                STRING);
    }

    private static ZonedDateTime startOfDay(ZonedDateTime clock, Function<LocalDate, LocalDate> day) {
        return day.apply(clock.toLocalDate()).atStartOfDay(clock.getZone());
    }

    private static void truncTimestamp(String unit, String zone, Function<ZonedDateTime, ZonedDateTime> oracle) {
        check(
                "date_trunc",
                TIMESTAMP,
                row -> micros(oracle.apply(instant(row[1]).atZone(ZoneId.of(zone)))),
                Map.of(0, unit, 2, zone),
                STRING,
                TIMESTAMP,
                STRING);
    }

    @Test
    void nextDayIsStrictlyLater() {
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().substring(0, 2 + day.ordinal() % 2).toLowerCase(java.util.Locale.ROOT);
            FunctionCheck.of("next_day", EvaluationMode.LEGACY, DATE, DATE, STRING)
                    .with(1, name.getBytes(StandardCharsets.UTF_8))
                    .values((random, type) -> random.nextInt(400_000) - 200_000)
                    .against(nullable(row -> days(date(row[0]).with(TemporalAdjusters.next(day)))));
        }
    }

    @Test
    void unitsSinceTheEpochAreCountedDown() {
        check("unix_seconds", LONG, row -> Math.floorDiv((Long) row[0], 1_000_000L), TIMESTAMP);
        check("unix_millis", LONG, row -> Math.floorDiv((Long) row[0], 1000L), TIMESTAMP);
        check("unix_micros", LONG, row -> row[0], TIMESTAMP);
        check("timestamp_seconds", TIMESTAMP, row -> Math.multiplyExact((Long) row[0], 1_000_000L), LONG);
        check("timestamp_seconds", TIMESTAMP, row -> (Integer) row[0] * 1_000_000L, INT);
        check("timestamp_millis", TIMESTAMP, row -> Math.multiplyExact((Long) row[0], 1000L), LONG);
        check("timestamp_micros", TIMESTAMP, row -> row[0], LONG);
    }

    /** As DateTimeUtils.monthsBetween of Spark 4.1.3. */
    @Test
    void monthsBetweenCountsThirtyOneDaysAMonth() {
        for (String zone : ZONES) {
            check(
                    "months_between",
                    DOUBLE,
                    row -> monthsBetween(row[0], row[1], (Boolean) row[2], ZoneId.of(zone)),
                    Map.of(3, zone),
                    TIMESTAMP,
                    TIMESTAMP,
                    BOOLEAN,
                    STRING);
        }
    }

    private static Object monthsBetween(Object left, Object right, boolean rounded, ZoneId zone) {
        LocalDateTime first = local(left, zone);
        LocalDateTime second = local(right, zone);
        int months = (first.getYear() - second.getYear()) * 12 + first.getMonthValue() - second.getMonthValue();
        boolean bothLast = first.toLocalDate().lengthOfMonth() == first.getDayOfMonth()
                && second.toLocalDate().lengthOfMonth() == second.getDayOfMonth();
        if (first.getDayOfMonth() == second.getDayOfMonth() || bothLast) {
            return (double) months;
        }
        long seconds = (first.getDayOfMonth() - second.getDayOfMonth()) * 86_400L
                + secondsOfDay(left, first, zone)
                - secondsOfDay(right, second, zone);
        double difference = months + seconds / 2_678_400.0;
        return rounded ? Math.round(difference * 1e8) / 1e8 : difference;
    }

    private static long secondsOfDay(Object micros, LocalDateTime local, ZoneId zone) {
        return ((Long) micros - micros(local.toLocalDate().atStartOfDay(zone))) / 1_000_000;
    }

    private static void check(String name, ColumnType result, Function<Object[], Object> oracle, ColumnType... types) {
        check(name, result, oracle, Map.of(), types);
    }

    private static void check(
            String name,
            ColumnType result,
            Function<Object[], Object> oracle,
            Map<Integer, String> constants,
            ColumnType... types) {
        FunctionCheck check =
                FunctionCheck.of(name, EvaluationMode.LEGACY, result, types).mayDecline();
        constants.forEach((ordinal, value) -> check.with(ordinal, value.getBytes(StandardCharsets.UTF_8)));
        check.values((random, type) -> value(check, random, type)).against(nullable(oracle));
    }

    /** Timestamps of years that matter, with their transitions, beside those of any year. */
    private static Object value(FunctionCheck check, Random random, ColumnType type) {
        if ((type.equals(TIMESTAMP) || type.equals(TIMESTAMP_NTZ)) && random.nextInt(4) > 0) {
            return random.nextLong(-5_000_000_000L, 9_000_000_000L) * (random.nextBoolean() ? 1_000_000 : 999_983);
        }
        return type.equals(DATE) && random.nextBoolean()
                ? (Object) random.nextInt(-1_000_000, 3_000_000)
                : check.value(type);
    }

    private static Function<Object[], Object> nullable(Function<Object[], Object> oracle) {
        return row -> {
            if (Arrays.asList(row).contains(null)) {
                return null;
            }
            try {
                return oracle.apply(row);
            } catch (ArithmeticException e) {
                return FunctionCheck.FAILS;
            }
        };
    }

    private static LocalDate date(Object days) {
        return LocalDate.ofEpochDay((Integer) days);
    }

    private static int days(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    private static Instant instant(Object micros) {
        long value = (Long) micros;
        return Instant.ofEpochSecond(Math.floorDiv(value, 1_000_000), Math.floorMod(value, 1_000_000) * 1000L);
    }

    private static LocalDateTime local(Object micros, ZoneId zone) {
        return instant(micros).atZone(zone).toLocalDateTime();
    }

    private static long micros(ZonedDateTime clock) {
        return Math.addExact(Math.multiplyExact(clock.toEpochSecond(), 1_000_000L), clock.getNano() / 1000);
    }
}
