/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.conformance;

import com.google.protobuf.ByteString;
import io.substrait.proto.Expression;
import io.substrait.proto.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Converts the values of cases. In Java integers, dates (days), times and day intervals (microseconds) and year intervals
 * (months) are Longs.
 */
final class CaseValues {
    private static final long SECOND = 1_000_000;

    private CaseValues() {}

    static @Nullable Object parse(String text, Type type) {
        if (text.equalsIgnoreCase("null")) {
            return null;
        }
        return switch (type.getKindCase()) {
            case BOOL -> Boolean.parseBoolean(text.toLowerCase(Locale.ROOT));
            case I8, I16, I32, I64 -> new BigDecimal(text).longValueExact();
            case FP32 -> (float) real(text);
            case FP64 -> real(text);
            case DECIMAL -> new BigDecimal(text).setScale(type.getDecimal().getScale());
            case STRING -> text.substring(1, text.length() - 1);
            case DATE -> LocalDate.parse(text).toEpochDay();
            case PRECISION_TIMESTAMP -> micros(LocalDateTime.parse(text));
            case PRECISION_TIMESTAMP_TZ ->
                micros(OffsetDateTime.parse(text)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime());
            case PRECISION_TIME -> LocalTime.parse(text).toNanoOfDay() / 1000;
            case INTERVAL_YEAR -> Period.parse(text).toTotalMonths();
            case INTERVAL_DAY -> Duration.parse(text).toNanos() / 1000;
            default -> throw new UnsupportedOperationException("type " + type.getKindCase());
        };
    }

    private static double real(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    private static long micros(LocalDateTime clock) {
        return clock.toEpochSecond(ZoneOffset.UTC) * SECOND + clock.getNano() / 1000;
    }

    static Expression.Literal literal(String text, Type type) {
        Object value = parse(text, type);
        Expression.Literal.Builder literal = Expression.Literal.newBuilder().setNullable(true);
        if (value == null) {
            return literal.setNull(type).build();
        }
        return switch (type.getKindCase()) {
            case BOOL -> literal.setBoolean((Boolean) value).build();
            case I8 -> literal.setI8(((Long) value).intValue()).build();
            case I16 -> literal.setI16(((Long) value).intValue()).build();
            case I32 -> literal.setI32(((Long) value).intValue()).build();
            case I64 -> literal.setI64((Long) value).build();
            case FP32 -> literal.setFp32((Float) value).build();
            case FP64 -> literal.setFp64((Double) value).build();
            case STRING -> literal.setString((String) value).build();
            case DATE -> literal.setDate(((Long) value).intValue()).build();
            case DECIMAL ->
                literal.setDecimal(Expression.Literal.Decimal.newBuilder()
                                .setPrecision(type.getDecimal().getPrecision())
                                .setScale(type.getDecimal().getScale())
                                .setValue(littleEndian(((BigDecimal) value).unscaledValue())))
                        .build();
            case PRECISION_TIMESTAMP ->
                literal.setPrecisionTimestamp(
                                timestamp(value, type.getPrecisionTimestamp().getPrecision()))
                        .build();
            case PRECISION_TIMESTAMP_TZ ->
                literal.setPrecisionTimestampTz(
                                timestamp(value, type.getPrecisionTimestampTz().getPrecision()))
                        .build();
            case PRECISION_TIME ->
                literal.setPrecisionTime(Expression.Literal.PrecisionTime.newBuilder()
                                .setPrecision(6)
                                .setValue((Long) value))
                        .build();
            case INTERVAL_YEAR ->
                literal.setIntervalYearToMonth(Expression.Literal.IntervalYearToMonth.newBuilder()
                                .setMonths(((Long) value).intValue()))
                        .build();
            case INTERVAL_DAY ->
                literal.setIntervalDayToSecond(Expression.Literal.IntervalDayToSecond.newBuilder()
                                .setDays((int) ((Long) value / (86_400 * SECOND)))
                                .setSubseconds((Long) value % (86_400 * SECOND))
                                .setPrecision(6))
                        .build();
            default -> throw new UnsupportedOperationException("type " + type.getKindCase());
        };
    }

    private static Expression.Literal.PrecisionTimestamp timestamp(Object micros, int precision) {
        long value = (Long) micros;
        for (int i = precision; i < 6; i++) {
            value /= 10;
        }
        return Expression.Literal.PrecisionTimestamp.newBuilder()
                .setPrecision(precision)
                .setValue(value)
                .build();
    }

    private static ByteString littleEndian(BigInteger unscaled) {
        byte[] bytes = new byte[16];
        java.util.Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
        byte[] big = unscaled.toByteArray();
        for (int i = 0; i < big.length; i++) {
            bytes[i] = big[big.length - 1 - i];
        }
        return ByteString.copyFrom(bytes);
    }
}
