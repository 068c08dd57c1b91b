/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.vector.ColumnType;
import java.util.Optional;

/** Addition, subtraction and multiplication of all number types. Source: Spark 4.1.3 {@code BinaryArithmetic.doGenCode}. */
enum Arithmetic {
    PLUS,
    MINUS,
    TIMES;

    static final ScalarFunction ADD = FunctionDefinition.named("add")
            .spark("Add")
            .totalWhere(PLUS::isTotal)
            .kernel(PLUS::kernel);
    static final ScalarFunction SUBTRACT = FunctionDefinition.named("subtract")
            .spark("Subtract")
            .totalWhere(MINUS::isTotal)
            .kernel(MINUS::kernel);
    static final ScalarFunction MULTIPLY = FunctionDefinition.named("multiply")
            .spark("Multiply")
            .totalWhere(TIMES::isTotal)
            .kernel(TIMES::kernel);

    /** Whether nothing is raised for a value outside the type, or the type has all values. */
    private boolean isTotal(Signature signature) {
        if (signature.mode() != EvaluationMode.ANSI) {
            return true;
        }
        return switch (signature.result().kind()) {
            case FLOAT, DOUBLE -> true;
            case DECIMAL -> this == TIMES ? DecimalMultiplication.fits(signature) : DecimalAddition.fits(signature);
            default -> false;
        };
    }

    private Optional<Kernel> kernel(Signature signature) {
        if (signature.arguments().size() != 2) {
            return Optional.empty();
        }
        ColumnType left = signature.argument(0);
        ColumnType right = signature.argument(1);
        if (left.isDecimal() && right.isDecimal() && signature.result().isDecimal()) {
            return this == TIMES
                    ? Optional.of(DecimalMultiplication.kernel(signature))
                    : Optional.of(DecimalAddition.kernel(signature, this == MINUS));
        }
        if (left.kind() != right.kind() || left.kind() != signature.result().kind()) {
            return Optional.empty();
        }
        return switch (left.kind()) {
            case BYTE, SHORT, INT -> Optional.of(IntegralArithmetic.ints(this, left, signature.mode()));
            case LONG -> Optional.of(IntegralArithmetic.longs(this, signature.mode()));
            case FLOAT -> Optional.of(FloatingArithmetic.floats(this));
            case DOUBLE -> Optional.of(FloatingArithmetic.doubles(this));
            case BOOLEAN, DECIMAL, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> Optional.empty();
        };
    }
}
