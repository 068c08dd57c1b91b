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

/** The host's own aggregate functions (Spark's, through their update, merge and evaluate code), by plan ordinal. */
public interface ForeignAggregates {
    /** None: a plan that names one fails with NO_FOREIGN_EXPRESSION. */
    ForeignAggregates NONE = (ordinal, phase) -> {
        throw new ExecutionException(
                ErrorCode.NO_FOREIGN_EXPRESSION,
                "the plan asks for foreign aggregate %d and the host has none".formatted(ordinal));
    };

    /** Makes the state of one measure for all groups of one task. */
    GroupStates create(int ordinal, Phase phase);

    /** The same, of whose rows {@code work} hears. */
    default GroupStates create(int ordinal, Phase phase, HostWork work) {
        return new CountedStates(create(ordinal, phase), work);
    }

    /** State per group, groups numbered from 0. One thread. */
    interface GroupStates extends AutoCloseable {
        /**
         * Takes row {@code i} of {@code arguments} into group {@code groups[i]}, in row order, updating or merging as the
         * phase says; a group number seen for the first time starts from the initial state.
         */
        void update(Batch arguments, int[] groups);

        /** Makes sure that groups up to {@code groupCount} exist. */
        void grow(int groupCount);

        /** Takes row {@code i} of {@code states}, state columns, into group {@code groups[i]}, whatever the phase. */
        void merge(Batch states, int[] groups);

        /** The output columns (state or result, as the phase says) of these groups, in this order. */
        List<Column> output(int[] groups);

        /** The state columns of these groups, in this order, whatever the phase; the groups are done with then. */
        List<Column> state(int[] groups);

        /** An estimate of what is held. */
        long sizeBytes();

        @Override
        void close();
    }
}
