/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import static io.quiver.exec.function.FunctionCheck.FAILS;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionCheck;
import io.quiver.exec.vector.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArithmeticTest {
    private static final MathContext CONTEXT = new MathContext(39, RoundingMode.DOWN);

    @ParameterizedTest
    @EnumSource(EvaluationMode.class)
    void integersWrapDeclineOrGiveNull(EvaluationMode mode) {
        for (ColumnType type : List.of(ColumnType.BYTE, ColumnType.SHORT, ColumnType.INT, ColumnType.LONG)) {
            integral("add", mode, type, BigInteger::add);
            integral("subtract", mode, type, BigInteger::subtract);
            integral("multiply", mode, type, BigInteger::multiply);
        }
    }

    private static void integral(
            String name, EvaluationMode mode, ColumnType type, BinaryOperator<BigInteger> operator) {
        FunctionCheck.of(name, mode, type, type, type).against(row -> {
            if (row[0] == null || row[1] == null) {
                return null;
            }
            BigInteger exact = operator.apply(
                    BigInteger.valueOf(((Number) row[0]).longValue()),
                    BigInteger.valueOf(((Number) row[1]).longValue()));
            Object wrapped =
                    switch (type.kind()) {
                        case BYTE -> (Object) (int) exact.byteValue();
                        case SHORT -> (Object) (int) exact.shortValue();
                        case INT -> (Object) exact.intValue();
                        default -> (Object) exact.longValue();
                    };
            boolean fits = exact.equals(BigInteger.valueOf(((Number) wrapped).longValue()));
            return fits || mode == EvaluationMode.LEGACY ? wrapped : mode == EvaluationMode.ANSI ? FAILS : null;
        });
    }

    @Test
    void floatingPointIsJavas() {
        FunctionCheck.of("add", EvaluationMode.ANSI, ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.DOUBLE)
                .against(row -> row[0] == null || row[1] == null ? null : (Double) row[0] + (Double) row[1]);
        FunctionCheck.of("subtract", EvaluationMode.ANSI, ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.DOUBLE)
                .against(row -> row[0] == null || row[1] == null ? null : (Double) row[0] - (Double) row[1]);
        FunctionCheck.of("multiply", EvaluationMode.ANSI, ColumnType.FLOAT, ColumnType.FLOAT, ColumnType.FLOAT)
                .against(row -> row[0] == null || row[1] == null ? null : (Float) row[0] * (Float) row[1]);
    }

    @ParameterizedTest
    @EnumSource(EvaluationMode.class)
    void decimalSumsAreExactAndChecked(EvaluationMode mode) {
        int[][] types = {
            {7, 2, 7, 2, 8, 2},
            {12, 2, 10, 0, 13, 2},
            {18, 2, 18, 2, 19, 2},
            {17, 0, 18, 4, 22, 4},
            {20, 5, 30, 2, 34, 5},
            {38, 6, 38, 6, 38, 6},
            {38, 0, 38, 10, 38, 9},
            {38, 0, 38, 10, 38, 10},
            {38, 10, 12, 2, 38, 10},
            {5, 0, 38, 37, 38, 34}
        };
        for (int[] t : types) {
            decimal("add", mode, t, BigDecimal::add);
            decimal("subtract", mode, t, BigDecimal::subtract);
        }
    }

    @ParameterizedTest
    @EnumSource(EvaluationMode.class)
    void decimalProductsAreExactAndChecked(EvaluationMode mode) {
        int[][] types = {
            {7, 2, 7, 2, 15, 4},
            {9, 2, 9, 2, 19, 4},
            {12, 2, 13, 2, 26, 4},
            {18, 2, 18, 4, 37, 6},
            {26, 4, 13, 2, 38, 6},
            {38, 18, 38, 18, 38, 6},
            {20, 2, 22, 10, 38, 7},
            {38, 0, 38, 0, 38, 0},
            {38, 38, 38, 38, 38, 37},
            {10, 3, 38, 2, 38, 5}
        };
        for (int[] t : types) {
            decimal("multiply", mode, t, (a, b) -> a.multiply(b, CONTEXT));
        }
    }

    private static void decimal(String name, EvaluationMode mode, int[] t, BinaryOperator<BigDecimal> operator) {
        ColumnType result = ColumnType.decimal(t[4], t[5]);
        FunctionCheck.of(name, mode, result, ColumnType.decimal(t[0], t[1]), ColumnType.decimal(t[2], t[3]))
                .against(row -> {
                    if (row[0] == null || row[1] == null) {
                        return null;
                    }
                    BigDecimal exact = operator.apply((BigDecimal) row[0], (BigDecimal) row[1])
                            .setScale(result.scale(), RoundingMode.HALF_UP);
                    return exact.precision() <= result.precision() ? exact : mode == EvaluationMode.ANSI ? FAILS : null;
                });
    }
}
