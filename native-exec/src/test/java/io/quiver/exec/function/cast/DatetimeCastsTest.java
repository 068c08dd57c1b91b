/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import static io.quiver.exec.vector.ColumnType.BOOLEAN;
import static io.quiver.exec.vector.ColumnType.DATE;
import static io.quiver.exec.vector.ColumnType.DOUBLE;
import static io.quiver.exec.vector.ColumnType.FLOAT;
import static io.quiver.exec.vector.ColumnType.INT;
import static io.quiver.exec.vector.ColumnType.LONG;
import static io.quiver.exec.vector.ColumnType.STRING;
import static io.quiver.exec.vector.ColumnType.TIMESTAMP;
import static io.quiver.exec.vector.ColumnType.TIMESTAMP_NTZ;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionCheck;
import io.quiver.exec.vector.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DatetimeCastsTest {
    private static final List<String> ZONES = List.of("UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Apia");

    /** As Spark 4.1.3 makes it in DateTimeFormatterHelper.fractionFormatter. */
    private static final DateTimeFormatter FRACTIONS = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .appendValue(ChronoField.HOUR_OF_DAY, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    @Test
    void timestampsAreDatesOnTheZonesClock() {
        for (String zone : ZONES) {
            check(
                    DATE,
                    TIMESTAMP,
                    zone,
                    value -> days(local(value, ZoneId.of(zone)).toLocalDate()));
        }
        check(
                DATE,
                TIMESTAMP_NTZ,
                "",
                value -> days(local(value, ZoneOffset.UTC).toLocalDate()));
    }

    @Test
    void datesAreTheStartOfTheirDay() {
        for (String zone : ZONES) {
            check(
                    TIMESTAMP,
                    DATE,
                    zone,
                    value -> micros(LocalDate.ofEpochDay((Integer) value)
                            .atStartOfDay(ZoneId.of(zone))
                            .toInstant()));
        }
        check(TIMESTAMP_NTZ, DATE, "", value -> Math.multiplyExact((Integer) value, 86_400_000_000L));
    }

    @Test
    void clocksAreReadAndSetInTheZone() {
        for (String zone : ZONES) {
            check(
                    TIMESTAMP_NTZ,
                    TIMESTAMP,
                    zone,
                    value -> micros(local(value, ZoneId.of(zone)).toInstant(ZoneOffset.UTC)));
            check(
                    TIMESTAMP,
                    TIMESTAMP_NTZ,
                    zone,
                    value -> micros(
                            local(value, ZoneOffset.UTC).atZone(ZoneId.of(zone)).toInstant()));
        }
    }

    @Test
    void datetimesAreWrittenAsIsoWithASpace() {
        for (String zone : ZONES) {
            check(STRING, TIMESTAMP, zone, value -> FRACTIONS.format(local(value, ZoneId.of(zone))));
        }
        check(STRING, TIMESTAMP_NTZ, "", value -> FRACTIONS.format(local(value, ZoneOffset.UTC)));
        check(STRING, DATE, "", value -> LocalDate.ofEpochDay((Integer) value).toString());
    }

    @Test
    void numbersAreWrittenAsJavaWritesThem() {
        for (ColumnType type : List.of(BOOLEAN, ColumnType.BYTE, ColumnType.SHORT, INT, LONG, FLOAT, DOUBLE)) {
            check(STRING, type, "", String::valueOf);
        }
        for (ColumnType type : List.of(
                ColumnType.decimal(5, 0),
                ColumnType.decimal(9, 2),
                ColumnType.decimal(18, 18),
                ColumnType.decimal(38, 9))) {
            check(EvaluationMode.LEGACY, STRING, type, "", value -> ((BigDecimal) value).toString());
            check(EvaluationMode.ANSI, STRING, type, "", value -> ((BigDecimal) value).toPlainString());
            check(EvaluationMode.TRY, STRING, type, "", value -> ((BigDecimal) value).toPlainString());
        }
    }

    @Test
    void timestampsCountSeconds() {
        check(LONG, TIMESTAMP, "", value -> Math.floorDiv((Long) value, 1_000_000L));
        check(DOUBLE, TIMESTAMP, "", value -> (Long) value / 1e6);
        check(FLOAT, TIMESTAMP, "", value -> (float) ((Long) value / 1e6));
        check(BOOLEAN, TIMESTAMP, "", value -> (Long) value != 0);
        check(INT, TIMESTAMP, "", value -> {
            long seconds = Math.floorDiv((Long) value, 1_000_000L);
            return seconds == (int) seconds ? (int) seconds : null;
        });
        ColumnType decimal = ColumnType.decimal(12, 3);
        check(decimal, TIMESTAMP, "", value -> {
            BigDecimal seconds = BigDecimal.valueOf((Long) value, 6).setScale(3, RoundingMode.HALF_UP);
            return seconds.precision() > 12 ? null : seconds;
        });
    }

    @Test
    void numbersOfSecondsAreTimestamps() {
        check(TIMESTAMP, LONG, "UTC", value -> TimeUnit.SECONDS.toMicros((Long) value));
        check(TIMESTAMP, INT, "UTC", value -> TimeUnit.SECONDS.toMicros((Integer) value));
        check(TIMESTAMP, BOOLEAN, "UTC", value -> (Boolean) value ? 1L : 0L);
        check(
                TIMESTAMP,
                DOUBLE,
                "UTC",
                value -> Double.isFinite((Double) value) ? (Object) (long) ((Double) value * 1_000_000) : null);
        for (ColumnType type :
                List.of(ColumnType.decimal(18, 3), ColumnType.decimal(18, 9), ColumnType.decimal(38, 9))) {
            check(TIMESTAMP, type, "UTC", value -> ((BigDecimal) value)
                    .multiply(BigDecimal.valueOf(1_000_000))
                    .longValue());
        }
    }

    private static void check(ColumnType to, ColumnType from, String zone, Function<Object, Object> oracle) {
        check(EvaluationMode.LEGACY, to, from, zone, oracle);
    }

    private static void check(
            EvaluationMode mode, ColumnType to, ColumnType from, String zone, Function<Object, Object> oracle) {
        FunctionCheck check = FunctionCheck.of("cast", mode, to, from, STRING)
                .mayDecline()
                .with(1, zone.getBytes(StandardCharsets.UTF_8));
        check.values((random, type) -> value(check, random, type))
                .against(row -> row[0] == null ? null : answer(oracle, row[0]));
    }

    private static Object answer(Function<Object, Object> oracle, Object value) {
        try {
            Object answer = oracle.apply(value);
            return answer instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : answer;
        } catch (ArithmeticException e) {
            return FunctionCheck.FAILS;
        }
    }

    /** Times of the last and the next centuries, beside those of any year. */
    private static Object value(FunctionCheck check, Random random, ColumnType type) {
        if ((type.equals(TIMESTAMP) || type.equals(TIMESTAMP_NTZ)) && random.nextInt(50) > 0) {
            return random.nextLong(-5_000_000_000L, 9_000_000_000L) * (random.nextBoolean() ? 1_000_000 : 999_983);
        }
        return type.equals(DATE) && random.nextInt(50) > 0
                ? (Object) random.nextInt(-140_000, 2_000_000)
                : check.value(type);
    }

    private static LocalDateTime local(Object micros, ZoneId zone) {
        long value = (Long) micros;
        return Instant.ofEpochSecond(Math.floorDiv(value, 1_000_000), Math.floorMod(value, 1_000_000) * 1000L)
                .atZone(zone)
                .toLocalDateTime();
    }

    private static int days(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }
}
