/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.operator.UngroupedRows;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.join.BuildSide;
import io.quiver.exec.operator.join.JoinShape;
import io.quiver.exec.operator.join.JoinType;
import io.quiver.exec.operator.sort.GroupFirsts;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.operator.window.function.WindowCall;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A relation of a plan, immutable. {@link #operatorId()} is the number that the plan's author gave it (through the Substrait
 * hint alias {@code op:N}); its metrics are reported under this number. It is -1 where there is none.
 */
public sealed interface PlanNode {
    int operatorId();

    /** The types of the output columns. */
    List<ColumnType> types();

    /** The input relations, in order. */
    default List<PlanNode> inputs() {
        return List.of();
    }

    /** A relation over one other. */
    sealed interface UnaryNode extends PlanNode {
        PlanNode input();

        @Override
        default List<PlanNode> inputs() {
            return List.of(input());
        }
    }

    /** The {@code ordinal}-th input of the fragment: batches from outside. */
    record InputNode(int operatorId, int ordinal, List<ColumnType> types) implements PlanNode {
        public InputNode {
            types = List.copyOf(types);
        }
    }

    /**
     * The {@code ordinal}-th build table that exists before the task starts (see
     * {@link io.quiver.exec.operator.host.SharedTables}). It stands for the build side of a join and nowhere else. The join's
     * keys for that side say what the table was built on and are not evaluated.
     */
    record TableNode(int ordinal, List<ColumnType> types) implements PlanNode {
        public TableNode {
            types = List.copyOf(types);
        }

        @Override
        public int operatorId() {
            return -1;
        }
    }

    /** The rows for which {@code predicate} is true. Conjuncts are evaluated left to right. */
    record FilterNode(int operatorId, PlanNode input, Expression predicate) implements UnaryNode {
        @Override
        public List<ColumnType> types() {
            return input.types();
        }
    }

    /** One output column per expression. */
    record ProjectNode(int operatorId, PlanNode input, List<Expression> expressions) implements UnaryNode {
        public ProjectNode {
            expressions = List.copyOf(expressions);
        }

        @Override
        public List<ColumnType> types() {
            return expressions.stream().map(Expression::type).toList();
        }
    }

    /**
     * Groups by {@code keys} and outputs the keys followed by the output columns of each measure. Without keys there is one
     * group, also of no rows where {@code globalRow}. Keys compare as Spark groups: null equals null; -0.0 equals 0.0 and NaN
     * equals NaN only after the plan has normalised them.
     *
     * @param ungrouped which rows may go out as groups of their own
     * @param firstKeyCount by how many of the first keys what follows puts the measures together in the end: all, but where the other
     *     keys are the distinct values of other measures
     */
    record AggregateNode(
            int operatorId,
            PlanNode input,
            List<Expression> keys,
            List<Measure> measures,
            boolean globalRow,
            boolean nullKeysLast,
            UngroupedRows ungrouped,
            int firstKeyCount)
            implements UnaryNode {
        public AggregateNode {
            if (firstKeyCount < 0 || firstKeyCount > keys.size()) {
                throw new IllegalArgumentException("first keys: %d of %d".formatted(firstKeyCount, keys.size()));
            }
            keys = List.copyOf(keys);
            measures = List.copyOf(measures);
        }

        public AggregateNode(
                int operatorId,
                PlanNode input,
                List<Expression> keys,
                List<Measure> measures,
                boolean globalRow,
                boolean nullKeysLast,
                UngroupedRows ungrouped) {
            this(operatorId, input, keys, measures, globalRow, nullKeysLast, ungrouped, keys.size());
        }

        public AggregateNode(
                int operatorId, PlanNode input, List<Expression> keys, List<Measure> measures, boolean globalRow) {
            this(operatorId, input, keys, measures, globalRow, false, UngroupedRows.NONE);
        }

        @Override
        public List<ColumnType> types() {
            List<ColumnType> types = new ArrayList<>();
            keys.forEach(key -> types.add(key.type()));
            measures.forEach(measure -> types.addAll(measure.outputTypes()));
            return List.copyOf(types);
        }
    }

    /**
     * Sorts by {@code keys}. Rows that compare equal keep their order; where {@code rangesOfTurns} is not 0, they have the
     * order of {@link io.quiver.exec.kernel.sort.NullTurns} over that many ranges.
     *
     * @param firsts which rows are wanted, by their ranks, if not all are; other rows may come out, too
     */
    record SortNode(int operatorId, PlanNode input, List<SortKey> keys, int rangesOfTurns, Optional<GroupFirsts> firsts)
            implements UnaryNode {
        public SortNode {
            keys = List.copyOf(keys);
        }

        public SortNode(int operatorId, PlanNode input, List<SortKey> keys) {
            this(operatorId, input, keys, 0);
        }

        public SortNode(int operatorId, PlanNode input, List<SortKey> keys, int rangesOfTurns) {
            this(operatorId, input, keys, rangesOfTurns, Optional.empty());
        }

        /** Returns the same sort of which only some rows are wanted. */
        SortNode wanting(GroupFirsts wanted) {
            return new SortNode(operatorId, input, keys, rangesOfTurns, Optional.of(wanted));
        }

        /** Returns whether rows may come out that are not wanted, and unsorted. */
        boolean mayPassRows() {
            return firsts.isPresent() && firsts.get().ungrouped() != UngroupedRows.NONE;
        }

        @Override
        public List<ColumnType> types() {
            return input.types();
        }
    }

