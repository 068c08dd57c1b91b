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
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MathFunctionsTest {
    @Test
    void realFunctionsAreThoseOfSpark() {
        Map<String, DoubleUnaryOperator> unary = new LinkedHashMap<>();
        unary.put("sqrt", Math::sqrt);
        unary.put("cbrt", Math::cbrt);
        unary.put("exp", StrictMath::exp);
        unary.put("expm1", StrictMath::expm1);
        unary.put("signum", Math::signum);
        unary.put("sin", Math::sin);
        unary.put("cos", Math::cos);
        unary.put("tan", Math::tan);
        unary.put("cot", x -> 1 / Math.tan(x));
        unary.put("sec", x -> 1 / Math.cos(x));
        unary.put("csc", x -> 1 / Math.sin(x));
        unary.put("asin", Math::asin);
        unary.put("acos", Math::acos);
        unary.put("atan", Math::atan);
        unary.put("sinh", Math::sinh);
        unary.put("cosh", Math::cosh);
        unary.put("tanh", Math::tanh);
        unary.put("atanh", x -> 0.5 * (StrictMath.log1p(x) - StrictMath.log1p(-x)));
        unary.put("degrees", Math::toDegrees);
        unary.put("radians", Math::toRadians);
        unary.put("rint", Math::rint);
        unary.forEach(
                (name, operator) -> FunctionCheck.of(name, EvaluationMode.ANSI, ColumnType.DOUBLE, ColumnType.DOUBLE)
                        .against(row -> row[0] == null ? null : operator.applyAsDouble((Double) row[0])));
        Map<String, DoubleBinaryOperator> binary =
                Map.of("pow", StrictMath::pow, "atan2", (y, x) -> Math.atan2(y + 0.0, x + 0.0), "hypot", Math::hypot);
        binary.forEach((name, operator) -> FunctionCheck.of(
                        name, EvaluationMode.ANSI, ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.DOUBLE)
                .against(row -> row[0] == null || row[1] == null
                        ? null
                        : operator.applyAsDouble((Double) row[0], (Double) row[1])));
    }

    @Test
    void inverseHyperbolicsFollowSparksBranches() {
        double large = Math.sqrt(Double.MAX_VALUE);
        FunctionCheck.of("asinh", EvaluationMode.ANSI, ColumnType.DOUBLE, ColumnType.DOUBLE)
                .against(row -> {
                    if (row[0] == null) {
                        return null;
                    }
                    double x = (Double) row[0];
                    return StrictMath.abs(x) >= large - 1
                            ? StrictMath.signum(x) * (StrictMath.log(StrictMath.abs(x)) + StrictMath.log(2))
                            : StrictMath.log(x + Math.sqrt(x * x + 1.0));
                });
        FunctionCheck.of("acosh", EvaluationMode.ANSI, ColumnType.DOUBLE, ColumnType.DOUBLE)
                .against(row -> {
                    if (row[0] == null) {
                        return null;
                    }
                    double x = (Double) row[0];
                    return x >= large
                            ? StrictMath.log(x) + StrictMath.log(2)
                            : x < 1 ? Double.NaN : StrictMath.log(x + Math.sqrt(x * x - 1.0));
                });
    }

    @Test
    void logarithmsAreNullAtAndBelowTheirPole() {
        Map<String, DoubleUnaryOperator> logs = Map.of(
                "log", StrictMath::log, "log10", StrictMath::log10, "log2", x -> StrictMath.log(x) / StrictMath.log(2));
        logs.forEach((name, operator) -> FunctionCheck.of(
                        name, EvaluationMode.ANSI, ColumnType.DOUBLE, ColumnType.DOUBLE)
                .against(row ->
                        row[0] == null || (Double) row[0] <= 0 ? null : operator.applyAsDouble((Double) row[0])));
        FunctionCheck.of("log1p", EvaluationMode.ANSI, ColumnType.DOUBLE, ColumnType.DOUBLE)
                .against(row -> row[0] == null || (Double) row[0] <= -1 ? null : StrictMath.log1p((Double) row[0]));
    }

    @ParameterizedTest
    @EnumSource(EvaluationMode.class)
    void signsFailOnlyAtTheSmallestInteger(EvaluationMode mode) {
        for (ColumnType type : List.of(ColumnType.BYTE, ColumnType.SHORT, ColumnType.INT, ColumnType.LONG)) {
            sign("negative", mode, type, false);
            sign("abs", mode, type, true);
        }
        for (ColumnType type : List.of(ColumnType.decimal(9, 2), ColumnType.decimal(34, 3))) {
            FunctionCheck.of("negative", mode, type, type)
                    .against(row -> row[0] == null ? null : ((BigDecimal) row[0]).negate());
            FunctionCheck.of("abs", mode, type, type)
                    .against(row -> row[0] == null ? null : ((BigDecimal) row[0]).abs());
        }
        FunctionCheck.of("negative", mode, ColumnType.DOUBLE, ColumnType.DOUBLE)
                .against(row -> row[0] == null ? null : -(Double) row[0]);
        FunctionCheck.of("abs", mode, ColumnType.FLOAT, ColumnType.FLOAT)
                .against(row -> row[0] == null ? null : Math.abs((Float) row[0]));
    }

    private static void sign(String name, EvaluationMode mode, ColumnType type, boolean absolute) {
        FunctionCheck.of(name, mode, type, type).against(row -> {
            if (row[0] == null) {
                return null;
            }
            BigInteger value = BigInteger.valueOf(((Number) row[0]).longValue());
            return integer(absolute ? value.abs() : value.negate(), type, mode);
        });
    }

    private static Object integer(BigInteger exact, ColumnType type, EvaluationMode mode) {
        Object wrapped =
                switch (type.kind()) {
                    case BYTE -> (Object) (int) exact.byteValue();
                    case SHORT -> (Object) (int) exact.shortValue();
                    case INT -> (Object) exact.intValue();
                    default -> (Object) exact.longValue();
                };
        boolean fits = exact.equals(BigInteger.valueOf(((Number) wrapped).longValue()));
        return fits || mode == EvaluationMode.LEGACY ? wrapped : mode == EvaluationMode.ANSI ? FAILS : null;
    }

    @ParameterizedTest
    @EnumSource(EvaluationMode.class)
    void integersRoundBeforeThePoint(EvaluationMode mode) {
        for (ColumnType type : List.of(ColumnType.BYTE, ColumnType.SHORT, ColumnType.INT, ColumnType.LONG)) {
            for (int places : new int[] {-1, -2, -10, -19, -25, 0, 3}) {
                rounding("round", RoundingMode.HALF_UP, mode, type, places);
                rounding("bround", RoundingMode.HALF_EVEN, mode, type, places);
            }
        }
    }

    private static void rounding(String name, RoundingMode rounding, EvaluationMode mode, ColumnType type, int places) {
        FunctionCheck.of(name, mode, type, type, ColumnType.INT).with(1, places).against(row -> {
            if (row[0] == null || places >= 0) {
                return row[0];
            }
            BigDecimal value = BigDecimal.valueOf(((Number) row[0]).longValue()).setScale(places, rounding);
            return integer(value.toBigInteger(), type, mode);
        });
    }

    @Test
    void realNumbersRoundByTheirDecimalDigits() {
        for (int places : new int[] {0, 2, -1}) {
            FunctionCheck.of("round", EvaluationMode.ANSI, ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.INT)
                    .with(1, places)
                    .against(row -> {
                        if (row[0] == null || !Double.isFinite((Double) row[0])) {
                            return row[0];
                        }
                        return BigDecimal.valueOf((Double) row[0])
                                .setScale(places, RoundingMode.HALF_UP)
                                .doubleValue();
                    });
        }
        FunctionCheck.of("ceil", EvaluationMode.ANSI, ColumnType.LONG, ColumnType.DOUBLE)
                .against(row -> row[0] == null ? null : (long) Math.ceil((Double) row[0]));
        FunctionCheck.of("floor", EvaluationMode.ANSI, ColumnType.LONG, ColumnType.DOUBLE)
                .against(row -> row[0] == null ? null : (long) Math.floor((Double) row[0]));
    }

    @Test
    void decimalsRoundExactly() {
        int[][] types = {
            {9, 4, 8, 2, 2},
            {9, 4, 6, 0, 0},
            {18, 4, 19, 4, 4},
            {38, 18, 23, 2, 2},
            {30, 20, 12, 1, 1},
            {38, 38, 2, 1, 1}
        };
        Map<String, RoundingMode> modes = Map.of(
                "round", RoundingMode.HALF_UP,
                "bround", RoundingMode.HALF_EVEN,
                "round_ceil", RoundingMode.CEILING,
                "round_floor", RoundingMode.FLOOR);
        for (int[] t : types) {
            modes.forEach((name, rounding) -> FunctionCheck.of(
                            name,
                            EvaluationMode.ANSI,
                            ColumnType.decimal(t[2], t[3]),
                            ColumnType.decimal(t[0], t[1]),
                            ColumnType.INT)
                    .with(1, t[4])
                    .against(row -> row[0] == null ? null : ((BigDecimal) row[0]).setScale(t[3], rounding)));
            ColumnType whole = ColumnType.decimal(t[0] - t[1] + 1, 0);
            FunctionCheck.of("ceil", EvaluationMode.LEGACY, whole, ColumnType.decimal(t[0], t[1]))
                    .against(row -> row[0] == null ? null : ((BigDecimal) row[0]).setScale(0, RoundingMode.CEILING));
            FunctionCheck.of("floor", EvaluationMode.LEGACY, whole, ColumnType.decimal(t[0], t[1]))
                    .against(row -> row[0] == null ? null : ((BigDecimal) row[0]).setScale(0, RoundingMode.FLOOR));
        }
        FunctionCheck.of(
                        "round",
                        EvaluationMode.ANSI,
                        ColumnType.decimal(6, 0),
                        ColumnType.decimal(9, 4),
                        ColumnType.INT)
                .with(1, -2)
                .against(row -> row[0] == null ? null : ((BigDecimal) row[0]).setScale(-2, RoundingMode.HALF_UP));
    }

    @ParameterizedTest
    @EnumSource(EvaluationMode.class)
    void decimalsAreMadeAndUnmade(EvaluationMode mode) {
        for (int precision : new int[] {5, 18, 19, 30}) {
            ColumnType type = ColumnType.decimal(precision, 2);
            FunctionCheck.of("make_decimal", mode, type, ColumnType.LONG).against(row -> {
                if (row[0] == null) {
                    return null;
                }
                BigDecimal value = BigDecimal.valueOf((Long) row[0], 2);
                return value.precision() <= precision ? value : mode == EvaluationMode.ANSI ? FAILS : null;
            });
        }
        FunctionCheck.of("unscaled_value", mode, ColumnType.LONG, ColumnType.decimal(18, 4))
                .against(row -> row[0] == null
                        ? null
                        : ((BigDecimal) row[0]).unscaledValue().longValueExact());
        FunctionCheck.of("check_overflow", mode, ColumnType.decimal(8, 2), ColumnType.decimal(12, 4))
                .against(row -> {
                    if (row[0] == null) {
                        return null;
                    }
                    BigDecimal value = ((BigDecimal) row[0]).setScale(2, RoundingMode.HALF_UP);
                    return value.precision() <= 8 ? value : mode == EvaluationMode.ANSI ? FAILS : null;
                });
    }

    @Test
    void nansAreFoundReplacedAndNormalised() {
        FunctionCheck.of("is_nan", EvaluationMode.ANSI, ColumnType.BOOLEAN, ColumnType.DOUBLE)
                .against(row -> row[0] != null && ((Double) row[0]).isNaN());
        FunctionCheck.of("nanvl", EvaluationMode.ANSI, ColumnType.FLOAT, ColumnType.FLOAT, ColumnType.FLOAT)
                .against(row -> row[0] == null || !((Float) row[0]).isNaN() ? row[0] : row[1]);
        FunctionCheck.of("normalize_nan_and_zero", EvaluationMode.ANSI, ColumnType.DOUBLE, ColumnType.DOUBLE)
                .against(row -> row[0] == null ? null : (Double) row[0] == 0 ? 0.0 : row[0]);
    }

    @Test
    void bitsCombineAndShift() {
        FunctionCheck.of("bitwise_and", EvaluationMode.ANSI, ColumnType.BYTE, ColumnType.BYTE, ColumnType.BYTE)
                .against(row -> row[0] == null || row[1] == null ? null : (Integer) row[0] & (Integer) row[1]);
        FunctionCheck.of("bitwise_or", EvaluationMode.ANSI, ColumnType.LONG, ColumnType.LONG, ColumnType.LONG)
                .against(row -> row[0] == null || row[1] == null ? null : (Long) row[0] | (Long) row[1]);
        FunctionCheck.of("bitwise_xor", EvaluationMode.ANSI, ColumnType.INT, ColumnType.INT, ColumnType.INT)
                .against(row -> row[0] == null || row[1] == null ? null : (Integer) row[0] ^ (Integer) row[1]);
        FunctionCheck.of("bitwise_not", EvaluationMode.ANSI, ColumnType.SHORT, ColumnType.SHORT)
                .against(row -> row[0] == null ? null : ~(Integer) row[0]);
        FunctionCheck.of("shift_left", EvaluationMode.ANSI, ColumnType.LONG, ColumnType.LONG, ColumnType.INT)
                .against(row -> row[0] == null || row[1] == null ? null : (Long) row[0] << (Integer) row[1]);
        FunctionCheck.of("shift_right", EvaluationMode.ANSI, ColumnType.INT, ColumnType.INT, ColumnType.INT)
                .against(row -> row[0] == null || row[1] == null ? null : (Integer) row[0] >> (Integer) row[1]);
        FunctionCheck.of("shift_right_unsigned", EvaluationMode.ANSI, ColumnType.INT, ColumnType.INT, ColumnType.INT)
                .against(row -> row[0] == null || row[1] == null ? null : (Integer) row[0] >>> (Integer) row[1]);
    }

    @Test
    void thePlusSignChangesNothing() {
        FunctionCheck.of("positive", EvaluationMode.ANSI, ColumnType.INT, ColumnType.INT)
                .against(row -> row[0]);
    }

    @Test
    void logarithmsTakeABase() {
        FunctionCheck.of("logarithm", EvaluationMode.ANSI, ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.DOUBLE)
                .against(row -> {
                    if (row[0] == null || row[1] == null || (Double) row[0] <= 0 || (Double) row[1] <= 0) {
                        return null;
                    }
                    return StrictMath.log((Double) row[1]) / StrictMath.log((Double) row[0]);
                });
    }

    @Test
    void bitsAreCountedAsThoseOfALong() {
        for (ColumnType type : List.of(ColumnType.BYTE, ColumnType.SHORT, ColumnType.INT, ColumnType.LONG)) {
            FunctionCheck.of("bit_count", EvaluationMode.ANSI, ColumnType.INT, type)
                    .against(row -> row[0] == null ? null : Long.bitCount(((Number) row[0]).longValue()));
        }
    }

    @Test
    void factorialsBeyondALongAreNull() {
        FunctionCheck.of("factorial", EvaluationMode.ANSI, ColumnType.LONG, ColumnType.INT)
                .values(random -> random.nextInt(40) - 10)
                .against(row -> {
                    if (row[0] == null || (Integer) row[0] < 0 || (Integer) row[0] > 20) {
                        return null;
                    }
                    long product = 1;
                    for (int i = 2; i <= (Integer) row[0]; i++) {
                        product *= i;
                    }
                    return product;
                });
    }
}
