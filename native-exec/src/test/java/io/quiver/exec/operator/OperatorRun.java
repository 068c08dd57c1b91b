/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.memory.LimitedMemory;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.ForeignAggregates;
import io.quiver.exec.operator.host.ForeignWindows;
import io.quiver.exec.operator.host.HostOperators;
import io.quiver.exec.operator.host.SharedTables;
import io.quiver.exec.plan.PipelineBuilder;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs plans over given batches for tests, and checks what every operator must do: no empty batch, nothing held at the end. */
public final class OperatorRun {
    private final List<Batch> input;
    private ForeignExpressions foreign = ForeignExpressions.NONE;
    private ForeignAggregates foreignAggregates = ForeignAggregates.NONE;
    private HostOperators host = HostOperators.NONE;
    private ForeignWindows foreignWindows = ForeignWindows.NONE;
    private SharedTables tables = SharedTables.NONE;
    private IntFunction<OperatorMetrics> metrics = id -> OperatorMetrics.NONE;
    private LimitedMemory memory = new LimitedMemory(Long.MAX_VALUE);

    private OperatorRun(List<Batch> input) {
        this.input = input;
    }

    public static OperatorRun over(List<Batch> input) {
        return new OperatorRun(input);
    }

    public static OperatorRun over(Batch... input) {
        return new OperatorRun(Arrays.asList(input));
    }

    public OperatorRun foreign(ForeignExpressions expressions) {
        this.foreign = expressions;
        return this;
    }

    public OperatorRun foreignAggregates(ForeignAggregates aggregates) {
        this.foreignAggregates = aggregates;
        return this;
    }

    public OperatorRun host(HostOperators operators) {
        this.host = operators;
        return this;
    }

    public OperatorRun foreignWindows(ForeignWindows windows) {
        this.foreignWindows = windows;
        return this;
    }

    public OperatorRun tables(SharedTables shared) {
        this.tables = shared;
        return this;
    }

    /** {@code reported} maps an operator's number to its metrics. */
    public OperatorRun metrics(IntFunction<OperatorMetrics> reported) {
        this.metrics = reported;
        return this;
    }

    public OperatorRun memory(LimitedMemory limited) {
        this.memory = limited;
        return this;
    }

    /** Starts the plan. The caller closes it. */
    public Operator start(PlanNode plan) {
        Iterator<Batch> batches = input.iterator();
        BatchSource source = () -> batches.hasNext() ? batches.next() : null;
        return PipelineBuilder.build(
                plan,
                new ExecutionContext(
                        List.of(source),
                        foreign,
                        foreignAggregates,
                        List.of(),
                        memory,
                        metrics,
                        host,
                        tables,
                        foreignWindows));
    }

    /** Returns all rows of the result. */
    public List<List<@Nullable Object>> rows(PlanNode plan) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Operator operator = start(plan)) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                assertThat(batch.rowCount()).isPositive();
                assertThat(batch.columns().stream()
                                .map(column -> column.type().physical())
                                .toList())
                        .isEqualTo(
                                plan.types().stream().map(ColumnType::physical).toList());
                rows.addAll(Cells.rows(batch));
            }
            assertThat(operator.next()).isNull();
        }
        assertNothingHeld();
        return rows;
    }

    /** Closes the plan after the first batch, and before any. */
    public void closeEarly(PlanNode plan) {
        start(plan).close();
        assertNothingHeld();
        Operator operator = start(plan);
        operator.next();
        operator.close();
        operator.close();
        assertNothingHeld();
    }

    private void assertNothingHeld() {
        assertThat(memory.heldBytes()).isZero();
        assertThat(memory.openFiles()).isZero();
    }

    public static PlanNode.InputNode input(ColumnType... types) {
        return new PlanNode.InputNode(0, 0, List.of(types));
    }

    public static PlanNode.InputNode input(List<ColumnType> types) {
        return new PlanNode.InputNode(0, 0, types);
    }

    public static Expression field(int ordinal, ColumnType type) {
        return new Expression.FieldReference(ordinal, type);
    }

    public static List<Expression> fields(List<ColumnType> types) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> field(i, types.get(i)))
                .toList();
    }

    /** Cuts rows into batches of {@code size}. */
    public static List<Batch> split(Batch all, int size) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < all.rowCount(); from += size) {
            int count = Math.min(size, all.rowCount() - from);
            batches.add(all.gather(IntStream.range(from, from + count).toArray(), count));
        }
        return batches;
    }

    /** Foreign expression {@code k} returns column {@code k} and fails at an active row whose value is {@code poison}. */
    public static ForeignExpressions failingAt(Object poison) {
        return (ordinal, type) -> (batch, active) -> {
            Column column = batch.column(ordinal);
            for (int row = 0; row < batch.rowCount(); row++) {
                if (Bitmap.isSet(active, row) && poison.equals(Cells.of(column, row))) {
                    throw new RowFailure(
                            row, column.prefix(row), new ArithmeticException("poison in column " + ordinal));
                }
            }
            return column;
        };
    }
}
