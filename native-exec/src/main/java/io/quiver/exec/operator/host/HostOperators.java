/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;

/** Creates the parts of operators that only the host (Spark) can do. Each belongs to one task and one thread. */
public interface HostOperators {
    /** No such parts: a plan that asks for one fails with NO_FOREIGN_EXPRESSION. */
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
     * Returns the foreign expression at {@code ordinal}, which makes rows, over the input's columns. With {@code outer}, an
     * input row that gives no rows becomes one with nulls.
     */
    Generation generation(int ordinal, boolean outer);

    /** Returns the reader of the collections of the foreign expression at {@code ordinal}, which makes rows of one column. */
    CollectionReader collections(int ordinal);

    /**
     * Returns a sampler that keeps rows with a random number in [lower, upper). With replacement,
     * {@code upperBound - lowerBound} is the mean number of copies of a row.
     */
    RowSampler sampler(double lowerBound, double upperBound, boolean withReplacement, long seed);
}
