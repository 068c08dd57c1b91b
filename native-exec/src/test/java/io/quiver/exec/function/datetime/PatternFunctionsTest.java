/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.datetime;

import static io.quiver.exec.vector.ColumnType.LONG;
import static io.quiver.exec.vector.ColumnType.STRING;
import static io.quiver.exec.vector.ColumnType.TIMESTAMP;
import static io.quiver.exec.vector.ColumnType.TIMESTAMP_NTZ;
import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionCheck;
import io.quiver.exec.vector.ColumnType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the reading and writing of times by pattern with java.time.format. */
class PatternFunctionsTest {
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    private static final long FIRST = LocalDateTime.of(-50, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final long LAST = LocalDateTime.of(10_050, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-MM-dd HH:mm:ss",
                "yyyyMMddHHmmss",
                "dd/MM/yyyy",
                "d.M.yyyy H:m:s",
                "yyyy",
                "MM dd",
                "ss:mm:HH",
                "(yyyy)"
            })
    void timesAreWritten(String pattern) {
        DateTimeFormatter java = formatter(pattern);
        check("from_unixtime", STRING, LONG, pattern, PatternFunctionsTest::second, value -> Instant.ofEpochSecond(
                        (Long) value)
                .atZone(ZONE)
                .format(java));
        check(
                "date_format",
                STRING,
                TIMESTAMP,
                pattern,
                random -> second(random) * 1_000_000 + random.nextInt(1_000_000),
                value -> Instant.ofEpochSecond(Math.floorDiv((Long) value, 1_000_000))
                        .atZone(ZONE)
                        .format(java));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-MM-dd HH:mm:ss",
                "yyyyMMddHHmmss",
                "dd/MM/yyyy",
                "yyyyMMdd",
                "ddMMyyyy",
                "HH:mm:ss, dd.MM.yyyy"
            })
    void textsAreRead(String pattern) {
        DateTimeFormatter java = formatter(pattern);
        Function<Random, Object> texts = random -> text(pattern, java, random);
        check("parse_timestamp", TIMESTAMP, STRING, pattern, texts, value -> micros(local(java, value), ZONE));
        check(
                "parse_timestamp",
                TIMESTAMP_NTZ,
                STRING,
                pattern,
                texts,
                value -> micros(local(java, value), ZoneOffset.UTC));
        check("parse_unixtime", LONG, STRING, pattern, texts, value -> {
            Object micros = micros(local(java, value), ZONE);
            return micros instanceof Long found ? (Object) (found / 1_000_000) : micros;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yy-MM-dd",
                "yyyyy",
                "EEE",
                "MMM d",
                "yyyy'T'HH",
                "hh:mm a",
                "ss.SSS",
                "uuuu",
                "[yyyy]",
                "XXX"
            })
    void otherPatternsAreLeftToSpark(String pattern) {
        assertThat(DatetimePattern.parse(pattern)).isEmpty();
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern.replace("y", "u")).withResolverStyle(ResolverStyle.STRICT);
    }

    private static long second(Random random) {
        return random.nextBoolean() ? random.nextInt() : FIRST + (long) (random.nextDouble() * (LAST - FIRST));
    }

    /** Mostly a time in the pattern, with a digit or a character changed at times. */
    private static Object text(String pattern, DateTimeFormatter java, Random random) {
        String text = Instant.ofEpochSecond(second(random)).atZone(ZONE).format(java);
        char[] characters = text.toCharArray();
        if (random.nextInt(3) == 0) {
            characters[random.nextInt(characters.length)] = (char) ('0' + random.nextInt(12));
        }
        String changed = new String(characters) + (random.nextInt(20) == 0 ? " " : "");
        return bytes(random.nextInt(20) == 0 ? pattern : changed);
    }

    private static Object local(DateTimeFormatter java, Object text) {
        try {
            TemporalAccessor parsed = java.parse(new String((byte[]) text, StandardCharsets.UTF_8));
            LocalDate date = parsed.query(TemporalQueries.localDate());
            return parsed.query(TemporalQueries.localTime()) == null
                    ? date.atStartOfDay()
                    : date.atTime(parsed.query(TemporalQueries.localTime()));
        } catch (DateTimeParseException refused) {
            return FunctionCheck.FAILS;
        }
    }

    private static Object micros(Object local, ZoneId zone) {
        return local instanceof LocalDateTime time ? (Object) (time.atZone(zone).toEpochSecond() * 1_000_000) : local;
    }

    private static void check(
            String name,
            ColumnType result,
            ColumnType type,
            String pattern,
            Function<Random, Object> values,
            Function<Object, Object> oracle) {
        FunctionCheck.of(name, EvaluationMode.LEGACY, result, type, STRING, STRING)
                .with(1, bytes(pattern))
                .with(2, bytes(ZONE.getId()))
                .values(values)
                .mayDecline()
                .against(row -> {
                    Object answer = row[0] == null ? null : oracle.apply(row[0]);
                    return answer instanceof String text ? bytes(text) : answer;
                });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
