/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.expression.Expression.Foreign;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.FilterableSource;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.RowFilter;
import io.quiver.exec.operator.RowFilterChain;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.ForeignAggregates;
import io.quiver.exec.operator.join.BuildSide;
import io.quiver.exec.operator.join.JoinType;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.plan.PlanNode.FilterNode;
import io.quiver.exec.plan.PlanNode.InputNode;
import io.quiver.exec.plan.PlanNode.JoinNode;
import io.quiver.exec.plan.PlanNode.LimitNode;
import io.quiver.exec.plan.PlanNode.ProjectNode;
import io.quiver.exec.plan.PlanNode.TopNNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.RandomColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks which rows plans make their sources leave out, and that the result stays the same. */
class ScanFiltersTest {
    private static final List<ColumnType> TYPES = List.of(ColumnType.INT, ColumnType.LONG, ColumnType.STRING);
    private static final InputNode STREAM = new InputNode(-1, 0, TYPES);
    private static final InputNode BUILD = new InputNode(-1, 1, List.of(ColumnType.LONG, ColumnType.INT));
    private static final Expression SMALL = call("lt", field(0), new Literal(5, ColumnType.INT));
    private static final Expression SOME_KEYS = call("gt", field(1), new Literal(3L, ColumnType.LONG));
    private static final Expression HOSTS = new Foreign(0, ColumnType.BOOLEAN);

    private final List<Batch> stream = batches(TYPES, 9000);
    private final List<Batch> build = List.of(
            Cells.batch(Cells.column(ColumnType.LONG, 2L, 5L, null, 7L), Cells.column(ColumnType.INT, 1, 2, 3, 4)));

    /** A source that counts its filters and obeys them. */
    private static final class Filterable implements FilterableSource {
        private final Iterator<Batch> batches;
        private final RowFilterChain chain = new RowFilterChain();
        private final List<List<Integer>> filtered = new ArrayList<>();
        private long rowsOut;

        Filterable(List<Batch> batches) {
            this.batches = batches.iterator();
        }

        @Override
        public void filterWith(RowFilter filter) {
            chain.add(filter);
            filtered.add(Arrays.stream(filter.columns()).boxed().toList());
        }

        @Override
        public @Nullable Batch next() {
            if (!batches.hasNext()) {
                return null;
            }
            Batch batch = chain.filter(batches.next());
            rowsOut += batch.rowCount();
            return batch;
        }
    }

    @Test
    void conjunctsThatCannotFailAreAskedBeforeTheRestIsRead() {
        PlanNode plan = new FilterNode(-1, STREAM, and(SMALL, SOME_KEYS));

        Filterable source = run(plan);

        assertThat(source.filtered).containsExactly(List.of(0), List.of(1));
        assertThat(source.rowsOut).isLessThan(9000);
    }

    @Test
    void columnsThatAProjectionPicksAreAskedWhereTheyStandInTheSource() {
        PlanNode picked = new ProjectNode(-1, STREAM, List.of(field(1), field(2), field(0), field(1)));
        Expression small = call("lt", new FieldReference(2, ColumnType.INT), new Literal(5, ColumnType.INT));
        Expression someKeys = call("gt", new FieldReference(3, ColumnType.LONG), new Literal(3L, ColumnType.LONG));

        assertThat(run(new FilterNode(-1, picked, and(small, someKeys))).filtered)
                .containsExactly(List.of(0), List.of(1));
        PlanNode computed = new ProjectNode(-1, STREAM, List.of(field(0), HOSTS));
        assertThat(run(new FilterNode(-1, computed, SMALL)).filtered).isEmpty();
    }

    @Test
    void nothingIsAskedBehindAConjunctThatMayFail() {
        assertThat(run(new FilterNode(-1, STREAM, and(HOSTS, SMALL))).filtered).isEmpty();
        assertThat(run(new FilterNode(-1, STREAM, and(SMALL, and(HOSTS, SOME_KEYS)))).filtered)
                .containsExactly(List.of(0));
    }

    /** {@code length(s) > 3} cannot fail, a sum that is checked can. */
    @Test
    void functionsThatAnswerEveryRowAreAsked() {
        Expression length = new Call("length", EvaluationMode.LEGACY, List.of(field(2)), ColumnType.INT);
        Expression longText = call("gt", length, new Literal(3, ColumnType.INT));
        List<Expression> sum = List.of(field(0), new Literal(1, ColumnType.INT));
        Expression checked =
                call("gt", new Call("add", EvaluationMode.ANSI, sum, ColumnType.INT), new Literal(3, ColumnType.INT));

        assertThat(run(new FilterNode(-1, STREAM, longText)).filtered).containsExactly(List.of(2));
        assertThat(run(new FilterNode(-1, STREAM, and(SMALL, checked))).filtered)
                .containsExactly(List.of(0));
    }

    @Test
    void rowsWithoutAMatchAreLeftOutWhereTheyLeaveNoTrace() {
        for (JoinType type : JoinType.values()) {
            boolean dropped = type == JoinType.INNER || type == JoinType.LEFT_SEMI || type == JoinType.RIGHT_OUTER;
            Filterable source = run(join(STREAM, type, BuildSide.RIGHT));
            assertThat(source.filtered).as(type.toString()).isEqualTo(dropped ? List.of(List.of(1)) : List.of());
        }
    }

    @Test
    void keysAreFoundBelowProjectionsFiltersAndJoins() {
        ProjectNode project = new ProjectNode(-1, new FilterNode(-1, STREAM, SMALL), List.of(field(2), field(1)));
        JoinNode outer = new JoinNode(
                -1,
                project,
                BUILD,
                JoinType.LEFT_OUTER,
                BuildSide.RIGHT,
                List.of(new FieldReference(1, ColumnType.LONG)),
                List.of(new FieldReference(0, ColumnType.LONG)),
                List.of(false),
                Optional.empty(),
                false);

        assertThat(run(join(outer, JoinType.INNER, BuildSide.RIGHT)).filtered)
                .containsExactlyInAnyOrder(List.of(0), List.of(1));
    }

