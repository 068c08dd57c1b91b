/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.HostWork;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.List;

/** The host's own aggregate functions, by plan ordinal. Spark runs their update, merge and evaluate code. */
public interface ForeignAggregates {
    /** No functions: a plan that names one fails with NO_FOREIGN_EXPRESSION. */
    ForeignAggregates NONE = (ordinal, phase) -> {
        throw new ExecutionException(
                ErrorCode.NO_FOREIGN_EXPRESSION,
                "the plan asks for foreign aggregate %d and the host has none".formatted(ordinal));
    };

    /** Creates the state of one measure for all groups of one task. */
    GroupStates create(int ordinal, Phase phase);

    /** Creates the same state and reports its rows to {@code work}. */
    default GroupStates create(int ordinal, Phase phase, HostWork work) {
        return new CountedStates(create(ordinal, phase), work);
    }

    /** State per group, with groups numbered from 0. One thread. */
    interface GroupStates extends AutoCloseable {
        /**
         * Takes row {@code i} of {@code arguments} into group {@code groups[i]}, in row order, updating or merging as the
         * phase says. A new group starts from the initial state.
         */
        void update(Batch arguments, int[] groups);

        /** Adds groups up to {@code groupCount}. */
        void grow(int groupCount);

        /** Merges row {@code i} of the state columns {@code states} into group {@code groups[i]}, whatever the phase. */
        void merge(Batch states, int[] groups);

        /** Returns the output columns of these groups, in this order: state or result, as the phase says. */
        List<Column> output(int[] groups);

        /**
         * Returns the state columns of these groups, in this order, whatever the phase. The groups may not be used
         * afterwards.
         */
        List<Column> state(int[] groups);

        /** Estimates the bytes held. */
        long sizeBytes();

        @Override
        void close();
    }
}
