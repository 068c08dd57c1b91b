/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.operator.OperatorRun;
import io.quiver.exec.operator.join.BuildSide;
import io.quiver.exec.operator.join.JoinBuildTable;
import io.quiver.exec.operator.join.JoinTableBuilder;
import io.quiver.exec.operator.join.JoinType;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks tables that are made once from a broadcast and probed by plans. */
class SharedTablesTest {
    private static final List<ColumnType> BUILD_TYPES = List.of(ColumnType.LONG, ColumnType.INT);
    private static final PlanNode.InputNode STREAM = new PlanNode.InputNode(-1, 0, List.of(ColumnType.INT));

    /** Of rows (long, int), on the int or on a key that was computed behind them. */
    private static JoinBuildTable table(int keyColumn) {
        List<ColumnType> columns = List.of(ColumnType.LONG, ColumnType.INT, ColumnType.INT);
        JoinTableBuilder builder = JoinTableBuilder.ofColumns(columns, 2, List.of(keyColumn));
        builder.add(Cells.batch(
                Cells.column(ColumnType.LONG, 100L, 200L, 300L),
                Cells.column(ColumnType.INT, 1, null, 3),
                Cells.column(ColumnType.INT, 30, 20, 10)));
        return builder.finish();
    }

    private static PlanNode.JoinNode join(JoinType type, Expression buildKey) {
        return join(type, buildKey, false);
    }

    private static PlanNode.JoinNode join(JoinType type, Expression buildKey, boolean nullAware) {
        return new PlanNode.JoinNode(
                0,
                STREAM,
                new PlanNode.TableNode(2, BUILD_TYPES),
                type,
                BuildSide.RIGHT,
                List.of(new FieldReference(0, ColumnType.INT)),
                List.of(buildKey),
                List.of(false),
                Optional.empty(),
                nullAware);
    }

    private static List<List<@Nullable Object>> run(PlanNode plan, SharedTables tables) {
        return OperatorRun.over(Cells.batch(Cells.column(ColumnType.INT, 3, 10, null, 1)))
                .tables(tables)
                .rows(plan);
    }

    @Test
    void aPlanProbesTheTableItNames() {
        JoinBuildTable table = table(1);

        assertThat(run(
                        join(JoinType.INNER, new FieldReference(1, ColumnType.INT)),
                        ordinal -> ordinal == 2 ? table : null))
                .containsExactly(List.of(3, 300L, 3), List.of(1, 100L, 1));
    }

    @Test
    void aComputedKeyOfTheTableIsNotEvaluatedAgain() {
        JoinBuildTable table = table(2);

        assertThat(run(join(JoinType.LEFT_SEMI, new Expression.Foreign(5, ColumnType.INT)), ordinal -> table))
                .containsExactly(List.of(10));
        assertThat(run(join(JoinType.INNER, new Expression.Foreign(5, ColumnType.INT)), ordinal -> table))
                .containsExactly(List.of(10, 300L, 3));
    }

    @Test
    void aNotedNullKeyLeavesNothingOfNotIn() {
        PlanNode notIn = join(JoinType.LEFT_ANTI, new FieldReference(1, ColumnType.INT), true);
        JoinTableBuilder nullKeys = JoinTableBuilder.ofColumns(List.of(ColumnType.LONG, ColumnType.INT), 2, List.of(1));
        JoinBuildTable none = JoinTableBuilder.ofColumns(List.of(ColumnType.LONG, ColumnType.INT), 2, List.of(1))
                .finish();
        nullKeys.noteNullKey();
        JoinBuildTable noted = nullKeys.finish();

        assertThat(run(notIn, ordinal -> noted)).isEmpty();
        assertThat(run(notIn, ordinal -> none)).hasSize(4);
    }

    @Test
    void aTableThatIsMissingOrOtherIsRefused() {
        PlanNode plan = join(JoinType.INNER, new FieldReference(1, ColumnType.INT));
        JoinTableBuilder other = JoinTableBuilder.ofColumns(List.of(ColumnType.INT), 1, List.of(0));
        JoinBuildTable otherTable = other.finish();

        assertThatThrownBy(() -> run(plan, SharedTables.NONE))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("table 2");
        assertThatThrownBy(() -> run(plan, ordinal -> otherTable))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("columns");
        assertThatThrownBy(() -> run(new PlanNode.TableNode(0, BUILD_TYPES), SharedTables.NONE))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("not the build side");
    }
}
