/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Functions that Spark's optimizer puts around decimals. Source: Spark 4.1.3 {@code MakeDecimal}, {@code UnscaledValue},
 * {@code CheckOverflow}.
 */
final class DecimalFunctions {
    static final ScalarFunction MAKE_DECIMAL = FunctionDefinition.named("make_decimal")
            .totalWhere(DecimalFunctions::takesAnyDigits)
            .kernel(DecimalFunctions::makeDecimal);
    static final ScalarFunction UNSCALED_VALUE = FunctionDefinition.named("unscaled_value")
            .spark("UnscaledValue")
            .totalWhere(signature -> DecimalColumns.isLong(signature.argument(0)))
            .kernel(DecimalFunctions::unscaledValue);
    static final ScalarFunction CHECK_OVERFLOW = FunctionDefinition.named("check_overflow")
            .totalWhere(DecimalFunctions::staysInRange)
            .kernel(DecimalFunctions::checkOverflow);

    private static final int DIGITS_OF_LONGS = 19;

    private DecimalFunctions() {}

    private static boolean takesAnyDigits(Signature signature) {
        return signature.mode() != EvaluationMode.ANSI || signature.result().precision() >= DIGITS_OF_LONGS;
    }

    private static boolean staysInRange(Signature signature) {
        return signature.mode() != EvaluationMode.ANSI
                || DecimalRescale.fits(signature.argument(0), signature.result());
    }

    private static Optional<Kernel> makeDecimal(Signature signature) {
        ColumnType to = signature.result();
        if (signature.arguments().size() != 1
                || signature.argument(0).kind() != ColumnType.Kind.LONG
                || !to.isDecimal()) {
            return Optional.empty();
        }
        return Optional.of(NullIntolerantKernel.unary(
                to,
                (argument, rowCount, demanded) -> DecimalRescale.ofLongs(
                        ((LongColumn) argument).values(), DIGITS_OF_LONGS, to, signature.mode(), rowCount, demanded)));
    }

    private static Optional<Kernel> unscaledValue(Signature signature) {
        if (signature.arguments().size() != 1 || !signature.argument(0).isDecimal()) {
            return Optional.empty();
        }
        return Optional.of(NullIntolerantKernel.unary(ColumnType.LONG, (argument, rowCount, demanded) -> {
            long[] values = DecimalColumns.narrow(argument, rowCount);
            if (values == null) {
                throw Declined.batch();
            }
            return new LongColumn(ColumnType.LONG, rowCount, values, null);
        }));
    }

    private static Optional<Kernel> checkOverflow(Signature signature) {
        ColumnType to = signature.result();
        if (signature.arguments().size() != 1 || !signature.argument(0).isDecimal() || !to.isDecimal()) {
            return Optional.empty();
        }
        return Optional.of(NullIntolerantKernel.unary(
                to,
                (argument, rowCount, demanded) -> DecimalRescale.rescale(
                        argument, to, RoundingMode.HALF_UP, signature.mode(), rowCount, demanded)));
    }
}
