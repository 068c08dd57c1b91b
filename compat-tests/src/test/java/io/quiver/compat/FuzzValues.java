/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Draws random values of a type, often unusual ones: edges of ranges, NaN, -0.0, old dates, empty and unusual text. */
final class FuzzValues {
    static final List<DataType> TYPES = List.of(
            DataTypes.BooleanType,
            DataTypes.ByteType,
            DataTypes.ShortType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.FloatType,
            DataTypes.DoubleType,
            DataTypes.createDecimalType(5, 2),
            DataTypes.createDecimalType(18, 4),
            DataTypes.createDecimalType(38, 10),
            DataTypes.DateType,
            DataTypes.TimestampType,
            DataTypes.TimestampNTZType,
            DataTypes.StringType,
            DataTypes.BinaryType);

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "A",
            "abc",
            "ABC",
            "abcabc",
            "a b  c",
            " padded ",
            "0",
            " 12 ",
            "-7",
            "+3.50",
            "1e3",
            "99999999999999999999",
            "NaN",
            "Infinity",
            "true",
            "F",
            "2020-02-29",
            "2021-02-29",
            "1999-12-31 23:59:59.999999",
            "%",
            "_",
            "a%b_c",
            "\\",
            "\u00e9",
            "Stra\u00dfe",
            "\u0130stanbul",
            "\u65e5\u672c\u8a9e",
            "\ud83d\ude00 smile",
            "e\u0301",
            "tab\tnew\nline",
            "long " + "text ".repeat(40));
    private static final List<String> DATES = List.of(
            "0001-01-01",
            "1582-10-04",
            "1582-10-15",
            "1899-12-31",
            "1969-12-31",
            "1970-01-01",
            "2000-02-29",
            "2021-03-14",
            "2021-11-07",
            "9999-12-31");
    private static final List<Double> DOUBLES = List.of(
            0.0,
            -0.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            1.0,
            -1.0,
            0.5,
            2.5,
            1e15,
            4503599627370497.5,
            9.223372036854776E18);
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private final Random random;
    private final FuzzNested nested;

    FuzzValues(Random random) {
        this.random = random;
        nested = new FuzzNested(random, this);
    }

    FuzzNested nested() {
        return nested;
    }

    /** A value as a {@code Row} holds it with java.time classes; never null. */
    Object value(DataType type) {
        if (FuzzNested.isNested(type)) {
            return nested.value(type);
        }
        boolean odd = random.nextInt(3) == 0;
        if (type instanceof BooleanType) {
            return random.nextBoolean();
        }
        if (type instanceof ByteType) {
            return (byte) integer(odd, Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
        if (type instanceof ShortType) {
            return (short) integer(odd, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        if (type instanceof IntegerType) {
            return (int) integer(odd, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type instanceof LongType) {
            return integer(odd, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type instanceof FloatType) {
            return (float) real(odd);
        }
        if (type instanceof DoubleType) {
            return real(odd);
        }
        if (type instanceof DecimalType decimal) {
            return decimal(odd, decimal);
        }
        if (type instanceof DateType) {
            return date(odd);
        }
        if (type instanceof TimestampType) {
            return timestamp(odd).toInstant(ZoneOffset.UTC);
        }
        if (type instanceof TimestampNTZType) {
            return timestamp(odd);
        }
        if (type instanceof StringType) {
            return text(odd);
        }
        if (type instanceof BinaryType) {
            byte[] bytes = new byte[random.nextInt(odd ? 40 : 4)];
            random.nextBytes(bytes);
            return bytes;
        }
        throw new IllegalArgumentException("no values of " + type);
    }

    /** The value in SQL. */
    static String literal(Object value, DataType type) {
        if (value == null || FuzzNested.isNested(type)) {
            return FuzzNested.literal(value, type);
        }
        if (type instanceof ByteType) {
            return value + "Y";
        }
        if (type instanceof ShortType) {
            return value + "S";
        }
        if (type instanceof LongType) {
            return value + "L";
        }
        if (type instanceof FloatType || type instanceof DoubleType || type instanceof DecimalType) {
            return "CAST('%s' AS %s)".formatted(value, type.sql());
        }
        if (type instanceof DateType) {
            return "DATE'%s'".formatted(value);
        }
        if (value instanceof Instant instant) {
            return "TIMESTAMP'%sZ'".formatted(TIMESTAMP.format(instant.atOffset(ZoneOffset.UTC)));
        }
        if (value instanceof LocalDateTime dateTime) {
            return "TIMESTAMP_NTZ'%s'".formatted(TIMESTAMP.format(dateTime));
        }
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof byte[] bytes) {
            return "X'" + HexFormat.of().formatHex(bytes) + "'";
        }
        return value.toString();
    }

    static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
        return "'" + escaped + "'";
    }

    private long integer(boolean odd, long least, long most) {
        if (odd) {
            long[] edges = {least, least + 1, -1, 0, 1, most - 1, most};
            return edges[random.nextInt(edges.length)];
        }
        return random.nextBoolean() ? random.nextInt(8) : random.nextInt(100) - 20;
    }

    private double real(boolean odd) {
        if (odd) {
            return DOUBLES.get(random.nextInt(DOUBLES.size()));
        }
        return random.nextBoolean() ? random.nextInt(200) / 8.0 - 5 : random.nextGaussian() * 1000;
    }

    private BigDecimal decimal(boolean odd, DecimalType type) {
        BigInteger most = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
        BigInteger unscaled = BigInteger.valueOf(random.nextInt(2_000) - 1_000);
        if (odd) {
            List<BigInteger> edges = List.of(
                    most, most.negate(), most.subtract(BigInteger.ONE), BigInteger.ZERO, new BigInteger(60, random));
            unscaled = edges.get(random.nextInt(edges.size())).min(most);
        }
        return new BigDecimal(unscaled, type.scale());
    }

    private LocalDate date(boolean odd) {
        if (odd) {
            return LocalDate.parse(DATES.get(random.nextInt(DATES.size())));
        }
        return LocalDate.of(2020, 1, 1).plusDays(random.nextInt(800));
    }

    private LocalDateTime timestamp(boolean odd) {
        LocalDateTime midnight = date(odd).atStartOfDay();
        return switch (random.nextInt(4)) {
            case 0 -> midnight;
            case 1 -> midnight.plusSeconds(random.nextInt(86_400));
            case 2 -> midnight.plusHours(9).plusMinutes(30).plusNanos(999_999_000);
            default -> midnight.plusNanos(1_000L * random.nextInt(1_000_000) + 1_000_000_000L * random.nextInt(86_400));
        };
    }

    private String text(boolean odd) {
        if (odd) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        int length = random.nextInt(random.nextBoolean() ? 2 : 6);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(4)));
        }
        return text.toString();
    }
}
