/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.standard;

import io.quiver.exec.function.ScalarFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Functions of floating-point numbers that report arguments outside their domain. {@code required_real} and
 * {@code real_or_null} take a kernel's answer under IEEE 754 and the kernel's arguments: a NaN that no argument brought is an
 * error, or null. They serve Substrait's options {@code on_domain_error} and {@code on_log_zero}.
 */
final class RealRows {
    static final List<ScalarFunction> ALL = all();

    private RealRows() {}

    private static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>();
        all.add(binary("real_divide", (left, right) -> left / right));
        all.add(binary("real_modulus", (left, right) -> left % right));
        all.add(binary("real_atan2", Math::atan2));
        all.add(binary("real_power", StrictMath::pow));
        all.add(unary("real_log", StrictMath::log));
        all.add(unary("real_log10", StrictMath::log10));
        all.add(unary("real_log2", x -> log(2, x)));
        all.add(unary("real_log1p", StrictMath::log1p));
        all.add(binary("real_logb", RealRows::log));
        all.add(RowKernel.strict("required_real", (row, answer) -> {
            if (isOutside(row)) {
                throw Answer.failure("a function of %s is outside its domain", row.doubleAt(1));
            }
            answer.of(row.doubleAt(0));
        }));
        all.add(RowKernel.strict("real_or_null", (row, answer) -> {
            if (isOutside(row)) {
                answer.none();
            } else {
                answer.of(row.doubleAt(0));
            }
        }));
        all.add(RowKernel.strict("required_finite_log", (row, answer) -> {
            if (row.doubleAt(0) == Double.NEGATIVE_INFINITY) {
                throw Answer.failure("the logarithm of 0");
            }
            answer.of(row.doubleAt(0));
        }));
        all.add(RowKernel.strict(
                "log_or_nan",
                (row, answer) ->
                        answer.of(row.doubleAt(0) == Double.NEGATIVE_INFINITY ? Double.NaN : row.doubleAt(0))));
        all.add(RowKernel.strict("required_divisor", (row, answer) -> {
            if (row.doubleAt(0) == 0) {
                throw Answer.failure("a number is divided by 0");
            }
            answer.of(row.doubleAt(0));
        }));
        all.add(RowKernel.strict("is_not_a_number", (row, answer) -> answer.of(Double.isNaN(row.doubleAt(0)))));
        all.add(RowKernel.strict("is_infinite", (row, answer) -> answer.of(Double.isInfinite(row.doubleAt(0)))));
        all.add(RowKernel.strict("is_finite", (row, answer) -> answer.of(Double.isFinite(row.doubleAt(0)))));
        return List.copyOf(all);
    }

    /** The logarithm of {@code x} to {@code base}, exact for whole powers of 2 and 10. */
    private static double log(double base, double x) {
        if (base == 10) {
            return StrictMath.log10(x);
        }
        double quotient = StrictMath.log(x) / StrictMath.log(base);
        double whole = Math.rint(quotient);
        return Math.abs(quotient - whole) < 1e-9 && StrictMath.pow(base, whole) == x ? whole : quotient;
    }

    private static boolean isOutside(Row row) {
        if (!Double.isNaN(row.doubleAt(0))) {
            return false;
        }
        for (int i = 1; i < row.size(); i++) {
            if (Double.isNaN(row.doubleAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static ScalarFunction unary(String name, DoubleUnaryOperator function) {
        return RowKernel.strict(name, (row, answer) -> answer.of(function.applyAsDouble(row.doubleAt(0))));
    }

    private static ScalarFunction binary(String name, DoubleBinaryOperator function) {
        return RowKernel.strict(
                name, (row, answer) -> answer.of(function.applyAsDouble(row.doubleAt(0), row.doubleAt(1))));
    }
}
