/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.plan;

import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.plan.LiteralReader;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.plan.TypeReader;
import io.quiver.exec.standalone.function.StandardTypes;
import io.quiver.exec.standalone.function.Value;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.Expression;
import io.substrait.proto.Type;

/** Reads literals, with times and intervals in the units of {@link StandardTypes}. */
final class StandardLiterals {
    private static final int MICROSECONDS = 6;
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;

    private final LiteralReader plain = new LiteralReader(TypeReader.ofStandardTypes());

    Value read(Expression.Literal literal) {
        return new Value(value(literal), type(literal));
    }

    private Literal value(Expression.Literal literal) {
        return switch (literal.getLiteralTypeCase()) {
            case NULL -> new Literal(null, StandardTypes.column(literal.getNull()));
            case INTERVAL_YEAR_TO_MONTH ->
                new Literal(
                        Math.addExact(
                                Math.multiplyExact(
                                        literal.getIntervalYearToMonth().getYears(), 12),
                                literal.getIntervalYearToMonth().getMonths()),
                        ColumnType.INT);
            case INTERVAL_DAY_TO_SECOND -> new Literal(micros(literal.getIntervalDayToSecond()), ColumnType.LONG);
            case PRECISION_TIME ->
                new Literal(
                        micros(
                                literal.getPrecisionTime().getValue(),
                                literal.getPrecisionTime().getPrecision()),
                        ColumnType.LONG);
            case PRECISION_TIMESTAMP -> timestamp(literal.getPrecisionTimestamp(), ColumnType.TIMESTAMP_NTZ);
            case PRECISION_TIMESTAMP_TZ -> timestamp(literal.getPrecisionTimestampTz(), ColumnType.TIMESTAMP);
            default -> plain.read(literal);
        };
    }

    private static Literal timestamp(Expression.Literal.PrecisionTimestamp literal, ColumnType type) {
        return new Literal(micros(literal.getValue(), literal.getPrecision()), type);
    }

    private static long micros(long value, int precision) {
        if (precision > MICROSECONDS) {
            throw PlanFailures.unsupported("a time of precision %d: times are of microseconds at most", precision);
        }
        long micros = value;
        for (int i = precision; i < MICROSECONDS; i++) {
            micros = Math.multiplyExact(micros, 10);
        }
        return micros;
    }

    @SuppressWarnings("deprecation") // plans of other producers still have microseconds without a precision
    private static long micros(Expression.Literal.IntervalDayToSecond interval) {
        long whole = Math.addExact(
                Math.multiplyExact((long) interval.getDays(), DAY),
                Math.multiplyExact((long) interval.getSeconds(), SECOND));
        return Math.addExact(
                whole,
                interval.hasMicroseconds()
                        ? interval.getMicroseconds()
                        : micros(interval.getSubseconds(), interval.getPrecision()));
    }

    @SuppressWarnings("deprecation") // as above
    static Type type(Expression.Literal literal) {
        Type.Builder type = Type.newBuilder();
        Type.Nullability nullability =
                literal.getNullable() ? Type.Nullability.NULLABILITY_NULLABLE : Type.Nullability.NULLABILITY_REQUIRED;
        return switch (literal.getLiteralTypeCase()) {
            case NULL -> literal.getNull();
            case BOOLEAN ->
                type.setBool(Type.Boolean.newBuilder().setNullability(nullability))
                        .build();
            case I8 ->
                type.setI8(Type.I8.newBuilder().setNullability(nullability)).build();
            case I16 ->
                type.setI16(Type.I16.newBuilder().setNullability(nullability)).build();
            case I32 ->
                type.setI32(Type.I32.newBuilder().setNullability(nullability)).build();
            case I64 ->
                type.setI64(Type.I64.newBuilder().setNullability(nullability)).build();
            case FP32 ->
                type.setFp32(Type.FP32.newBuilder().setNullability(nullability)).build();
            case FP64 ->
                type.setFp64(Type.FP64.newBuilder().setNullability(nullability)).build();
            case STRING, FIXED_CHAR, VAR_CHAR ->
                type.setString(Type.String.newBuilder().setNullability(nullability))
                        .build();
            case BINARY, FIXED_BINARY ->
                type.setBinary(Type.Binary.newBuilder().setNullability(nullability))
                        .build();
            case DATE ->
                type.setDate(Type.Date.newBuilder().setNullability(nullability)).build();
            case DECIMAL ->
                type.setDecimal(Type.Decimal.newBuilder()
                                .setPrecision(literal.getDecimal().getPrecision())
                                .setScale(literal.getDecimal().getScale())
                                .setNullability(nullability))
                        .build();
            case INTERVAL_YEAR_TO_MONTH ->
                type.setIntervalYear(Type.IntervalYear.newBuilder().setNullability(nullability))
                        .build();
            case INTERVAL_DAY_TO_SECOND ->
                type.setIntervalDay(Type.IntervalDay.newBuilder()
                                .setPrecision(literal.getIntervalDayToSecond().getPrecision())
                                .setNullability(nullability))
                        .build();
            case PRECISION_TIME ->
                type.setPrecisionTime(Type.PrecisionTime.newBuilder()
                                .setPrecision(literal.getPrecisionTime().getPrecision())
                                .setNullability(nullability))
                        .build();
            case TIMESTAMP, PRECISION_TIMESTAMP ->
                type.setPrecisionTimestamp(Type.PrecisionTimestamp.newBuilder()
                                .setPrecision(
                                        literal.hasTimestamp()
                                                ? MICROSECONDS
                                                : literal.getPrecisionTimestamp()
                                                        .getPrecision())
                                .setNullability(nullability))
                        .build();
            case TIMESTAMP_TZ, PRECISION_TIMESTAMP_TZ ->
                type.setPrecisionTimestampTz(Type.PrecisionTimestampTZ.newBuilder()
                                .setPrecision(
                                        literal.hasTimestampTz()
                                                ? MICROSECONDS
                                                : literal.getPrecisionTimestampTz()
                                                        .getPrecision())
                                .setNullability(nullability))
                        .build();
            default -> throw PlanFailures.unsupported("literal of kind %s", literal.getLiteralTypeCase());
        };
    }
}
