/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import static io.quiver.exec.operator.OperatorRun.field;
import static io.quiver.exec.operator.OperatorRun.fields;
import static io.quiver.exec.operator.OperatorRun.input;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.UngroupedRows;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.plan.PlanNode.AggregateNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An aggregation over columns of keys, then values. {@code arguments} has the column of each function. */
record AggregateCase(List<ColumnType> keys, List<ColumnType> values, List<String> functions, int[] arguments) {
    /** Each of the functions that {@code applicable} gives for a type, over each value of that type. */
    static AggregateCase of(
            List<ColumnType> keys, List<ColumnType> values, Function<ColumnType, List<String>> applicable) {
        List<String> functions = new ArrayList<>();
        List<Integer> arguments = new ArrayList<>();
        for (int v = 0; v < values.size(); v++) {
            for (String function : applicable.apply(values.get(v))) {
                functions.add(function);
                arguments.add(keys.size() + v);
            }
        }
        return new AggregateCase(
                keys,
                values,
                functions,
                arguments.stream().mapToInt(Integer::intValue).toArray());
    }

    List<ColumnType> types() {
        List<ColumnType> types = new ArrayList<>(keys);
        types.addAll(values);
        return types;
    }

    AggregateNode plan(Phase phase, boolean globalRow) {
        return plan(phase, globalRow, UngroupedRows.NONE);
    }

    AggregateNode plan(Phase phase, boolean globalRow, UngroupedRows ungrouped) {
        List<Measure> measures = new ArrayList<>();
        for (int m = 0; m < functions.size(); m++) {
            int argument = arguments[m];
            measures.add(measure(m, phase, List.of(field(argument, types().get(argument)))));
        }
        return new AggregateNode(1, input(types()), fields(keys), measures, globalRow, false, ungrouped);
    }

    /** What merges the output of {@link #plan} in the phase that puts out states. */
    AggregateNode mergePlan(Phase phase) {
        List<ColumnType> types = plan(Phase.INITIAL_TO_INTERMEDIATE, false).types();
        List<Measure> measures = new ArrayList<>();
        int column = keys.size();
        for (int m = 0; m < functions.size(); m++) {
            List<Expression> state = new ArrayList<>();
            int stateCount = measure(m, phase, List.of()).stateTypes().size();
            for (int s = 0; s < stateCount; s++) {
                state.add(field(column, types.get(column)));
                column++;
            }
            measures.add(measure(m, phase, state));
        }
        return new AggregateNode(1, input(types), fields(keys), measures, keys.isEmpty());
    }

    private Measure measure(int m, Phase phase, List<Expression> arguments) {
        return MeasureFixtures.measure(
                functions.get(m),
                EvaluationMode.LEGACY,
                phase,
                types().get(this.arguments[m]),
                arguments,
                Optional.empty());
    }

    static Batch batch(List<ColumnType> types, List<List<@Nullable Object>> rows) {
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < types.size(); c++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (List<@Nullable Object> row : rows) {
                values.add(row.get(c));
            }
            columns.add(Cells.column(types.get(c), values));
        }
        return new Batch(columns, rows.size());
    }
}
