/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.standard;

import io.quiver.exec.function.ScalarFunction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Computes decimals of the type that the plan states. A result with too many digits is an error, or null in the functions whose
 * name begins with {@code try_}. Rounds half up, as Substrait's functions_arithmetic_decimal and Spark.
 */
final class DecimalRows {
    private static final int GUARD_DIGITS = 80;

    static final List<ScalarFunction> ALL = all();

    private DecimalRows() {}

    private static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>();
        binary(all, "decimal_add", BigDecimal::add);
        binary(all, "decimal_subtract", BigDecimal::subtract);
        binary(all, "decimal_multiply", BigDecimal::multiply);
        binary(all, "decimal_divide", DecimalRows::divide);
        binary(all, "decimal_modulus", DecimalRows::modulus);
        all.add(bits("decimal_and", BigInteger::and));
        all.add(bits("decimal_or", BigInteger::or));
        all.add(bits("decimal_xor", BigInteger::xor));
        all.add(RowKernel.strict(
                "decimal_negate", (row, answer) -> answer.of(row.decimalAt(0).negate())));
        all.add(RowKernel.strict(
                "decimal_abs", (row, answer) -> answer.of(row.decimalAt(0).abs())));
        all.add(RowKernel.strict(
                "decimal_factorial",
                (row, answer) -> answer.of(
                        new BigDecimal(IntegerRows.factorial(row.decimalAt(0).longValue())))));
        all.add(RowKernel.strict(
                "decimal_to_real", (row, answer) -> answer.of(row.decimalAt(0).doubleValue())));
        all.add(RowKernel.strict("decimal_sqrt", (row, answer) -> {
            BigDecimal value = row.decimalAt(0);
            if (value.signum() < 0) {
                throw Answer.failure("%s has no square root", value);
            }
            answer.of(value.sqrt(MathContext.DECIMAL64).doubleValue());
        }));
        all.add(RowKernel.strict("mean_of_sum", (row, answer) -> {
            if (row.longAt(1) == 0) {
                answer.none();
                return;
            }
            BigDecimal mean = divide(row.decimalAt(0), BigDecimal.valueOf(row.longAt(1)));
            if (answer.type().isDecimal()) {
                answer.of(mean);
            } else {
                answer.of(mean.longValue());
            }
        }));
        return List.copyOf(all);
    }

    private static void binary(List<ScalarFunction> all, String name, BinaryOperator<BigDecimal> function) {
        all.add(RowKernel.strict(name, (row, answer) -> answer.of(function.apply(row.decimalAt(0), row.decimalAt(1)))));
        all.add(RowKernel.strict("try_" + name, (row, answer) -> {
            if (!answer.fits(function.apply(row.decimalAt(0), row.decimalAt(1)))) {
                answer.none();
            }
        }));
    }

    private static BigDecimal divide(BigDecimal left, BigDecimal right) {
        if (right.signum() == 0) {
            throw Answer.failure("%s is divided by 0", left);
        }
        return left.divide(right, GUARD_DIGITS, RoundingMode.DOWN);
    }

    private static BigDecimal modulus(BigDecimal left, BigDecimal right) {
        if (right.signum() == 0) {
            throw Answer.failure("%s is divided by 0", left);
        }
        return left.remainder(right);
    }

    private static ScalarFunction bits(String name, BinaryOperator<BigInteger> function) {
        return RowKernel.strict(name, (row, answer) -> {
            BigDecimal left = row.decimalAt(0);
            BigDecimal right = row.decimalAt(1);
            int scale = Math.max(left.scale(), right.scale());
            answer.of(new BigDecimal(
                    function.apply(
                            left.setScale(scale).unscaledValue(),
                            right.setScale(scale).unscaledValue()),
                    scale));
        });
    }
}
