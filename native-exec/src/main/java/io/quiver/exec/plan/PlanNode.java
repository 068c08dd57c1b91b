/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.operator.aggregate.Measure;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * A relation of a plan, immutable. {@link #operatorId()} is the number the plan's author gave it (through the Substrait
 * hint alias {@code op:N}), under which its metrics are reported; -1 where it has none.
 */
public sealed interface PlanNode {
    int operatorId();

    /** The types of the output columns. */
    List<ColumnType> types();

    /** The {@code ordinal}-th input of the fragment: batches from outside. */
    record InputNode(int operatorId, int ordinal, List<ColumnType> types) implements PlanNode {
        public InputNode {
            types = List.copyOf(types);
        }
    }

    /** The rows for which {@code predicate} is true. Conjuncts are evaluated left to right. */
    record FilterNode(int operatorId, PlanNode input, Expression predicate) implements PlanNode {
        @Override
        public List<ColumnType> types() {
            return input.types();
        }
    }

    /** One output column per expression. */
    record ProjectNode(int operatorId, PlanNode input, List<Expression> expressions) implements PlanNode {
        public ProjectNode {
            expressions = List.copyOf(expressions);
        }

        @Override
        public List<ColumnType> types() {
            return expressions.stream().map(Expression::type).toList();
        }
    }

    /**
     * Groups by {@code keys} (none: one group, also of no rows, where {@code globalRow}) and outputs the keys followed by
     * the output columns of each measure. Keys compare as Spark groups: null equals null, -0.0 equals 0.0 and NaN equals
     * NaN only after the plan has normalised them.
     */
    record AggregateNode(
            int operatorId, PlanNode input, List<Expression> keys, List<Measure> measures, boolean globalRow)
            implements PlanNode {
        public AggregateNode {
            keys = List.copyOf(keys);
            measures = List.copyOf(measures);
        }

        @Override
        public List<ColumnType> types() {
            List<ColumnType> types = new ArrayList<>();
            keys.forEach(key -> types.add(key.type()));
            measures.forEach(measure -> types.addAll(measure.outputTypes()));
            return List.copyOf(types);
        }
    }

    /** Sorts by {@code keys}; rows that compare equal keep their order. */
    record SortNode(int operatorId, PlanNode input, List<SortKey> keys) implements PlanNode {
        public SortNode {
            keys = List.copyOf(keys);
        }

        @Override
        public List<ColumnType> types() {
            return input.types();
        }
    }

    /** The first {@code count} rows after skipping {@code offset}. */
    record LimitNode(int operatorId, PlanNode input, long offset, long count) implements PlanNode {
        @Override
        public List<ColumnType> types() {
            return input.types();
        }
    }

    /** The first {@code count} rows by {@code keys} after skipping {@code offset}, sorted: a sort and a limit in one. */
    record TopNNode(int operatorId, PlanNode input, List<SortKey> keys, long offset, long count) implements PlanNode {
        public TopNNode {
            keys = List.copyOf(keys);
        }

        @Override
        public List<ColumnType> types() {
            return input.types();
        }
    }

    /** For each input row one output row per projection, in order; all projections have the same column types. */
    record ExpandNode(int operatorId, PlanNode input, List<List<Expression>> projections) implements PlanNode {
        public ExpandNode {
            if (projections.isEmpty()) {
                throw new IllegalArgumentException("an expansion without projections");
            }
            projections = projections.stream().map(List::copyOf).toList();
        }

        @Override
        public List<ColumnType> types() {
            return projections.get(0).stream().map(Expression::type).toList();
        }
    }
}
