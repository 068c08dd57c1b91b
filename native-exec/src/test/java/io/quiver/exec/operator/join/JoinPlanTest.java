/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.memory.LimitedMemory;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.ForeignAggregates;
import io.quiver.exec.operator.host.ForeignWindows;
import io.quiver.exec.operator.host.HostOperators;
import io.quiver.exec.operator.host.SharedTables;
import io.quiver.exec.plan.PipelineBuilder;
import io.quiver.exec.plan.PlanNode.InputNode;
import io.quiver.exec.plan.PlanNode.JoinNode;
import io.quiver.exec.plan.PlanNode.TableNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.ColumnType;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks joins as parts of plans. */
class JoinPlanTest {
    private static final List<ColumnType> TYPES = List.of(ColumnType.INT, ColumnType.STRING);

    private final Batch left =
            Cells.batch(Cells.column(ColumnType.INT, 1, 2, null), Cells.column(ColumnType.STRING, "a", "b", "c"));
    private final Batch right =
            Cells.batch(Cells.column(ColumnType.INT, 2, 2), Cells.column(ColumnType.STRING, "x", "y"));
    private final LimitedMemory memory = new LimitedMemory(Long.MAX_VALUE);

    @Test
    void bothInputsAreReadWhereNoTableIsShared() {
        assertThat(rows(JoinType.LEFT_OUTER, SharedTables.NONE, source(left), source(right)))
                .containsExactly(
                        Arrays.asList(1, text("a"), null, null),
                        Arrays.asList(2, text("b"), 2, text("y")),
                        Arrays.asList(2, text("b"), 2, text("x")),
                        Arrays.asList(null, text("c"), null, null));
    }

    @Test
    void sharedTableStandsForItsInput() {
        JoinTableBuilder builder =
                new JoinTableBuilder(TYPES, JoinRun.fields(TYPES, 0), List.of(false), false, JoinRun.compiler());
        builder.add(right);
        JoinBuildTable table = builder.finish();
        BatchSource notToBeRead = () -> {
            throw new AssertionError("the build input was read");
        };
        assertThat(rows(JoinType.LEFT_SEMI, ordinal -> ordinal == 1 ? table : null, source(left), notToBeRead))
                .containsExactly(Arrays.asList(2, text("b")));
    }

    @Test
    void buildRowsCannotBePreservedInASharedTable() {
        JoinTableBuilder builder =
                new JoinTableBuilder(TYPES, JoinRun.fields(TYPES, 0), List.of(false), true, JoinRun.compiler());
        JoinBuildTable table = builder.finish();
        assertThatThrownBy(() ->
                        rows(JoinType.FULL_OUTER, ordinal -> ordinal == 1 ? table : null, source(left), source(right)))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("share");
    }

    private static Object text(String value) {
        return java.nio.ByteBuffer.wrap(value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static BatchSource source(Batch batch) {
        Iterator<Batch> batches = List.of(batch).iterator();
        return () -> batches.hasNext() ? batches.next() : null;
    }

    private List<List<@Nullable Object>> rows(
            JoinType type, SharedTables tables, BatchSource leftSource, BatchSource rightSource) {
        JoinNode node = new JoinNode(
                1,
                new InputNode(2, 0, TYPES),
                tables == SharedTables.NONE ? new InputNode(3, 1, TYPES) : new TableNode(1, TYPES),
                type,
                BuildSide.RIGHT,
                JoinRun.fields(TYPES, 0),
                JoinRun.fields(TYPES, 0),
                List.of(false),
                Optional.empty(),
                false);
        ExecutionContext context = new ExecutionContext(
                List.of(leftSource, rightSource),
                ForeignExpressions.NONE,
                ForeignAggregates.NONE,
                List.of(),
                memory,
                id -> OperatorMetrics.NONE,
                HostOperators.NONE,
                tables,
                ForeignWindows.NONE);
        List<List<@Nullable Object>> rows;
        try (Operator operator = PipelineBuilder.build(node, context)) {
            rows = JoinRun.drain(operator);
        }
        assertThat(memory.heldBytes()).isZero();
        return rows;
    }
}
