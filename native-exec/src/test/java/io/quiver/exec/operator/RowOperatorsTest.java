/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import static io.quiver.exec.operator.OperatorRun.field;
import static io.quiver.exec.operator.OperatorRun.fields;
import static io.quiver.exec.operator.OperatorRun.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.plan.PlanNode.FilterNode;
import io.quiver.exec.plan.PlanNode.LimitNode;
import io.quiver.exec.plan.PlanNode.ProjectNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.RandomColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks filter, project and limit. */
class RowOperatorsTest {
    private static final ColumnType INT = ColumnType.INT;
    private static final ColumnType BOOLEAN = ColumnType.BOOLEAN;
    private static final long SEED = 88;

    private final Random random = new Random(SEED);
    private final RandomColumns columns = new RandomColumns(random);

    @Test
    void filterKeepsTheRowsWhereAllConjunctsAreTrue() {
        List<ColumnType> types = List.of(BOOLEAN, BOOLEAN, ColumnType.STRING);
        PlanNode plan = new FilterNode(1, input(types), and(field(0, BOOLEAN), field(1, BOOLEAN)));
        for (int size : new int[] {0, 1, 7, 63, 64, 65, 1023, 4096}) {
            Batch batch = randomBatch(types, size);
            List<List<@Nullable Object>> expected = Cells.rows(batch).stream()
                    .filter(row -> Boolean.TRUE.equals(row.get(0)) && Boolean.TRUE.equals(row.get(1)))
                    .toList();
            assertThat(OperatorRun.over(batch, batch.prefix(0), batch).rows(plan))
                    .as("seed %d", SEED)
                    .hasSize(2 * expected.size())
                    .startsWith(expected.toArray(List[]::new));
        }
    }

    @Test
    void filterHandsOnABatchThatPassesWhole() {
        Batch batch = Cells.batch(Cells.column(BOOLEAN, true, true));
        try (Operator filter = OperatorRun.over(batch).start(new FilterNode(1, input(BOOLEAN), field(0, BOOLEAN)))) {
            assertThat(filter.next()).isSameAs(batch);
        }
    }

    @Test
    void laterConjunctsSeeOnlyRowsThatPassedEarlierOnes() {
        Batch batch = Cells.batch(
                Cells.column(BOOLEAN, true, false, null, true), Cells.column(BOOLEAN, false, true, true, false));
        PlanNode plan = new FilterNode(1, input(BOOLEAN, BOOLEAN), and(field(0, BOOLEAN), foreign(1, BOOLEAN)));
        assertThat(OperatorRun.over(batch).foreign(OperatorRun.failingAt(true)).rows(plan))
                .isEmpty();
    }

    /** The next rows, in as many batches as they come in. */
    private static List<List<@Nullable Object>> nextRows(Operator operator, int count) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (rows.size() < count) {
            Batch batch = operator.next();
            assertThat(batch).isNotNull();
            rows.addAll(Cells.rows(batch));
        }
        return rows;
    }

    @Test
    void filterThrowsOnlyAfterTheRowsBeforeTheFailure() {
        Batch batch = Cells.batch(Cells.column(BOOLEAN, true, true, false, true), Cells.column(INT, 1, 2, 3, 4));
        PlanNode plan = new FilterNode(1, input(BOOLEAN, INT), foreign(0, BOOLEAN));
        try (Operator filter =
                OperatorRun.over(batch).foreign(OperatorRun.failingAt(false)).start(plan)) {
            assertThat(nextRows(filter, 2)).containsExactly(List.of(true, 1), List.of(true, 2));
            assertThatThrownBy(filter::next).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void theFirstFailingRowWinsWhicheverExpressionItIsIn() {
        Batch batch = Cells.batch(Cells.column(INT, 1, 2, 3, -1), Cells.column(INT, 5, 6, -1, 8));
        PlanNode plan = new ProjectNode(1, input(INT, INT), List.of(foreign(0, INT), foreign(1, INT), field(0, INT)));
        try (Operator project =
                OperatorRun.over(batch).foreign(OperatorRun.failingAt(-1)).start(plan)) {
            assertThat(nextRows(project, 2)).containsExactly(List.of(1, 5, 1), List.of(2, 6, 2));
            assertThatThrownBy(project::next).hasMessage("poison in column 1");
        }
    }

    @Test
    void aFailureAtTheFirstRowIsThrownAtOnce() {
        Batch batch = Cells.batch(Cells.column(INT, -1, 2));
        try (Operator project = OperatorRun.over(batch)
                .foreign(OperatorRun.failingAt(-1))
                .start(new ProjectNode(1, input(INT), List.of(foreign(0, INT))))) {
            assertThatThrownBy(project::next).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void aLimitThatIsSatisfiedNeverSeesTheFailure() {
        Batch batch = Cells.batch(Cells.column(INT, 1, 2, -1));
        PlanNode project = new ProjectNode(1, input(INT), List.of(foreign(0, INT)));
        assertThat(OperatorRun.over(batch).foreign(OperatorRun.failingAt(-1)).rows(new LimitNode(2, project, 0, 2)))
                .hasSize(2);
    }

    @Test
    void limitSkipsAndStops() {
        List<ColumnType> types = List.of(INT, ColumnType.STRING);
        Batch all = randomBatch(types, 1000);
        List<List<@Nullable Object>> rows = Cells.rows(all);
        for (int batchSize : new int[] {1, 64, 999, 1000}) {
            for (long offset : new long[] {0, 1, 500, 1000, Long.MAX_VALUE}) {
                for (long count : new long[] {0, 1, 65, 1000, Long.MAX_VALUE}) {
                    PlanNode plan = new LimitNode(1, input(types), offset, count);
                    assertThat(OperatorRun.over(OperatorRun.split(all, batchSize))
                                    .rows(plan))
                            .isEqualTo(rows.stream().skip(offset).limit(count).toList());
                }
            }
        }
    }

    @Test
    void aSatisfiedLimitPullsNothingMore() {
        List<Batch> pulled = new ArrayList<>();
        Batch batch = Cells.batch(Cells.column(INT, 1, 2));
        Operator source = new Operator() {
            @Override
            public Batch next() {
                pulled.add(batch);
                return batch;
            }

            @Override
            public void close() {}
        };
        Operator limit = new io.quiver.exec.operator.limit.LimitOperator(source, 1, 2);
        while (limit.next() != null) {}
        assertThat(pulled).hasSize(2);
    }

    @Test
    void projectComputesColumnsInOrder() {
        List<ColumnType> types = RandomColumns.TYPES;
        Batch batch = randomBatch(types, 65);
        assertThat(OperatorRun.over(batch).rows(new ProjectNode(1, input(types), fields(types))))
                .isEqualTo(Cells.rows(batch));
        OperatorRun.over(batch).closeEarly(new ProjectNode(1, input(types), fields(types)));
    }

    private Batch randomBatch(List<ColumnType> types, int size) {
        return new Batch(
                types.stream().map(type -> columns.column(type, size, 40)).toList(), size);
    }

    private static Expression foreign(int ordinal, ColumnType type) {
        return new Expression.Foreign(ordinal, type);
    }

    private static Expression and(Expression... operands) {
        return new Expression.Call("and", EvaluationMode.LEGACY, List.of(operands), BOOLEAN);
    }
}
