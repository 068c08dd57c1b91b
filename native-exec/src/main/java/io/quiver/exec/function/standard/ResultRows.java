/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.standard;

import io.quiver.exec.function.ScalarFunction;
import java.util.List;

/** Turns other results into answers: a kernel's null where it has no answer, and the state of an aggregate function. */
final class ResultRows {
    static final List<ScalarFunction> ALL = List.of(
            RowKernel.lenient("required", ResultRows::required),
            RowKernel.lenient("required_sum", (row, answer) -> {
                if (row.booleanAt(1)) {
                    answer.none();
                } else if (row.isNull(0)) {
                    throw Answer.failure("a sum does not fit in %s", answer.type());
                } else {
                    answer.of(row.column(0), row.index());
                }
            }),
            RowKernel.strict("variance_SAMPLE", (row, answer) -> variance(row, 1, false, answer)),
            RowKernel.strict("variance_POPULATION", (row, answer) -> variance(row, 0, false, answer)),
            RowKernel.strict("std_dev_SAMPLE", (row, answer) -> variance(row, 1, true, answer)),
            RowKernel.strict("std_dev_POPULATION", (row, answer) -> variance(row, 0, true, answer)));

    private ResultRows() {}

    /** Returns the first argument. It may be null only where one of the others is; any other null is an error. */
    private static void required(Row row, Answer answer) {
        boolean mayBeNull = false;
        for (int i = 1; i < row.size(); i++) {
            mayBeNull |= row.isNull(i);
        }
        if (!row.isNull(0)) {
            answer.of(row.column(0), row.index());
        } else if (mayBeNull) {
            answer.none();
        } else {
            throw Answer.failure("a value has no %s", answer.type());
        }
    }

    /** Computes the variance from a count and a sum of squared distances to the mean. */
    private static void variance(Row row, int lost, boolean root, Answer answer) {
        double divisor = row.doubleAt(0) - lost;
        if (divisor <= 0) {
            answer.none();
            return;
        }
        double variance = row.doubleAt(1) / divisor;
        answer.of(root ? Math.sqrt(variance) : variance);
    }
}
