/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.kernel.FixedPattern;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that random texts of values, most of them valid, are read as the JDK reads them, or make their lines odd. */
final class FieldReadersTest {
    private static final int TEXTS = 4000;
    private static final String CHARACTERS = "0123456789.-+eE, x";
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    private static final TextConverter NONE = (text, values) -> {
        throw new IllegalArgumentException(text);
    };

    private final long seed = Long.getLong("fields.seed", 5);
    private final Random random = new Random(seed);

    @Test
    void integersAreThoseOfTheJdk() {
        check(ColumnType.INT, new IntegerFields(ColumnType.INT, new byte[0]), this::number, Integer::parseInt);
        check(ColumnType.LONG, new IntegerFields(ColumnType.LONG, new byte[0]), this::number, Long::parseLong);
        check(ColumnType.BYTE, new IntegerFields(ColumnType.BYTE, new byte[0]), this::number, text ->
                (int) Byte.parseByte(text));
        check(ColumnType.SHORT, new IntegerFields(ColumnType.SHORT, new byte[0]), this::number, text ->
                (int) Short.parseShort(text));
    }

    @Test
    void fractionsAreThoseOfTheJdk() {
        FractionFields.Names names = new FractionFields.Names("nan", "-inf", "inf");
        check(
                ColumnType.DOUBLE,
                new FractionFields(ColumnType.DOUBLE, new byte[0], names),
                this::number,
                Double::parseDouble);
        check(
                ColumnType.FLOAT,
                new FractionFields(ColumnType.FLOAT, new byte[0], names),
                this::number,
                Float::parseFloat);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5,2", "18,4", "18,18", "30,6", "38,0"})
    void decimalsAreThoseOfTheJdk(String digits) {
        int precision = Integer.parseInt(digits.split(",")[0]);
        int scale = Integer.parseInt(digits.split(",")[1]);
        ColumnType type = ColumnType.decimal(precision, scale);
        check(type, new DecimalFields(type, new byte[0]), () -> number().replaceAll("[eE]", ""), text -> {
            BigDecimal value = new BigDecimal(text.replace(",", "")).setScale(scale, RoundingMode.HALF_UP);
            if (value.precision() > precision) {
                throw new NumberFormatException(text);
            }
            return type.physical() == ColumnType.Physical.LONGS
                    ? (Object) value.unscaledValue().longValue()
                    : value.unscaledValue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-MM-dd HH:mm:ss",
                "dd/MM/yyyy HH:mm",
                "yyyyMMddHHmmss",
                "yyyy-MM-dd'T'HH:mm:ss.SSS",
                "MM.dd.yyyy",
                "(yyyy_MM;dd)"
            })
    void timestampsOfPatternsAreThoseOfTheJdk(String pattern) {
        DateTimeFormatter formatter =
                DateTimeFormatter.ofPattern(pattern.replace('y', 'u')).withResolverStyle(ResolverStyle.STRICT);
        DatetimeFields reader =
                new DatetimeFields(ColumnType.TIMESTAMP, new byte[0], FixedPattern.of(pattern), ZONE, NONE);
        check(ColumnType.TIMESTAMP, reader, () -> broken(formatter.format(time())), text -> {
            LocalDateTime local = FixedPattern.of(pattern).orElseThrow().hasTime()
                    ? LocalDateTime.parse(text, formatter)
                    : LocalDate.parse(text, formatter).atStartOfDay();
            return 1_000_000 * ZonedDateTime.of(local, ZONE).toEpochSecond() + local.getNano() / 1000;
        });
    }

    @Test
    void patternsOfManyFormsAreNotFixed() {
        for (String pattern : List.of(
                "yyyy-M-d",
                "yy-MM-dd",
                "yyyy-MM-dd HH:mm:ssXXX",
                "yyyy-MM-dd[ HH:mm]",
                "MMM yyyy",
                "yyyy-MM",
                "yyyy-MM-dd ss",
                "yyyy-MM-dd hh:mm",
                "yyyy0MM0dd",
                "yyyy-MM-dd HH:mm:ss.SSSSSSSSS",
                "")) {
            assertThat(FixedPattern.of(pattern)).as(pattern).isEmpty();
        }
    }

    private String number() {
        return switch (random.nextInt(6)) {
            case 0 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 1 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
            case 2 -> random.nextInt(100_000) + "." + random.nextInt(100_000);
            case 3 -> (random.nextLong() >> random.nextInt(64)) + "e" + (random.nextInt(60) - 30);
            case 4 -> Float.toString(random.nextFloat());
            default -> broken(Long.toString(random.nextInt(100_000)));
        };
    }

    private String broken(String text) {
        if (random.nextInt(3) > 0) {
            return text;
        }
        int at = random.nextInt(text.length());
        char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        return text.substring(0, at) + other + text.substring(at + random.nextInt(2));
    }

    private LocalDateTime time() {
        return LocalDateTime.of(1, 1, 1, 0, 0)
                .plusSeconds((long) (random.nextDouble() * 9998 * 365 * 86_400L))
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private void check(
            ColumnType type,
            FieldReader reader,
            java.util.function.Supplier<String> texts,
            Function<String, Object> expected) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            lines.add(texts.get());
        }
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.US_ASCII);
        LineSlots lineSlots = new LineSlots(1);
        FieldSlots slots = new FieldSlots(lineSlots);
        lineSlots.clear(text);
        lineSlots.setAscii(true);
        int start = 0;
        for (String line : lines) {
            slots.set(lineSlots.add(start, start + line.length()), start, line.length());
            start += line.length() + 1;
        }
        Column column = reader.read(slots);
        int valid = 0;
        for (int row = 0; row < TEXTS; row++) {
            String line = lines.get(row);
            Object value = orNull(expected, line);
            if (slots.isOdd(row)) {
                // years before 0001 are left to Spark
                assertThat(value == null || type.kind() == ColumnType.Kind.TIMESTAMP)
                        .as("-Dfields.seed=%d %s <%s> is %s", seed, type, line, value)
                        .isTrue();
            } else {
                valid++;
                assertThat(value(column, row))
                        .as("-Dfields.seed=%d %s <%s>", seed, type, line)
                        .isEqualTo(value);
            }
        }
        assertThat(valid).as("valid texts of " + type).isGreaterThan(TEXTS / 60);
    }

    private static @Nullable Object orNull(Function<String, Object> expected, String text) {
        try {
            return text.isEmpty() ? null : expected.apply(text);
        } catch (RuntimeException noValue) {
            return null;
        }
    }

    private static @Nullable Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        if (column instanceof IntColumn ints) {
            return ints.values()[row];
        }
        if (column instanceof LongColumn longs) {
            return longs.values()[row];
        }
        if (column instanceof DoubleColumn doubles) {
            return doubles.values()[row];
        }
        if (column instanceof FloatColumn floats) {
            return floats.values()[row];
        }
        return ((WideColumn) column).unscaled(row);
    }
}
