/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.logic;

import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.NullIntolerantKernel.BinaryLoop;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.ColumnType;
import java.util.Optional;

/**
 * Compares values: NaN equals NaN and is greatest, -0.0 equals 0.0, false is below true, text and binary compare by unsigned
 * bytes, decimals by value. Source: Spark 4.1.3 {@code BinaryComparison}, {@code CodeGenerator.genComp}.
 */
final class Comparisons {
    static final ScalarFunction EQUAL = comparison("equal", "EqualTo", Relation.EQUAL, false, false);
    static final ScalarFunction NOT_EQUAL = FunctionDefinition.named("not_equal")
            .total()
            .kernel(signature -> kernel(signature, Relation.EQUAL, false, true));
    static final ScalarFunction LT = comparison("lt", "LessThan", Relation.LESS, false, false);
    static final ScalarFunction GTE = comparison("gte", "GreaterThanOrEqual", Relation.LESS, false, true);
    static final ScalarFunction GT = comparison("gt", "GreaterThan", Relation.LESS, true, false);
    static final ScalarFunction LTE = comparison("lte", "LessThanOrEqual", Relation.LESS, true, true);
    static final ScalarFunction IS_NOT_DISTINCT_FROM = FunctionDefinition.named("is_not_distinct_from")
            .spark("EqualNullSafe")
            .total()
            .kernel(signature -> kernel(signature, Relation.EQUAL, false, false).map(Comparisons::orBothNull));

    /** Each of the six comparisons is one of these, of the arguments or of the arguments swapped, negated or not. */
    enum Relation {
        EQUAL,
        LESS
    }

    private Comparisons() {}

    private static ScalarFunction comparison(
            String name, String sparkClass, Relation relation, boolean swapped, boolean negated) {
        return FunctionDefinition.named(name)
                .spark(sparkClass)
                .total()
                .kernel(signature -> kernel(signature, relation, swapped, negated));
    }

    private static Optional<Kernel> kernel(Signature signature, Relation relation, boolean swapped, boolean negated) {
        if (signature.arguments().size() != 2) {
            return Optional.empty();
        }
        ColumnType left = signature.argument(swapped ? 1 : 0);
        ColumnType right = signature.argument(swapped ? 0 : 1);
        return ComparisonLoops.find(relation, left, right)
                .map(loop ->
                        NullIntolerantKernel.binaryOverConstants(ColumnType.BOOLEAN, finished(loop, swapped, negated)));
    }

    private static BinaryLoop finished(ComparisonLoops.Loop loop, boolean swapped, boolean negated) {
        return (left, right, rowCount, demanded) -> {
            long[] words = Bitmap.zeros(rowCount);
            loop.compare(swapped ? right : left, swapped ? left : right, rowCount, words);
            if (negated) {
                for (int i = 0; i < words.length; i++) {
                    words[i] = ~words[i];
                }
            }
            return new BooleanColumn(rowCount, words, null);
        };
    }

    private static Kernel orBothNull(Kernel equal) {
        return (arguments, rowCount, active) -> {
            BooleanColumn result =
                    (BooleanColumn) equal.evaluate(arguments, rowCount, active).flat();
            long[] left = arguments[0].validity();
            long[] right = arguments[1].validity();
            if (left == null && right == null) {
                return result;
            }
            long[] words = new long[Bitmap.wordCount(rowCount)];
            for (int i = 0; i < words.length; i++) {
                long leftValid = left == null ? -1L : left[i];
                long rightValid = right == null ? -1L : right[i];
                words[i] = (result.words()[i] & leftValid & rightValid) | ~(leftValid | rightValid);
            }
            return new BooleanColumn(rowCount, words, null);
        };
    }
}
