/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;

/** The parts of operators that only the host (Spark) can do. What is made is of one task and one thread. */
public interface HostOperators {
    /** None: a plan that asks for one fails with NO_FOREIGN_EXPRESSION. */
    HostOperators NONE = new HostOperators() {
        @Override
        public Generation generation(int ordinal, boolean outer) {
            throw missing("generator", ordinal);
        }

        @Override
        public CollectionReader collections(int ordinal) {
            throw missing("reader of collections", ordinal);
        }

        @Override
        public RowSampler sampler(double lowerBound, double upperBound, boolean withReplacement, long seed) {
            throw missing("sampler with seed", seed);
        }

        private ExecutionException missing(String what, long which) {
            return new ExecutionException(
                    ErrorCode.NO_FOREIGN_EXPRESSION,
                    "the plan asks for %s %d and the host has none".formatted(what, which));
        }
    };

    /**
     * The foreign expression at {@code ordinal}, which makes rows, over the input's columns; where it is {@code outer}, a
     * row of which none is made becomes one with nulls.
     */
    Generation generation(int ordinal, boolean outer);

    /** What looks into the collections of the foreign expression at {@code ordinal}, which makes rows of one column. */
    CollectionReader collections(int ordinal);

    /** Rows whose random number is in [lower, upper); with replacement, their difference is the mean of a row's copies. */
    RowSampler sampler(double lowerBound, double upperBound, boolean withReplacement, long seed);
}
