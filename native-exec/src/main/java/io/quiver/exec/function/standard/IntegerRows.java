/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.standard;

import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.vector.ColumnType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * Computes with integers without wrapping: {@code exact_add} and such raise an error where the result does not fit,
 * {@code saturating_add} and such give the type's bound. Substrait's functions_arithmetic with {@code overflow: ERROR} and
 * {@code SATURATE}.
 */
final class IntegerRows {
    private static final int MAX_FACTORIAL = 20;

    static final List<ScalarFunction> ALL = all();

    private IntegerRows() {}

    private static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>();
        binary(all, "add", Math::addExact, BigInteger::add);
        binary(all, "subtract", Math::subtractExact, BigInteger::subtract);
        binary(all, "multiply", Math::multiplyExact, BigInteger::multiply);
        binary(all, "div", IntegerRows::divide, BigInteger::divide);
        binary(all, "power", IntegerRows::power, (base, exponent) -> base.pow(exponent.intValueExact()));
        all.add(RowKernel.strict("exact_negate", (row, answer) -> exact(subtract(0, row.longAt(0)), answer)));
        all.add(RowKernel.strict("saturating_negate", (row, answer) -> saturated(subtract(0, row.longAt(0)), answer)));
        all.add(RowKernel.strict(
                "exact_abs",
                (row, answer) -> exact(BigInteger.valueOf(row.longAt(0)).abs(), answer)));
        all.add(RowKernel.strict(
                "saturating_abs",
                (row, answer) -> saturated(BigInteger.valueOf(row.longAt(0)).abs(), answer)));
        all.add(RowKernel.strict(
                "exact_integer", (row, answer) -> exact(row.decimalAt(0).toBigInteger(), answer)));
        all.add(RowKernel.strict(
                "saturating_integer",
                (row, answer) -> saturated(row.decimalAt(0).toBigInteger(), answer)));
        all.add(RowKernel.strict("floor_mod", (row, answer) -> answer.of(Math.floorMod(row.longAt(0), divisor(row)))));
        all.add(RowKernel.strict("truncated_mod", (row, answer) -> answer.of(row.longAt(0) % divisor(row))));
        all.add(RowKernel.strict("exact_factorial", (row, answer) -> exact(factorial(row.longAt(0)), answer)));
        return List.copyOf(all);
    }

    private static BigInteger subtract(long left, long right) {
        return BigInteger.valueOf(left).subtract(BigInteger.valueOf(right));
    }

    private static void binary(
            List<ScalarFunction> all, String name, LongBinaryOperator fits, BinaryOperator<BigInteger> wide) {
        all.add(RowKernel.strict("exact_" + name, (row, answer) -> {
            long left = row.longAt(0);
            long right = row.longAt(1);
            try {
                exact(fits.applyAsLong(left, right), answer);
            } catch (ArithmeticException e) {
                throw Answer.failure("%s of %d and %d does not fit in %s", name, left, right, answer.type());
            }
        }));
        all.add(RowKernel.strict("saturating_" + name, (row, answer) -> {
            long left = row.longAt(0);
            long right = row.longAt(1);
            try {
                answer.of(Math.min(
                        Math.max(fits.applyAsLong(left, right), least(answer.type())), greatest(answer.type())));
            } catch (ArithmeticException e) {
                saturated(wide.apply(BigInteger.valueOf(left), BigInteger.valueOf(right)), answer);
            }
        }));
    }

    private static long divisor(Row row) {
        long divisor = row.longAt(1);
        if (divisor == 0) {
            throw Answer.failure("%d is divided by 0", row.longAt(0));
        }
        return divisor;
    }

    private static long divide(long left, long right) {
        if (right == 0) {
            throw Answer.failure("%d is divided by 0", left);
        }
        if (left == Long.MIN_VALUE && right == -1) {
            throw new ArithmeticException();
        }
        return left / right;
    }

    private static long power(long base, long exponent) {
        if (exponent < 0) {
            throw Answer.failure("%d to the power of %d is no integer", base, exponent);
        }
        if (exponent > 63 && base != 0 && base != 1 && base != -1) {
            throw new ArithmeticException();
        }
        int small = (int) (exponent > 63 ? 62 + (exponent & 1) : exponent);
        return BigInteger.valueOf(base).pow(small).longValueExact();
    }

    static BigInteger factorial(long value) {
        if (value < 0) {
            throw Answer.failure("%d has no factorial", value);
        }
        if (value > 2L * MAX_FACTORIAL) {
            throw Answer.failure("the factorial of %d does not fit", value);
        }
        BigInteger product = BigInteger.ONE;
        for (long factor = 2; factor <= value; factor++) {
            product = product.multiply(BigInteger.valueOf(factor));
        }
        return product;
    }

    /** Answers with an integer that must fit in the type of the result. */
    static void exact(BigInteger value, Answer answer) {
        if (value.bitLength() >= Long.SIZE) {
            throw Answer.failure("%s does not fit in %s", value, answer.type());
        }
        exact(value.longValue(), answer);
    }

    private static void exact(long value, Answer answer) {
        if (value < least(answer.type()) || value > greatest(answer.type())) {
            throw Answer.failure("%d does not fit in %s", value, answer.type());
        }
        answer.of(value);
    }

    private static void saturated(BigInteger value, Answer answer) {
        BigInteger least = BigInteger.valueOf(least(answer.type()));
        BigInteger greatest = BigInteger.valueOf(greatest(answer.type()));
        answer.of(value.max(least).min(greatest).longValue());
    }

    private static long greatest(ColumnType type) {
        return switch (type.kind()) {
            case BYTE -> Byte.MAX_VALUE;
            case SHORT -> Short.MAX_VALUE;
            case INT -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }

    private static long least(ColumnType type) {
        return -greatest(type) - 1;
    }
}
