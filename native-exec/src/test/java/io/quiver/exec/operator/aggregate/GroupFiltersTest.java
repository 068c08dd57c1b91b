/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import static io.quiver.exec.operator.OperatorRun.field;
import static io.quiver.exec.operator.OperatorRun.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.memory.LimitedMemory;
import io.quiver.exec.operator.OperatorRun;
import io.quiver.exec.operator.Reported;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.plan.PlanNode.AggregateNode;
import io.quiver.exec.plan.PlanNode.FilterNode;
import io.quiver.exec.plan.PlanNode.ProjectNode;
import io.quiver.exec.plan.PlanNode.TopNNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.RandomColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks that no keys are made of groups that a top-n or a filter above rejects, and that the result stays the same. */
class GroupFiltersTest {
    private static final long SEED = 30;

    private final RandomColumns columns = new RandomColumns(new Random(SEED));
    private final Map<Integer, Reported> reported = new HashMap<>();

    private static AggregateCase byKeys(ColumnType... keys) {
        int first = keys.length;
        return new AggregateCase(
                List.of(keys), List.of(ColumnType.LONG, ColumnType.DOUBLE), List.of("count", "sum", "min"), new int[] {
                    first, first, first + 1
                });
    }

    @Test
    void aTopNByMeasuresGivesTheSameRowsAndCountsAllGroups() {
        for (ColumnType[] keys : new ColumnType[][] {
            {ColumnType.STRING}, {ColumnType.LONG}, {ColumnType.STRING, ColumnType.LONG, ColumnType.STRING}
        }) {
            AggregateCase test = byKeys(keys);
            List<Batch> batches = batches(test, 30_000, 9000);
            for (int count : new int[] {1, 10, 5000, 20_000}) {
                for (boolean ascending : new boolean[] {true, false}) {
                    check(test, batches, groups -> topN(groups, keys.length, ascending, count));
                    check(test, batches, groups -> topN(filtered(groups, keys.length), keys.length, ascending, count));
                }
            }
        }
    }

    @Test
    void aFilterOfMeasuresGivesTheSameRowsAndCountsAllGroups() {
        AggregateCase test = byKeys(ColumnType.STRING, ColumnType.INT);
        check(test, batches(test, 20_000, 5000), groups -> filtered(groups, 2));
        check(test, batches(test, 200, 10), groups -> filtered(groups, 2));
    }

    @Test
    void groupsThatWereSpilledAreFilteredToo() {
        AggregateCase test = byKeys(ColumnType.STRING, ColumnType.LONG);
        List<Batch> batches = batches(test, 20_000, 9000);
        AggregateNode groups = test.plan(Phase.INITIAL_TO_RESULT, false);
        List<List<@Nullable Object>> expected = OperatorRun.over(batches).rows(filtered(groups, 2));
        LimitedMemory memory = new LimitedMemory(1 << 20);
        List<List<@Nullable Object>> rows =
                OperatorRun.over(batches).memory(memory).rows(filtered(groups, 2));
        assertThat(memory.filesEver()).isPositive();
        assertThat(rows).hasSameSizeAs(expected);
        assertThat(new HashSet<>(rows)).isEqualTo(new HashSet<>(expected));
    }

    @Test
    void keysOfGroupsThatAreNotWantedAreNotMade() {
        AggregateCase test = byKeys(ColumnType.STRING);
        AggregateNode node = test.plan(Phase.INITIAL_TO_RESULT, false);
        Batch keys = Cells.batch(
                Cells.column(ColumnType.STRING, "a", "b", "a", null, "c", "b", "a"),
                Cells.column(ColumnType.LONG, 1L, 2L, 3L, 4L, 5L, 6L, 7L),
                Cells.column(ColumnType.DOUBLE, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0));
        PlanNode plan = new FilterNode(2, node, moreThan(1, 1));
        assertThat(run(plan, List.of(keys)))
                .containsExactly(
                        List.of(Cells.of(keys.column(0), 0), 3L, 11L, 1.0),
                        List.of(Cells.of(keys.column(0), 1), 2L, 8L, 2.0));
        assertThat(rowsOut(1)).isEqualTo(4);
        assertThat(rowsOut(2)).isEqualTo(2);
    }

    /** Above the groups, and above the same groups as an input that nothing can be told. */
    private void check(AggregateCase test, List<Batch> batches, UnaryOperator<PlanNode> above) {
        AggregateNode groups = test.plan(Phase.INITIAL_TO_RESULT, false);
        List<List<@Nullable Object>> all = run(groups, batches);
        long groupCount = rowsOut(1);
        assertThat(all).hasSize((int) groupCount);
        List<List<@Nullable Object>> expected =
                run(above.apply(input(groups.types())), List.of(AggregateCase.batch(groups.types(), all)));
        assertThat(run(above.apply(groups), batches)).as("seed %d", SEED).isEqualTo(expected);
        assertThat(rowsOut(1)).isEqualTo(groupCount);
    }

    /** By count, sum and a key, over a projection that has the keys last. */
    private static PlanNode topN(PlanNode groups, int keyCount, boolean ascending, int count) {
        List<Expression> turned = new ArrayList<>();
        for (int c = 0; c < groups.types().size(); c++) {
            int ordinal = (c + keyCount) % groups.types().size();
            turned.add(field(ordinal, groups.types().get(ordinal)));
        }
        ProjectNode project = new ProjectNode(3, groups, turned);
        return new TopNNode(
                4,
                project,
                List.of(
                        new SortKey(field(0, ColumnType.LONG), ascending, true),
                        new SortKey(field(3, turned.get(3).type()), !ascending, false),
                        new SortKey(field(1, ColumnType.LONG), ascending, true)),
                count > 1 ? 1 : 0,
                count);
    }

    private static PlanNode filtered(PlanNode groups, int firstMeasure) {
        return new FilterNode(2, groups, moreThan(firstMeasure, 1));
    }

    private static Expression moreThan(int column, long count) {
        return new Expression.Call(
                "gt",
                EvaluationMode.ANSI,
                List.of(field(column, ColumnType.LONG), new Expression.Literal(count, ColumnType.LONG)),
                ColumnType.BOOLEAN);
    }

    private List<Batch> batches(AggregateCase test, int rowCount, int distinct) {
        List<Column> all = new ArrayList<>();
        test.types().forEach(type -> all.add(columns.column(type, rowCount, distinct)));
        return OperatorRun.split(new Batch(all, rowCount), 4096);
    }

    private List<List<@Nullable Object>> run(PlanNode plan, List<Batch> batches) {
        reported.clear();
        return OperatorRun.over(batches)
                .metrics(id -> reported.computeIfAbsent(id, first -> new Reported()))
                .rows(plan);
    }

    private long rowsOut(int operator) {
        return reported.get(operator).rows();
    }
}
