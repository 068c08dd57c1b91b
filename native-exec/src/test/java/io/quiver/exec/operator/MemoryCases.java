/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import static io.quiver.exec.operator.OperatorRun.field;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.kernel.sort.RankLimit;
import io.quiver.exec.operator.aggregate.MeasureFixtures;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.operator.join.BuildSide;
import io.quiver.exec.operator.join.JoinType;
import io.quiver.exec.operator.sort.GroupFirsts;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.operator.window.frame.WindowFrame;
import io.quiver.exec.operator.window.frame.WindowFrame.Bound;
import io.quiver.exec.operator.window.function.WindowCall;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.plan.PlanNode.AggregateNode;
import io.quiver.exec.plan.PlanNode.JoinNode;
import io.quiver.exec.plan.PlanNode.SortNode;
import io.quiver.exec.plan.PlanNode.TopNNode;
import io.quiver.exec.plan.PlanNode.WindowNode;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Plans with operators that hold state, over inputs whose columns are {@link #TYPES}, sorted by the first two. */
final class MemoryCases {
    /** Partition, order, a key with many values, and values. */
    static final List<ColumnType> TYPES = List.of(
            ColumnType.INT,
            ColumnType.INT,
            ColumnType.LONG,
            ColumnType.STRING,
            ColumnType.DOUBLE,
            ColumnType.decimal(12, 2));

    private static final List<String> FUNCTIONS = List.of("sum", "avg", "sum", "count", "min", "max", "first");
    private static final int[] ARGUMENTS = {5, 5, 2, 3, 3, 4, 3};
    static final WindowFrame WHOLE = new WindowFrame(true, new Bound.Unbounded(), new Bound.Unbounded());

    private MemoryCases() {}

    /** A plan over {@link #TYPES}; whether it keeps an order, and whether it spills. */
    record Case(String name, PlanNode plan, boolean keepsOrder, boolean spills) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** One stateful operator each. */
    static List<Case> single() {
        return List.of(
                new Case("aggregate", aggregate(input(0), true), false, true),
                new Case("distinct", new AggregateNode(1, input(0), keys(), List.of(), false), false, true),
                new Case("partial and final aggregate", finalAggregate(partialAggregate(input(0))), false, true),
                new Case("aggregate of ungrouped rows", merged(distinct(input(0), UngroupedRows.ALL)), false, true),
                new Case("aggregate of distinct rows", merged(distinct(input(0), UngroupedRows.SOME)), false, true),
                new Case("sort", sort(input(0)), true, true),
                new Case("top-n", new TopNNode(1, input(0), sortKeys(), 100, 2000), true, false),
                new Case("window", window(input(0), WHOLE), true, true),
                new Case(
                        "window, sliding",
                        window(input(0), new WindowFrame(true, new Bound.Offset(-3), new Bound.Offset(2))),
                        true,
                        true),
                new Case(
                        "window group limit",
                        new PlanNode.GroupLimitNode(
                                1, input(0), List.of(field(0, ColumnType.INT)), order(1), "rank", 20),
                        true,
                        false),
                new Case("group limit over a sort", groupLimit(input(0), UngroupedRows.NONE), true, true),
                new Case(
                        "group limit before an exchange",
                        groupLimit(groupLimit(input(0), UngroupedRows.SOME), UngroupedRows.NONE),
                        true,
                        true),
                new Case("inner join", join(JoinType.INNER), false, true),
                new Case("full join", join(JoinType.FULL_OUTER), false, true),
                new Case("semi join", join(JoinType.LEFT_SEMI), false, true),
                new Case("anti join", join(JoinType.LEFT_ANTI), false, true));
    }

    /** Several stateful operators in one task, of which one asks while the other has state. */
    static List<Case> competing() {
        return List.of(
                new Case("aggregate below sort", sort(aggregate(input(0), true)), false, true),
                new Case(
                        "aggregate as build side",
                        join(JoinType.INNER, input(1), 2, cut(aggregate(input(0), true)), 0),
                        false,
                        true),
                new Case("aggregate above window", aggregate(window(input(0), WHOLE), true), false, true),
                new Case(
                        "both phases above window",
                        finalAggregate(partialAggregate(window(input(0), WHOLE))),
                        false,
                        true),
                new Case("window above sort", window(sort(input(0), 0, 1), WHOLE), false, true),
                new Case(
                        "sort above group limit",
                        sort(groupLimit(groupLimit(input(0), UngroupedRows.SOME), UngroupedRows.NONE)),
                        false,
                        true),
                new Case("sort above window", sort(window(input(0), WHOLE)), false, true),
                new Case("sort above join", sort(join(JoinType.INNER)), false, true),
                new Case("aggregate above full join", aggregate(join(JoinType.FULL_OUTER), true), false, true),
                new Case("join past the rows of an aggregate", buildingFirst(JoinType.INNER), false, true),
                new Case("left join past the rows of an aggregate", buildingFirst(JoinType.LEFT_OUTER), false, true),
                new Case("full join past the rows of an aggregate", buildingFirst(JoinType.FULL_OUTER), false, true),
                new Case("semi join past the rows of an aggregate", buildingFirst(JoinType.LEFT_SEMI), false, true),
                new Case("anti join past the rows of an aggregate", buildingFirst(JoinType.LEFT_ANTI), false, true),
                new Case(
                        "join of aggregates",
                        join(
                                JoinType.FULL_OUTER,
                                cut(aggregate(input(1), false)),
                                0,
                                cut(aggregate(input(0), true)),
                                0),
                        false,
                        true));
    }

    private static PlanNode input(int ordinal) {
        return new PlanNode.InputNode(ordinal, ordinal, TYPES);
    }

    private static List<Expression> keys() {
        return List.of(field(2, ColumnType.LONG), field(3, ColumnType.STRING));
    }

    /** Complete; of doubles too, whose sum depends on the order of the rows. */
    private static PlanNode aggregate(PlanNode input, boolean doubles) {
        List<Measure> measures = new ArrayList<>(measures(Phase.INITIAL_TO_RESULT));
        if (doubles) {
            measures.add(measure("sum", Phase.INITIAL_TO_RESULT, 4, List.of(field(4, TYPES.get(4)))));
        }
        return new AggregateNode(2, input, keys(), measures, false);
    }

    private static PlanNode partialAggregate(PlanNode input) {
        return new AggregateNode(2, input, keys(), measures(Phase.INITIAL_TO_INTERMEDIATE), false);
    }

    /** Distinct keys, for {@link #merged} to make so. */
    private static PlanNode distinct(PlanNode input, UngroupedRows ungrouped) {
        return new AggregateNode(2, input, keys(), List.of(), false, false, ungrouped);
    }

    private static PlanNode merged(PlanNode distinct) {
        return new AggregateNode(
                3, distinct, List.of(field(0, ColumnType.LONG), field(1, ColumnType.STRING)), List.of(), false);
    }

    private static PlanNode finalAggregate(PlanNode partial) {
        List<Measure> measures = new ArrayList<>();
        int column = keys().size();
        for (int m = 0; m < FUNCTIONS.size(); m++) {
            List<Expression> state = new ArrayList<>();
            for (ColumnType ignored : measure(FUNCTIONS.get(m), Phase.INITIAL_TO_RESULT, ARGUMENTS[m], List.of())
                    .stateTypes()) {
                state.add(field(column, partial.types().get(column)));
                column++;
            }
            measures.add(measure(FUNCTIONS.get(m), Phase.INTERMEDIATE_TO_RESULT, ARGUMENTS[m], state));
        }
        return new AggregateNode(
                3, partial, List.of(field(0, ColumnType.LONG), field(1, ColumnType.STRING)), measures, false);
    }

    private static List<Measure> measures(Phase phase) {
        List<Measure> measures = new ArrayList<>();
        for (int m = 0; m < FUNCTIONS.size(); m++) {
            int argument = ARGUMENTS[m];
            measures.add(measure(FUNCTIONS.get(m), phase, argument, List.of(field(argument, TYPES.get(argument)))));
        }
        return measures;
    }

    private static Measure measure(String function, Phase phase, int argument, List<Expression> arguments) {
        return MeasureFixtures.measure(
                function, EvaluationMode.LEGACY, phase, TYPES.get(argument), arguments, Optional.empty());
    }

    private static PlanNode sort(PlanNode input) {
        return new SortNode(4, input, List.of(new SortKey(field(1, input.types().get(1)), false, true)));
    }

    private static PlanNode sort(PlanNode input, int first, int second) {
        return new SortNode(4, input, List.of(order(first).get(0), order(second).get(0)));
    }

    /** Most rows of each partition but the last. */
    private static PlanNode groupLimit(PlanNode input, UngroupedRows ungrouped) {
        GroupFirsts firsts = new GroupFirsts(1, RankLimit.Rank.RANK, 3000, ungrouped);
        PlanNode sorted = new SortNode(4, input, List.of(order(0).get(0), order(1).get(0)), 0, Optional.of(firsts));
        return new PlanNode.GroupLimitNode(1, sorted, List.of(field(0, ColumnType.INT)), order(1), "rank", 3000);
    }

    private static List<SortKey> sortKeys() {
        return List.of(
                new SortKey(field(3, ColumnType.STRING), true, false),
                new SortKey(field(2, ColumnType.LONG), false, true));
    }

    private static List<SortKey> order(int column) {
        return List.of(new SortKey(field(column, ColumnType.INT), true, true));
    }

    /** Its output begins with {@link #TYPES}. */
    private static PlanNode window(PlanNode input, WindowFrame frame) {
        return new WindowNode(5, input, List.of(field(0, ColumnType.INT)), order(1), calls(frame));
    }

    /** What all windows here compute. */
    static List<WindowCall> calls(WindowFrame frame) {
        Literal no = new Literal(false, ColumnType.BOOLEAN);
        return List.of(
                call("sum", List.of(field(5, TYPES.get(5))), ColumnType.decimal(22, 2), frame),
                call("max", List.of(field(3, ColumnType.STRING)), ColumnType.STRING, frame),
                call("last", List.of(field(2, ColumnType.LONG), no), ColumnType.LONG, frame),
                call("rank", List.of(), ColumnType.INT, WHOLE));
    }

    private static WindowCall call(String function, List<Expression> arguments, ColumnType type, WindowFrame frame) {
        List<ColumnType> state = function.equals("sum") ? List.of(type, ColumnType.BOOLEAN) : List.of(type);
        int ordinal = List.of("sum", "max", "last", "rank").indexOf(function);
        return new WindowCall(function, EvaluationMode.LEGACY, arguments, type, state, frame, ordinal);
    }

    /** Joins two inputs on a number and a text. */
    private static PlanNode join(JoinType type) {
        return join(type, input(0), keys(), input(1), keys());
    }

    /** Builds the left input's table before the right side, which is looked up in it, is aggregated. */
    private static PlanNode buildingFirst(JoinType type) {
        return join(
                type,
                BuildSide.LEFT,
                input(0),
                keys(),
                aggregate(input(1), true),
                List.of(field(0, ColumnType.LONG), field(1, ColumnType.STRING)));
    }

    /** Joins on a number. */
    private static PlanNode join(JoinType type, PlanNode left, int leftKey, PlanNode right, int rightKey) {
        return join(
                type, left, List.of(field(leftKey, ColumnType.LONG)), right, List.of(field(rightKey, ColumnType.LONG)));
    }

    private static PlanNode join(
            JoinType type, PlanNode left, List<Expression> leftKeys, PlanNode right, List<Expression> rightKeys) {
        return join(type, BuildSide.RIGHT, left, leftKeys, right, rightKeys);
    }

    private static PlanNode join(
            JoinType type,
            BuildSide buildSide,
            PlanNode left,
            List<Expression> leftKeys,
            PlanNode right,
            List<Expression> rightKeys) {
        return new JoinNode(
                6,
                left,
                right,
                type,
                buildSide,
                leftKeys,
                rightKeys,
                Collections.nCopies(leftKeys.size(), false),
                Optional.empty(),
                false);
    }

    /** The first two columns and the last one. */
    private static PlanNode cut(PlanNode input) {
        int last = input.types().size() - 1;
        return new PlanNode.ProjectNode(
                7,
                input,
                List.of(
                        field(0, input.types().get(0)),
                        field(1, input.types().get(1)),
                        field(last, input.types().get(last))));
    }
}
