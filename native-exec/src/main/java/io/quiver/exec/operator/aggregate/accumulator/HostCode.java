/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs Spark's own code for a measure where its accumulator cannot: to raise errors and to compute results. */
final class HostCode {
    private final Measure measure;
    private final ForeignExpressions foreign;
    private @Nullable Evaluator update;
    private @Nullable Evaluator evaluate;

    HostCode(Measure measure, ForeignExpressions foreign) {
        this.measure = measure;
        this.foreign = foreign;
    }

    /**
     * Returns the failure that Spark's update or merge code raises at row {@code row} of {@code arguments} for a group in
     * state {@code state}, which has one row.
     */
    RowFailure updateFailure(int row, List<Column> state, Column[] arguments) {
        int[] one = {row};
        List<Column> columns = new ArrayList<>(state);
        for (Column argument : arguments) {
            columns.add(argument.gather(one, 1));
        }
        return new RowFailure(row, BooleanColumn.nulls(0), raised(new Batch(columns, 1)));
    }

    private Throwable raised(Batch stateAndArguments) {
        if (measure.foreignUpdate() < 0) {
            return missing();
        }
        if (update == null) {
            update = foreign.evaluator(
                    measure.foreignUpdate(), measure.stateTypes().get(0));
        }
        try {
            update.evaluate(stateAndArguments, null);
        } catch (RowFailure failure) {
            return failure.failure();
        }
        return raisesNothing("update");
    }

    /** Returns Spark's results for groups whose states are the rows of {@code state}. */
    Column evaluate(List<Column> state, int groupCount) {
        if (measure.foreignEvaluate() < 0) {
            throw missing();
        }
        if (evaluate == null) {
            evaluate = foreign.evaluator(measure.foreignEvaluate(), measure.valueType());
        }
        try {
            return evaluate.evaluate(new Batch(state, groupCount), null).flat();
        } catch (RowFailure failure) {
            throw RowFailure.raise(failure.failure());
        }
    }

    /** Returns the error for a plan without the foreign expression that is needed. */
    ExecutionException missing() {
        return new ExecutionException(
                ErrorCode.NO_FOREIGN_EXPRESSION,
                "%s must raise an error and the plan has no foreign expression for it".formatted(measure.function()));
    }

    /**
     * Returns the error that Spark's evaluate code raises for a group.
     *
     * @param state the group's values as Java objects; decimals are unscaled BigIntegers, which need not fit in their type
     */
    Throwable evaluateFailure(List<@Nullable Object> state) {
        if (measure.foreignEvaluate() < 0) {
            return missing();
        }
        Throwable failure = foreign.failure(measure.foreignEvaluate(), measure.stateTypes(), state);
        return failure != null ? failure : raisesNothing("evaluate");
    }

    private ExecutionException raisesNothing(String code) {
        return new ExecutionException(
                ErrorCode.PLAN_INVALID,
                "the foreign %s of %s raises nothing where the accumulator overflows"
                        .formatted(code, measure.function()));
    }
}
