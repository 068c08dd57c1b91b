/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.operator.RowPrefix;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computes the columns that an aggregation needs before grouping: the keys, then the filters and arguments of the measures,
 * each distinct one once. Arguments are flat unless only the host's functions read them. Their values are unspecified where
 * their filter is not true.
 */
final class AggregateInput {
    /** A computed column, needed only at the rows where {@code filter} is true. */
    private record Computed(Expression expression, Optional<Expression> filter) {}

    /** The columns of a measure; {@code filter} is -1 if it has none. */
    record Slots(int[] arguments, int filter) {}

    private final int keyCount;
    private final List<Computed> computed;
    private final List<Evaluator> evaluators;
    private final int[] filterOf;
    private final boolean[] isFlat;
    private final List<Slots> slots = new ArrayList<>();

    AggregateInput(List<Expression> keys, List<Measure> measures, ExpressionCompiler compiler) {
        this.keyCount = keys.size();
        List<Computed> columns = new ArrayList<>();
        keys.forEach(key -> columns.add(new Computed(key, Optional.empty())));
        Map<Computed, Integer> positions = new LinkedHashMap<>();
        for (Measure measure : measures) {
            int filter = measure.filter().isEmpty()
                    ? -1
                    : position(new Computed(measure.filter().get(), Optional.empty()), positions, columns);
            int[] arguments = arguments(measure).stream()
                    .mapToInt(argument -> position(new Computed(argument, measure.filter()), positions, columns))
                    .toArray();
            slots.add(new Slots(arguments, filter));
        }
        this.computed = List.copyOf(columns);
        this.evaluators =
                compiler.compileAll(columns.stream().map(Computed::expression).toList());
        this.isFlat = flatColumns(measures);
        this.filterOf = new int[columns.size()];
        for (int c = 0; c < filterOf.length; c++) {
            filterOf[c] = columns.get(c)
                    .filter()
                    .map(filter -> positions.get(new Computed(filter, Optional.empty())))
                    .orElse(-1);
        }
    }

    /** Marks the columns that our accumulators read. */
    private boolean[] flatColumns(List<Measure> measures) {
        boolean[] flat = new boolean[computed.size()];
        for (int m = 0; m < measures.size(); m++) {
            if (slots.get(m).filter() >= 0) {
                flat[slots.get(m).filter()] = true;
            }
            for (int argument : slots.get(m).arguments()) {
                flat[argument] |= !measures.get(m).function().equals(Measure.FOREIGN);
            }
        }
        return flat;
    }

    private static int position(Computed column, Map<Computed, Integer> positions, List<Computed> columns) {
        Integer known = positions.get(column);
        if (known != null) {
            return known;
        }
        positions.put(column, columns.size());
        columns.add(column);
        return columns.size() - 1;
    }

    /** Returns the arguments that become columns. Constants that the accumulator knows are left out. */
    private static List<Expression> arguments(Measure measure) {
        if (measure.phase().readsState()) {
            return measure.arguments();
        }
        return switch (measure.function()) {
            case "first", "last" -> measure.arguments().subList(0, 1);
            case "count" ->
                measure.arguments().stream()
                        .filter(argument ->
                                !(argument instanceof Expression.Literal literal && literal.value() != null))
                        .toList();
            default -> measure.arguments();
        };
    }

    List<ColumnType> types() {
        return computed.stream().map(column -> column.expression().type()).toList();
    }

    List<ColumnType> keyTypes() {
        return types().subList(0, keyCount);
    }

    /** Returns the slots by measure. */
    List<Slots> slots() {
        return slots;
    }

    /** Computes the columns over {@code prefix}, which a failure may shorten. The result has the rows that remain. */
    Batch evaluate(RowPrefix prefix) {
        List<Column> columns = new ArrayList<>(evaluators.size());
        for (int c = 0; c < evaluators.size(); c++) {
            if (filterOf[c] < 0) {
                columns.add(prefix.evaluate(evaluators.get(c), null));
                continue;
            }
            long[] active = ((BooleanColumn) columns.get(filterOf[c]).flat()).trueRows();
            columns.add(
                    Bitmap.any(active, prefix.rowCount())
                            ? prefix.evaluate(evaluators.get(c), active)
                            : ConstantColumn.ofNull(computed.get(c).expression().type(), prefix.rowCount()));
        }
        for (int c = 0; c < columns.size(); c++) {
            Column column = prefix.cut(columns.get(c));
            columns.set(c, isFlat[c] ? column.flat() : column);
        }
        return new Batch(columns, prefix.rowCount());
    }
}
