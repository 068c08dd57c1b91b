/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.function.ScalarFunction;
import java.util.List;
import java.util.stream.Stream;

/** The functions of arithmetic and mathematics, one line each. */
public final class MathFunctions {
    public static final List<ScalarFunction> ALL = Stream.concat(
                    Stream.of(
                            Arithmetic.ADD,
                            Arithmetic.SUBTRACT,
                            Arithmetic.MULTIPLY,
                            DivisionFamily.DIVIDE_FUNCTION,
                            DivisionFamily.DIV_FUNCTION,
                            DivisionFamily.REMAINDER_FUNCTION,
                            DivisionFamily.PMOD_FUNCTION,
                            SignFunctions.NEGATIVE,
                            SignFunctions.POSITIVE,
                            SignFunctions.ABS,
                            NanFunctions.IS_NAN,
                            NanFunctions.NANVL,
                            NanFunctions.NORMALIZE,
                            Rounding.CEIL,
                            Rounding.FLOOR,
                            Rounding.ROUND,
                            Rounding.BROUND,
                            Rounding.ROUND_CEIL,
                            Rounding.ROUND_FLOOR,
                            BitFunctions.BITWISE_NOT,
                            BitFunctions.BIT_COUNT,
                            Factorial.FACTORIAL,
                            DecimalFunctions.MAKE_DECIMAL,
                            DecimalFunctions.UNSCALED_VALUE,
                            DecimalFunctions.CHECK_OVERFLOW),
                    Stream.concat(
                            Stream.of(BitFunctions.values()).map(BitFunctions::function), RealFunctions.ALL.stream()))
            .toList();

    private MathFunctions() {}
}