    /** The first {@code count} rows after skipping {@code offset}. */
    record LimitNode(int operatorId, PlanNode input, long offset, long count) implements UnaryNode {
        @Override
        public List<ColumnType> types() {
            return input.types();
        }
    }

    /** The first {@code count} rows by {@code keys} after skipping {@code offset}, sorted: a sort and a limit in one. */
    record TopNNode(int operatorId, PlanNode input, List<SortKey> keys, long offset, long count) implements UnaryNode {
        public TopNNode {
            keys = List.copyOf(keys);
        }

        @Override
        public List<ColumnType> types() {
            return input.types();
        }
    }

    /** Makes one output row per projection for each input row, in order. All projections have the same column types. */
    record ExpandNode(int operatorId, PlanNode input, List<List<Expression>> projections) implements UnaryNode {
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

    /**
     * Outputs one row for each row that {@code generator} makes of an input row: the input's {@code required} columns, then the
     * columns made, of types {@code made}.
     */
    record GenerateNode(
            int operatorId, PlanNode input, Generator generator, List<Integer> required, List<ColumnType> made)
            implements UnaryNode {
        public GenerateNode {
            required = List.copyOf(required);
            made = List.copyOf(made);
        }

        @Override
        public List<ColumnType> types() {
            List<ColumnType> types = new ArrayList<>();
            required.forEach(column -> types.add(input.types().get(column)));
            types.addAll(made);
            return List.copyOf(types);
        }
    }

    /**
     * Samples rows: keeps those whose random number is in [lower, upper) or, with replacement, copies each row, upper - lower
     * times on average. The numbers are the host's.
     */
    record SampleNode(
            int operatorId, PlanNode input, double lowerBound, double upperBound, boolean withReplacement, long seed)
            implements UnaryNode {
        @Override
        public List<ColumnType> types() {
            return input.types();
        }
    }

    /**
     * Adds one column per call to the input: what the call computes from the rows of the same partition. The input is sorted by
     * {@code partitionKeys} and, within a partition, by {@code orderKeys}. Keys compare as Spark groups and sorts.
     */
    record WindowNode(
            int operatorId,
            PlanNode input,
            List<Expression> partitionKeys,
            List<SortKey> orderKeys,
            List<WindowCall> calls)
            implements UnaryNode {
        public WindowNode {
            partitionKeys = List.copyOf(partitionKeys);
            orderKeys = List.copyOf(orderKeys);
            calls = List.copyOf(calls);
        }

        @Override
        public List<ColumnType> types() {
            List<ColumnType> types = new ArrayList<>(input.types());
            calls.forEach(call -> types.add(call.type()));
            return List.copyOf(types);
        }
    }

    /**
     * The rows of the sorted input whose {@code function} (row_number, rank, dense_rank) is at most {@code limit}. All rows, if the
     * input is a sort that may pass rows, because a later limit limits again.
     */
    record GroupLimitNode(
            int operatorId,
            PlanNode input,
            List<Expression> partitionKeys,
            List<SortKey> orderKeys,
            String function,
            int limit)
            implements UnaryNode {
        public GroupLimitNode {
            partitionKeys = List.copyOf(partitionKeys);
            orderKeys = List.copyOf(orderKeys);
        }

        /** Returns the same limit over another input. */
        GroupLimitNode over(PlanNode other) {
            return new GroupLimitNode(operatorId, other, partitionKeys, orderKeys, function, limit);
        }

        /** Returns whether the input is a sort that may pass rows. */
        boolean isLeftToInput() {
            return input instanceof SortNode sort && sort.mayPassRows();
        }

        @Override
        public List<ColumnType> types() {
            return input.types();
        }
    }

    /**
     * Outputs the pairs of a left and a right row with equal keys for which {@code condition} (over left columns followed by
     * right columns) is true, and what {@code type} makes of the other rows. Keys are pairwise of equal type and compare by
     * value, floating-point ones by their bits (the plan normalises them). A null equals nothing unless its key is null safe.
     * Without keys every pair is a candidate. Streamed rows keep their order. The matches of a streamed row come in the order
     * of Spark's hash relations, the last build row first, and without keys in build order. Preserved build rows come last.
     *
     * @param nullSafe for each key whether null equals null
     * @param nullAware Spark's null-aware anti join (NOT IN), with one key and no condition: no row comes out where a right key
     *     is null, and a left row with a null key only where the right side has no rows at all
     */
    record JoinNode(
            int operatorId,
            PlanNode left,
            PlanNode right,
            JoinType type,
            BuildSide buildSide,
            List<Expression> leftKeys,
            List<Expression> rightKeys,
            List<Boolean> nullSafe,
            Optional<Expression> condition,
            boolean nullAware)
            implements PlanNode {
        public JoinNode {
            leftKeys = List.copyOf(leftKeys);
            rightKeys = List.copyOf(rightKeys);
            nullSafe = List.copyOf(nullSafe);
        }

        @Override
        public List<PlanNode> inputs() {
            return List.of(left, right);
        }

        @Override
        public List<ColumnType> types() {
            return shape().types();
        }

        /** The join without its inputs, in the form that operators take. */
        public JoinShape shape() {
            return new JoinShape(
                    type, buildSide, left.types(), right.types(), leftKeys, rightKeys, nullSafe, condition, nullAware);
        }
    }
}
