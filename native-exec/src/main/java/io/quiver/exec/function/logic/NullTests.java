/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.logic;

import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.ColumnMerge;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import java.util.Optional;

/** Tests for nulls alone, over columns of any type. */
final class NullTests {
    static final ScalarFunction IS_NULL = FunctionDefinition.named("is_null")
            .spark("IsNull")
            .total()
            .kernel(signature -> one(signature, (arguments, rowCount, active) -> isNull(arguments[0], rowCount)));
    static final ScalarFunction IS_NOT_NULL = FunctionDefinition.named("is_not_null")
            .spark("IsNotNull")
            .total()
            .kernel(signature -> one(signature, (arguments, rowCount, active) -> isNotNull(arguments[0], rowCount)));
    static final ScalarFunction COALESCE =
            FunctionDefinition.named("coalesce").spark("Coalesce").total().kernel(NullTests::coalesce);

    private NullTests() {}

    private static Optional<Kernel> one(Signature signature, Kernel kernel) {
        return signature.arguments().size() == 1 ? Optional.of(kernel) : Optional.empty();
    }

    private static Column isNull(Column argument, int rowCount) {
        long[] validity = argument.validity();
        return validity == null
                ? ConstantColumn.of(false, ColumnType.BOOLEAN, rowCount)
                : new BooleanColumn(rowCount, Bitmap.not(validity, rowCount), null);
    }

    private static Column isNotNull(Column argument, int rowCount) {
        long[] validity = argument.validity();
        return validity == null
                ? ConstantColumn.of(true, ColumnType.BOOLEAN, rowCount)
                : new BooleanColumn(rowCount, validity, null);
    }

    private static Optional<Kernel> coalesce(Signature signature) {
        ColumnType type = signature.result();
        boolean sameArrays =
                signature.arguments().stream().allMatch(argument -> argument.physical() == type.physical());
        if (signature.arguments().isEmpty() || !sameArrays) {
            return Optional.empty();
        }
        return Optional.of((arguments, rowCount, active) -> {
            ColumnMerge merge = new ColumnMerge(type, rowCount);
            long[] open = Bitmap.ones(rowCount);
            for (int i = 0; i < arguments.length; i++) {
                long[] validity = arguments[i].validity();
                if (validity == null || i == arguments.length - 1) {
                    merge.addValues(arguments[i], open);
                    break;
                }
                merge.addValues(arguments[i], Bitmap.andNot(open, Bitmap.not(validity, rowCount), rowCount));
                open = Bitmap.andNot(open, validity, rowCount);
            }
            return merge.finish();
        });
    }
}
