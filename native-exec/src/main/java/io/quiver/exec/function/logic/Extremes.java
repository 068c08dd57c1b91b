/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.logic;

import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.function.logic.Comparisons.Relation;
import io.quiver.exec.kernel.ColumnMerge;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.Optional;

/**
 * Finds the greatest or least argument of each row, nulls skipped; of equal ones the first. Source: Spark 4.1.3
 * {@code Greatest}, {@code Least}.
 */
final class Extremes {
    static final ScalarFunction GREATEST =
            FunctionDefinition.named("greatest").spark("Greatest").total().kernel(signature -> kernel(signature, true));
    static final ScalarFunction LEAST =
            FunctionDefinition.named("least").spark("Least").total().kernel(signature -> kernel(signature, false));

    private Extremes() {}

    private static Optional<Kernel> kernel(Signature signature, boolean greatest) {
        ColumnType type = signature.result();
        if (signature.arguments().isEmpty() || !signature.arguments().stream().allMatch(type::equals)) {
            return Optional.empty();
        }
        return ComparisonLoops.find(Relation.LESS, type, type).map(less -> (arguments, rowCount, active) -> {
            Column best = arguments[0].flat();
            for (int i = 1; i < arguments.length; i++) {
                best = better(less, greatest, best, arguments[i].flat(), rowCount);
            }
            return best;
        });
    }

    private static Column better(ComparisonLoops.Loop less, boolean greatest, Column best, Column item, int rowCount) {
        long[] taken = Bitmap.zeros(rowCount);
        less.compare(greatest ? best : item, greatest ? item : best, rowCount, taken);
        long[] bestValidity = best.validity();
        long[] itemValidity = item.validity();
        for (int i = 0; i < taken.length; i++) {
            long bestIsNull = bestValidity == null ? 0 : ~bestValidity[i];
            taken[i] = (itemValidity == null ? -1L : itemValidity[i]) & (bestIsNull | taken[i]);
        }
        ColumnMerge merge = new ColumnMerge(best.type(), rowCount);
        merge.addValues(best, Bitmap.not(taken, rowCount));
        merge.addValues(item, taken);
        return merge.finish().flat();
    }
}
