/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the executor's measures for the aggregate functions of one relation. Their output columns follow the keys. */
public final class Measures {
    private final List<Measure> all = new ArrayList<>();
    private int columns;
    private Optional<Expression> filter = Optional.empty();

    public Measures(int keys) {
        columns = keys;
    }

    public List<Measure> all() {
        return all;
    }

    /** Sets the filter of the rows for all measures added next. */
    public void filterBy(Optional<Expression> newFilter) {
        filter = newFilter;
    }

    /** Adds a function and returns its result column. */
    Expression result(String function, List<Expression> arguments, ColumnType type, ColumnType... state) {
        return add(function, Phase.INITIAL_TO_RESULT, arguments, type, List.of(state))
                .get(0);
    }

    /** Adds a function and returns the columns of its state, from which the caller computes the result. */
    List<Expression> state(String function, List<Expression> arguments, ColumnType type, ColumnType... state) {
        return add(function, Phase.INITIAL_TO_INTERMEDIATE, arguments, type, List.of(state));
    }

    private List<Expression> add(
            String function, Phase phase, List<Expression> arguments, ColumnType type, List<ColumnType> state) {
        Measure measure = new Measure(
                function, EvaluationMode.LEGACY, phase, arguments, filter, type, state, -1, -1, -1, false, -1);
        all.add(measure);
        List<Expression> references = new ArrayList<>();
        for (ColumnType output : measure.outputTypes()) {
            references.add(new Expression.FieldReference(columns++, output));
        }
        return references;
    }
}
