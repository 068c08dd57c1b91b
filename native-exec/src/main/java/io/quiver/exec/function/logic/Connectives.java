/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.logic;

import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.Kleene;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Computes AND, OR and NOT in three-valued logic. Expressions evaluate the operands of AND and OR one after the other, where
 * the row is still open. These kernels serve callers that have all operands.
 */
final class Connectives {
    static final ScalarFunction AND = FunctionDefinition.named("and")
            .spark("And")
            .total()
            .kernel(signature -> connective(signature, Kleene::and));
    static final ScalarFunction OR =
            FunctionDefinition.named("or").spark("Or").total().kernel(signature -> connective(signature, Kleene::or));
    static final ScalarFunction NOT =
            FunctionDefinition.named("not").spark("Not").total().kernel(Connectives::negation);

    private Connectives() {}

    private static Optional<Kernel> connective(Signature signature, BinaryOperator<BooleanColumn> operator) {
        if (signature.arguments().isEmpty() || !areBooleans(signature)) {
            return Optional.empty();
        }
        return Optional.of((arguments, rowCount, active) -> {
            BooleanColumn result = (BooleanColumn) arguments[0].flat();
            for (int i = 1; i < arguments.length; i++) {
                result = operator.apply(result, (BooleanColumn) arguments[i].flat());
            }
            return result;
        });
    }

    private static Optional<Kernel> negation(Signature signature) {
        if (signature.arguments().size() != 1 || !areBooleans(signature)) {
            return Optional.empty();
        }
        return Optional.of(NullIntolerantKernel.unary(
                ColumnType.BOOLEAN, (argument, rowCount, demanded) -> not((BooleanColumn) argument, rowCount)));
    }

    private static Column not(BooleanColumn argument, int rowCount) {
        return new BooleanColumn(rowCount, Bitmap.not(argument.words(), rowCount), null);
    }

    private static boolean areBooleans(Signature signature) {
        return signature.arguments().stream().allMatch(type -> type.physical() == ColumnType.Physical.BITS);
    }
}
