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
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DivisionTest {
    private static final MathContext CONTEXT = new MathContext(39, RoundingMode.DOWN);

    @ParameterizedTest
    @EnumSource(EvaluationMode.class)
    void doublesDivideExceptByZero(EvaluationMode mode) {
        FunctionCheck.of("divide", mode, ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.DOUBLE)
                .against(row -> {
                    if (row[0] == null || row[1] == null) {
                        return null;
                    }
                    double divisor = (Double) row[1];
                    return divisor == 0 ? (mode == EvaluationMode.ANSI ? FAILS : null) : (Double) row[0] / divisor;
                });
    }

    @ParameterizedTest
    @EnumSource(EvaluationMode.class)
    void longsDivideToLongs(EvaluationMode mode) {
        FunctionCheck.of("div", mode, ColumnType.LONG, ColumnType.LONG, ColumnType.LONG)
                .against(row -> {
                    if (row[0] == null || row[1] == null) {
                        return null;
                    }
                    long dividend = (Long) row[0];
                    long divisor = (Long) row[1];
                    boolean legacy = mode == EvaluationMode.LEGACY;
                    if (divisor == 0) {
                        return legacy ? null : FAILS;
                    }
                    return !legacy && dividend == Long.MIN_VALUE && divisor == -1
                            ? FAILS
                            : (Object) (dividend / divisor);
                });
    }

    @ParameterizedTest
    @EnumSource(EvaluationMode.class)
    void integersLeaveRemainders(EvaluationMode mode) {
        for (ColumnType type : List.of(ColumnType.BYTE, ColumnType.SHORT, ColumnType.INT)) {
            FunctionCheck.of("remainder", mode, type, type, type).against(row -> {
                if (row[0] == null || row[1] == null) {
                    return null;
                }
                int divisor = (Integer) row[1];
                return divisor == 0
                        ? (mode == EvaluationMode.ANSI ? FAILS : null)
                        : (Object) ((Integer) row[0] % divisor);
            });
            FunctionCheck.of("pmod", mode, type, type, type).against(row -> {
                if (row[0] == null || row[1] == null) {
                    return null;
                }
                int n = (Integer) row[1];
                if (n == 0) {
                    return mode == EvaluationMode.LEGACY ? null : FAILS;
                }
                int rest = (Integer) row[0] % n;
                int positive = rest < 0 ? (rest + n) % n : rest;
                if (type.equals(ColumnType.BYTE)) {
                    return (int) (byte) positive;
                }
                return type.equals(ColumnType.SHORT) ? (int) (short) positive : positive;
            });
        }
        FunctionCheck.of("pmod", mode, ColumnType.LONG, ColumnType.LONG, ColumnType.LONG)
                .against(row -> {
                    if (row[0] == null || row[1] == null) {
                        return null;
                    }
                    long n = (Long) row[1];
                    if (n == 0) {
                        return mode == EvaluationMode.LEGACY ? null : FAILS;
                    }
                    long rest = (Long) row[0] % n;
                    return rest < 0 ? (rest + n) % n : rest;
                });
        FunctionCheck.of("remainder", mode, ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.DOUBLE)
                .against(row -> {
                    if (row[0] == null || row[1] == null) {
                        return null;
                    }
                    double n = (Double) row[1];
                    return n == 0 ? (mode == EvaluationMode.ANSI ? FAILS : null) : (Object) ((Double) row[0] % n);
                });
        FunctionCheck.of("pmod", mode, ColumnType.FLOAT, ColumnType.FLOAT, ColumnType.FLOAT)
                .against(row -> {
                    if (row[0] == null || row[1] == null) {
                        return null;
                    }
                    float n = (Float) row[1];
                    if (n == 0) {
                        return mode == EvaluationMode.LEGACY ? null : FAILS;
                    }
                    float rest = (Float) row[0] % n;
                    return rest < 0 ? (rest + n) % n : rest;
                });
    }

    @ParameterizedTest
    @EnumSource(EvaluationMode.class)
    void decimalsDivideAsInSpark(EvaluationMode mode) {
        int[][] types = {
            {7, 2, 7, 2, 17, 10},
            {12, 2, 12, 2, 27, 15},
            {18, 2, 18, 2, 37, 21},
            {38, 6, 38, 6, 38, 6},
            {38, 18, 20, 2, 38, 6},
            {20, 0, 10, 9, 38, 11},
            {38, 0, 5, 0, 38, 6},
            {38, 10, 38, 0, 38, 6}
        };
        for (int[] t : types) {
            ColumnType result = ColumnType.decimal(t[4], t[5]);
            FunctionCheck.of("divide", mode, result, ColumnType.decimal(t[0], t[1]), ColumnType.decimal(t[2], t[3]))
                    .against(row -> {
                        if (row[0] == null || row[1] == null) {
                            return null;
                        }
                        BigDecimal divisor = (BigDecimal) row[1];
                        BigDecimal exact = divisor.signum() == 0
                                ? null
                                : ((BigDecimal) row[0]).divide(divisor, 39, RoundingMode.DOWN);
                        return rounded(exact, result, mode == EvaluationMode.ANSI);
                    });
        }
    }

    @ParameterizedTest
    @EnumSource(EvaluationMode.class)
    void decimalsLeaveRemaindersAsInSpark(EvaluationMode mode) {
        int[][] types = {{7, 2, 7, 2, 7, 2}, {12, 2, 10, 4, 10, 4}, {38, 6, 38, 6, 38, 6}, {20, 5, 30, 2, 20, 5}};
        for (int[] t : types) {
            ColumnType result = ColumnType.decimal(t[4], t[5]);
            FunctionCheck.of("remainder", mode, result, ColumnType.decimal(t[0], t[1]), ColumnType.decimal(t[2], t[3]))
                    .against(row -> row[0] == null || row[1] == null
                            ? null
                            : rounded(
                                    rest((BigDecimal) row[0], (BigDecimal) row[1]),
                                    result,
                                    mode == EvaluationMode.ANSI));
            FunctionCheck.of("pmod", mode, result, ColumnType.decimal(t[0], t[1]), ColumnType.decimal(t[2], t[3]))
                    .against(row -> {
                        if (row[0] == null || row[1] == null) {
                            return null;
                        }
                        BigDecimal divisor = (BigDecimal) row[1];
                        BigDecimal rest = rest((BigDecimal) row[0], divisor);
                        BigDecimal positive =
                                rest == null || rest.signum() >= 0 ? rest : rest(rest.add(divisor), divisor);
                        return rounded(positive, result, mode != EvaluationMode.LEGACY);
                    });
            FunctionCheck.of(
                            "div",
                            mode,
                            ColumnType.LONG,
                            ColumnType.decimal(t[0], t[1]),
                            ColumnType.decimal(t[2], t[3]))
                    .against(row -> {
                        if (row[0] == null || row[1] == null) {
                            return null;
                        }
                        BigDecimal divisor = (BigDecimal) row[1];
                        BigDecimal whole = divisor.signum() == 0
                                ? null
                                : ((BigDecimal) row[0])
                                        .divideToIntegralValue(divisor, CONTEXT)
                                        .setScale(0);
                        if (whole == null || whole.precision() > Math.min(38, t[0] - t[1] + t[3])) {
                            return mode == EvaluationMode.LEGACY ? null : FAILS;
                        }
                        return whole.longValue();
                    });
        }
    }

    private static BigDecimal rest(BigDecimal dividend, BigDecimal divisor) {
        return divisor.signum() == 0 ? null : dividend.remainder(divisor, CONTEXT);
    }

    private static Object rounded(BigDecimal exact, ColumnType result, boolean raises) {
        BigDecimal value = exact == null ? null : exact.setScale(result.scale(), RoundingMode.HALF_UP);
        return value != null && value.precision() <= result.precision() ? value : raises ? FAILS : null;
    }
}
