/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * One aggregate function of an aggregation. {@code arguments} are values, or the state columns in order if the phase reads
 * state. {@code outputTypes} are one result, or the state columns, which equal Spark's {@code aggBufferAttributes}.
 * {@code filter} applies to input rows. {@code valueType} is the type of the final result, in every phase.
 *
 * @param stateTypes the types of the state columns, in every phase
 * @param foreignUpdate the foreign expression over (state columns ++ arguments) that computes the first state column as
 *     Spark's update or merge does; evaluated only to raise Spark's error, -1 if there is none
 * @param foreignEvaluate the foreign expression over the state columns that computes the result; evaluated where the
 *     accumulator declines, -1 if there is none
 * @param foreignAggregate the ordinal among {@code ForeignAggregates} if {@code function} is {@link #FOREIGN}, else -1
 * @param hasObjectState whether a sum of decimals may leave its type on the way, as in Spark's objects; otherwise it is null
 *     for good from there on, as in Spark's row buffers
 * @param sortedAfter the number of groups at which Spark begins to take further rows into separate states, into which it
 *     merges the earlier ones at the end; negative for never
 */
public record Measure(
        String function,
        EvaluationMode mode,
        Phase phase,
        List<Expression> arguments,
        Optional<Expression> filter,
        ColumnType valueType,
        List<ColumnType> stateTypes,
        int foreignUpdate,
        int foreignEvaluate,
        int foreignAggregate,
        boolean hasObjectState,
        int sortedAfter) {
    /** The function name of measures that the host computes. */
    public static final String FOREIGN = "foreign";

    public Measure {
        arguments = List.copyOf(arguments);
        stateTypes = List.copyOf(stateTypes);
    }

    /** Returns the types of the columns that this measure outputs in its phase. */
    public List<ColumnType> outputTypes() {
        return phase.writesState() ? stateTypes : List.of(valueType);
    }
}
