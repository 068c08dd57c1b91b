/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.FilterableSource;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.OperatorRun;
import io.quiver.exec.operator.RowFilter;
import io.quiver.exec.operator.RowFilterChain;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.ForeignAggregates;
import io.quiver.exec.operator.host.ForeignWindows;
import io.quiver.exec.operator.host.HostOperators;
import io.quiver.exec.operator.host.SharedTables;
import io.quiver.exec.operator.join.JoinBuildTable;
import io.quiver.exec.plan.PipelineBuilder;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.plan.PlanNode.AggregateNode;
import io.quiver.exec.plan.PlanNode.FilterNode;
import io.quiver.exec.plan.PlanNode.InputNode;
import io.quiver.exec.plan.PlanNode.ProjectNode;
import io.quiver.exec.plan.PlanNode.TopNNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.RandomColumns;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks that tasks that exchange bounds find the same rows as tasks that do not, also among equal rows. */
class SharedBoundTest {
    private static final long SEED = 1130;
    private static final int TASKS = 4;
    private static final List<ColumnType> TYPES = List.of(ColumnType.DOUBLE, ColumnType.STRING, ColumnType.INT);
    private static final InputNode INPUT = new InputNode(-1, 0, TYPES);

    private final RandomColumns columns = new RandomColumns(new Random(SEED));
    private long rowsOut;
    private int boundsAsked;

    @Test
    void theFirstRowsOfAllAreTheSame() {
        for (boolean ascending : new boolean[] {true, false}) {
            for (int distinct : new int[] {3, 40, 5000}) {
                List<List<Batch>> tasks = tasks(distinct);
                for (int count : new int[] {1, 10, 700, 3000}) {
                    List<SortKey> keys = List.of(
                            new SortKey(field(0), ascending, !ascending), new SortKey(field(1), !ascending, ascending));
                    List<List<@Nullable Object>> alone = rows(tasks, keys, count, null);
                    long rowsOutAlone = rowsOut;
                    List<List<@Nullable Object>> together = rows(tasks, keys, count, new SharedBound());
                    assertThat(together)
                            .as("%d of %d, seed %d", count, distinct, SEED)
                            .isEqualTo(alone);
                    assertThat(rowsOut).isLessThanOrEqualTo(rowsOutAlone);
                }
            }
        }
    }

    @Test
    void aTaskReadsNothingOfWhatIsAboveTheBoundOfAnother() {
        SharedBound shared = new SharedBound();
        List<SortKey> keys = List.of(new SortKey(field(2), true, true));
        run(new TopNNode(5, INPUT, keys, 0, 10), List.of(batch(0)), shared);
        assertThat(rowsOut).isPositive();
        rowsOut = 0;
        assertThat(run(new TopNNode(5, INPUT, keys, 0, 10), List.of(batch(50_000)), shared))
                .isEmpty();
        assertThat(rowsOut).isZero();
    }

    @Test
    void onlyWhoseRowsAreThoseOfASourceSharesABound() {
        List<SortKey> keys = List.of(new SortKey(field(2), true, true));
        Expression hosts = new Expression.Foreign(0, ColumnType.BOOLEAN);
        assertThat(asks(new TopNNode(5, INPUT, keys, 0, 10))).isTrue();
        assertThat(asks(new TopNNode(5, new ProjectNode(3, INPUT, OperatorRun.fields(TYPES)), keys, 0, 10)))
                .isTrue();
        assertThat(asks(new TopNNode(-1, INPUT, keys, 0, 10))).isFalse();
        assertThat(asks(new TopNNode(5, new FilterNode(3, INPUT, hosts), keys, 0, 10)))
                .isFalse();
        PlanNode groups = new AggregateNode(3, INPUT, OperatorRun.fields(TYPES), List.of(), false);
        assertThat(asks(new TopNNode(5, groups, keys, 0, 10))).isFalse();
    }

    private boolean asks(PlanNode plan) {
        boundsAsked = 0;
        run(plan, List.of(), new SharedBound());
        return boundsAsked > 0;
    }

    /** The first rows of each task, brought together, and the first of those. */
    private List<List<@Nullable Object>> rows(
            List<List<Batch>> tasks, List<SortKey> keys, int count, @Nullable SharedBound shared) {
        rowsOut = 0;
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (List<Batch> task : tasks) {
            all.addAll(run(new TopNNode(5, INPUT, keys, 0, count), task, shared));
        }
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < TYPES.size(); c++) {
            int column = c;
            columns.add(Cells.column(
                    TYPES.get(c), all.stream().map(row -> row.get(column)).toList()));
        }
        return OperatorRun.over(new Batch(columns, all.size()))
                .rows(new TopNNode(1, OperatorRun.input(TYPES), keys, 0, count));
    }

    private List<List<@Nullable Object>> run(PlanNode plan, List<Batch> batches, @Nullable SharedBound shared) {
        Iterator<Batch> left = batches.iterator();
        RowFilterChain filters = new RowFilterChain();
        FilterableSource source = new FilterableSource() {
            @Override
            public void filterWith(RowFilter filter) {
                filters.add(filter);
            }

            @Override
            public @Nullable Batch next() {
                if (!left.hasNext()) {
                    return null;
                }
                Batch batch = filters.filter(left.next());
                rowsOut += batch.rowCount();
                return batch;
            }
        };
        SharedTables tables = new SharedTables() {
            @Override
            public @Nullable JoinBuildTable table(int ordinal) {
                return null;
            }

            @Override
            public @Nullable SharedBound bound(int operatorId) {
                boundsAsked++;
                return shared;
            }
        };
        ForeignExpressions hosts = (ordinal, type) -> (batch, active) -> batch.column(0);
        ExecutionContext context = new ExecutionContext(
                List.of(source),
                hosts,
                ForeignAggregates.NONE,
                List.of(),
                TaskMemory.unlimited(),
                id -> OperatorMetrics.NONE,
                HostOperators.NONE,
                tables,
                ForeignWindows.NONE);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Operator operator = PipelineBuilder.build(plan, context)) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                rows.addAll(Cells.rows(batch));
            }
        }
        return rows;
    }

    /** The last column tells rows apart. */
    private List<List<Batch>> tasks(int distinct) {
        List<List<Batch>> tasks = new ArrayList<>();
        for (int task = 0; task < TASKS; task++) {
            int first = 10_000 * task;
            tasks.add(OperatorRun.split(
                    new Batch(
                            List.of(
                                    columns.column(ColumnType.DOUBLE, 6000, distinct),
                                    columns.column(ColumnType.STRING, 6000, distinct),
                                    numbers(first, 6000)),
                            6000),
                    1000));
        }
        return tasks;
    }

    private Batch batch(int first) {
        return new Batch(
                List.of(
                        columns.column(ColumnType.DOUBLE, 2000, 9),
                        columns.column(ColumnType.STRING, 2000, 9),
                        numbers(first, 2000)),
                2000);
    }

    private static IntColumn numbers(int first, int count) {
        return new IntColumn(
                ColumnType.INT, count, IntStream.range(first, first + count).toArray(), null);
    }

    private static Expression field(int ordinal) {
        return OperatorRun.field(ordinal, TYPES.get(ordinal));
    }
}
