/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import static io.quiver.exec.operator.OperatorRun.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.memory.LimitedMemory;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorRun;
import io.quiver.exec.operator.Reported;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.ForeignAggregates;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.plan.PlanNode.AggregateNode;
import io.quiver.exec.plan.PlanNode.FilterNode;
import io.quiver.exec.plan.PlanNode.InputNode;
import io.quiver.exec.plan.PlanNode.LimitNode;
import io.quiver.exec.plan.PlanNode.ProjectNode;
import io.quiver.exec.plan.PlanNode.SortNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelineBuilderTest {
    private static final ColumnType INT = ColumnType.INT;
    private static final ColumnType BOOLEAN = ColumnType.BOOLEAN;

    private final Map<Integer, Reported> metrics = new HashMap<>();

    @Test
    void everyOperatorReportsUnderItsOwnNumber() {
        PlanNode plan = new LimitNode(
                6,
                new SortNode(
                        5,
                        new AggregateNode(
                                4,
                                new ProjectNode(
                                        3,
                                        new FilterNode(
                                                2, new InputNode(1, 0, List.of(BOOLEAN, INT)), field(0, BOOLEAN)),
                                        List.of(field(1, INT))),
                                List.of(field(0, INT)),
                                List.of(),
                                false),
                        List.of(new SortKey(field(0, INT), false, true))),
                0,
                3);
        assertThat(run(plan, new LimitedMemory(Long.MAX_VALUE))).containsExactly(98, 96, 94);
        assertThat(metrics).containsOnlyKeys(1, 2, 3, 4, 5, 6);
        assertThat(rows()).containsExactlyInAnyOrderEntriesOf(Map.of(1, 100L, 2, 50L, 3, 50L, 4, 50L, 5, 50L, 6, 3L));
        assertThat(metrics.get(2).batches()).isEqualTo(10);
        assertThat(metrics.get(4).peakBytes()).isPositive();
        assertThat(metrics.get(5).peakBytes()).isPositive();
        assertThat(metrics.values()).allMatch(reported -> reported.nanos() > 0);
        assertThat(metrics.get(5).spilledBytes()).isZero();
    }

    @Test
    void whatIsSpilledIsReported() {
        PlanNode plan = new SortNode(
                5, new InputNode(1, 0, List.of(BOOLEAN, INT)), List.of(new SortKey(field(1, INT), false, true)));
        run(plan, new LimitedMemory(0));
        assertThat(metrics.get(5).spilledBytes()).isPositive();
    }

    @Test
    void aPlanWithAFunctionNobodyKnowsIsRefusedAndItsInputClosed() {
        Expression unknown = new Expression.Call("no_such_function", EvaluationMode.LEGACY, List.of(), INT);
        LimitedMemory memory = new LimitedMemory(Long.MAX_VALUE);
        PlanNode plan = new ProjectNode(
                2,
                new SortNode(1, OperatorRun.input(INT), List.of(new SortKey(field(0, INT), true, true))),
                List.of(unknown));
        assertThatThrownBy(() -> OperatorRun.over().memory(memory).start(plan))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("PLAN_UNSUPPORTED");
        assertThat(memory.heldBytes()).isZero();
    }

    @Test
    void anInputThatIsNotWhatThePlanSaysIsRefused() {
        Batch batch = Cells.batch(Cells.column(INT, 1));
        assertThatThrownBy(() -> OperatorRun.over(batch).rows(OperatorRun.input(ColumnType.STRING)))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("PLAN_INVALID");
        assertThatThrownBy(() -> OperatorRun.over(batch).rows(new InputNode(0, 1, List.of(INT))))
                .hasMessageContaining("input 1 of 1");
    }

    private Map<Integer, Long> rows() {
        Map<Integer, Long> rows = new HashMap<>();
        metrics.forEach((id, reported) -> rows.put(id, reported.rows()));
        return rows;
    }

    /** The last column of the result, over 0..99 of which the even ones are true, in batches of ten. */
    private List<Object> run(PlanNode plan, LimitedMemory memory) {
        long[] even = Bitmap.zeros(100);
        for (int row = 0; row < 100; row += 2) {
            Bitmap.set(even, row);
        }
        Batch all = Cells.batch(
                new BooleanColumn(100, even, null),
                new IntColumn(INT, 100, IntStream.range(0, 100).toArray(), null));
        Iterator<Batch> batches = OperatorRun.split(all, 10).iterator();
        BatchSource source = () -> batches.hasNext() ? batches.next() : null;
        ExecutionContext context = new ExecutionContext(
                List.of(source),
                ForeignExpressions.NONE,
                ForeignAggregates.NONE,
                List.of(),
                memory,
                id -> metrics.computeIfAbsent(id, key -> new Reported()));
        List<Object> cells = new java.util.ArrayList<>();
        try (Operator operator = PipelineBuilder.build(plan, context)) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                cells.addAll(Cells.of(batch.column(batch.columnCount() - 1)));
            }
        }
        assertThat(memory.heldBytes()).isZero();
        return cells;
    }
}
