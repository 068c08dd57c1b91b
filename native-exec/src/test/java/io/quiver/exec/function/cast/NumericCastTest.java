/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import static io.quiver.exec.function.FunctionCheck.FAILS;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionCheck;
import io.quiver.exec.vector.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumericCastTest {
    private static final List<ColumnType> TYPES = List.of(
            ColumnType.BOOLEAN,
            ColumnType.BYTE,
            ColumnType.SHORT,
            ColumnType.INT,
            ColumnType.LONG,
            ColumnType.FLOAT,
            ColumnType.DOUBLE,
            ColumnType.decimal(5, 0),
            ColumnType.decimal(9, 2),
            ColumnType.decimal(18, 16),
            ColumnType.decimal(20, 0),
            ColumnType.decimal(38, 18),
            ColumnType.decimal(38, 25));

    @ParameterizedTest
    @EnumSource(EvaluationMode.class)
    void everyPairOfTypesCastsAsInSpark(EvaluationMode mode) {
        for (ColumnType from : TYPES) {
            for (ColumnType to : TYPES) {
                if (!from.equals(to)) {
                    FunctionCheck check = FunctionCheck.of("cast", mode, to, from, ColumnType.STRING)
                            .with(1, new byte[0]);
                    if (from.precision() > 18) {
                        check.mayDecline();
                    }
                    check.against(row -> row[0] == null ? null : cast(row[0], from, to, mode));
                }
            }
        }
    }

    private static Object cast(Object value, ColumnType from, ColumnType to, EvaluationMode mode) {
        Object failure = mode == EvaluationMode.ANSI ? FAILS : null;
        if (to.kind() == ColumnType.Kind.BOOLEAN) {
            return value instanceof BigDecimal decimal ? decimal.signum() != 0 : ((Number) value).doubleValue() != 0;
        }
        if (value instanceof Double || value instanceof Float) {
            return castReal(((Number) value).doubleValue(), to, mode, failure);
        }
        BigDecimal exact = value instanceof BigDecimal decimal
                ? decimal
                : value instanceof Boolean truth
                        ? BigDecimal.valueOf(truth ? 1 : 0)
                        : BigDecimal.valueOf(((Number) value).longValue());
        return switch (to.kind()) {
            case FLOAT -> from.isDecimal() ? (Object) exact.floatValue() : (Object) (float) exact.longValue();
            case DOUBLE -> from.isDecimal() ? (Object) exact.doubleValue() : (Object) (double) exact.longValue();
            case DECIMAL -> decimal(exact, to, failure);
            default -> integer(exact.toBigInteger(), to, mode, failure);
        };
    }

    private static Object integer(BigInteger exact, ColumnType to, EvaluationMode mode, Object failure) {
        long low = exact.longValue();
        Object wrapped =
                switch (to.kind()) {
                    case BYTE -> (Object) (int) (byte) low;
                    case SHORT -> (Object) (int) (short) low;
                    case INT -> (Object) (int) low;
                    default -> (Object) low;
                };
        boolean fits = exact.equals(BigInteger.valueOf(((Number) wrapped).longValue()));
        return fits || mode == EvaluationMode.LEGACY ? wrapped : failure;
    }

    private static Object castReal(double value, ColumnType to, EvaluationMode mode, Object failure) {
        boolean legacy = mode == EvaluationMode.LEGACY;
        return switch (to.kind()) {
            case FLOAT -> (Object) (float) value;
            case DOUBLE -> (Object) value;
            case DECIMAL -> Double.isFinite(value) ? decimal(BigDecimal.valueOf(value), to, failure) : null;
            case LONG ->
                legacy || (Math.floor(value) <= Long.MAX_VALUE && Math.ceil(value) >= Long.MIN_VALUE)
                        ? (Object) (long) value
                        : failure;
            case INT ->
                legacy || (Math.floor(value) <= Integer.MAX_VALUE && Math.ceil(value) >= Integer.MIN_VALUE)
                        ? (Object) (int) value
                        : failure;
            case SHORT ->
                legacy || (Math.floor(value) <= Short.MAX_VALUE && Math.ceil(value) >= Short.MIN_VALUE)
                        ? (Object) (int) (short) value
                        : failure;
            default ->
                legacy || (Math.floor(value) <= Byte.MAX_VALUE && Math.ceil(value) >= Byte.MIN_VALUE)
                        ? (Object) (int) (byte) value
                        : failure;
        };
    }

    private static Object decimal(BigDecimal exact, ColumnType to, Object failure) {
        BigDecimal rounded = exact.setScale(to.scale(), RoundingMode.HALF_UP);
        return rounded.precision() <= to.precision() ? rounded : failure;
    }
}