    @Test
    void noRowIsLeftOutBelowWhatMayFail() {
        ProjectNode project = new ProjectNode(-1, STREAM, List.of(HOSTS, field(1)));
        FilterNode filter = new FilterNode(-1, STREAM, HOSTS);

        assertThat(run(join(project, JoinType.INNER, BuildSide.RIGHT)).filtered).isEmpty();
        assertThat(run(join(filter, JoinType.INNER, BuildSide.RIGHT)).filtered).isEmpty();
    }

    @Test
    void rowsThatAreNotAmongTheFirstAreLeftOut() {
        for (boolean ascending : new boolean[] {true, false}) {
            for (boolean nullsFirst : new boolean[] {true, false}) {
                for (int count : new int[] {1, 10, 2999, 3000, 5000, 20_000}) {
                    List<SortKey> keys = List.of(
                            new SortKey(field(1), ascending, nullsFirst),
                            new SortKey(field(0), !ascending, nullsFirst));
                    Filterable source = run(new TopNNode(-1, STREAM, keys, 3, count - 1));
                    // the first key decides alone where it can
                    assertThat(source.filtered).containsExactly(List.of(1), List.of(1, 0));
                    assertThat(source.rowsOut).as("%d rows", count).isLessThan(count > 10 ? 9001 : 9000);
                }
            }
        }
    }

    @Test
    void keysOfATopNAreFoundBelowProjectionsFiltersAndJoins() {
        ProjectNode project = new ProjectNode(-1, new FilterNode(-1, STREAM, SMALL), List.of(field(2), field(1)));
        List<SortKey> keys = List.of(new SortKey(new FieldReference(1, ColumnType.LONG), true, true));

        assertThat(run(new TopNNode(-1, project, keys, 0, 5)).filtered).containsExactly(List.of(0), List.of(1));
        assertThat(run(new TopNNode(-1, join(STREAM, JoinType.LEFT_OUTER, BuildSide.RIGHT), keys, 0, 5)).filtered)
                .containsExactly(List.of(1));
        assertThat(run(new TopNNode(-1, join(STREAM, JoinType.FULL_OUTER, BuildSide.RIGHT), keys, 0, 5)).filtered)
                .isEmpty();
    }

    @Test
    void noRowIsLeftOutForComputedKeysOrBelowWhatMayFail() {
        Expression length = new Call("length", EvaluationMode.LEGACY, List.of(field(2)), ColumnType.INT);
        List<SortKey> computed = List.of(new SortKey(field(1), true, true), new SortKey(length, true, true));
        List<SortKey> plain = List.of(new SortKey(field(1), true, true));

        assertThat(run(new TopNNode(-1, STREAM, computed, 0, 5)).filtered).isEmpty();
        assertThat(run(new TopNNode(-1, new FilterNode(-1, STREAM, HOSTS), plain, 0, 5)).filtered)
                .isEmpty();
        assertThat(run(new TopNNode(-1, new LimitNode(-1, STREAM, 0, 4000), plain, 0, 5)).filtered)
                .isEmpty();
    }

    private static JoinNode join(PlanNode left, JoinType type, BuildSide side) {
        return new JoinNode(
                -1,
                left,
                BUILD,
                type,
                side,
                List.of(new FieldReference(1, ColumnType.LONG)),
                List.of(new FieldReference(0, ColumnType.LONG)),
                List.of(false),
                Optional.empty(),
                false);
    }

    /** Runs the plan over a filterable source and over one that is not, and compares the rows. */
    private Filterable run(PlanNode plan) {
        Filterable source = new Filterable(stream);
        Iterator<Batch> plain = stream.iterator();
        assertThat(rows(plan, source)).isEqualTo(rows(plan, () -> plain.hasNext() ? plain.next() : null));
        return source;
    }

    private List<List<@Nullable Object>> rows(PlanNode plan, BatchSource source) {
        Iterator<Batch> right = build.iterator();
        ForeignExpressions hosts = (ordinal, type) -> (batch, active) -> Cells.column(
                ColumnType.BOOLEAN,
                Cells.of(batch.column(0)).stream()
                        .map(value -> value == null || (Integer) value % 3 != 0)
                        .toArray());
        ExecutionContext context = new ExecutionContext(
                List.of(source, () -> right.hasNext() ? right.next() : null),
                hosts,
                ForeignAggregates.NONE,
                List.of(),
                TaskMemory.unlimited(),
                id -> OperatorMetrics.NONE);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Operator operator = PipelineBuilder.build(plan, context)) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                assertThat(batch.rowCount()).isPositive();
                rows.addAll(Cells.rows(batch));
            }
        }
        return rows;
    }

    private static List<Batch> batches(List<ColumnType> types, int rows) {
        RandomColumns columns = new RandomColumns(new Random(7));
        List<Batch> batches = new ArrayList<>();
        for (int left = rows; left > 0; left -= 3000) {
            List<Column> batch = new ArrayList<>();
            types.forEach(type -> batch.add(columns.column(type, 3000, 12)));
            batches.add(new Batch(batch, 3000));
        }
        return batches;
    }

    private static FieldReference field(int ordinal) {
        return new FieldReference(ordinal, TYPES.get(ordinal));
    }

    private static Expression and(Expression left, Expression right) {
        return call("and", left, right);
    }

    private static Expression call(String function, Expression... arguments) {
        return new Call(function, EvaluationMode.ANSI, List.of(arguments), ColumnType.BOOLEAN);
    }
}
