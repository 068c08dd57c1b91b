/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import static io.quiver.bridge.Catalyst.add;
import static io.quiver.bridge.Catalyst.as;
import static io.quiver.bridge.Catalyst.column;
import static io.quiver.bridge.Catalyst.fragment;
import static io.quiver.bridge.Catalyst.literal;
import static io.quiver.bridge.Catalyst.named;
import static io.quiver.bridge.Catalyst.scan;
import static io.quiver.bridge.Catalyst.seq;
import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.bridge.support.Functions;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Verdict;
import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.expression.Expression.Guard;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.plan.PlanNode.ExpandNode;
import io.quiver.exec.plan.PlanNode.FilterNode;
import io.quiver.exec.plan.PlanNode.InputNode;
import io.quiver.exec.plan.PlanNode.LimitNode;
import io.quiver.exec.plan.PlanNode.ProjectNode;
import io.quiver.exec.plan.PlanNode.SortNode;
import io.quiver.exec.plan.PlanNode.TopNNode;
import io.quiver.exec.plan.SubstraitReader;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Descending$;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.NullsFirst$;
import org.apache.spark.sql.catalyst.expressions.NullsLast$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.execution.ExpandExec;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.GlobalLimitExec;
import org.apache.spark.sql.execution.LocalLimitExec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.TakeOrderedAndProjectExec;
import org.apache.spark.sql.execution.UnionExec;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class PlanTranslatorTest {
    private static final AttributeReference A = column("a", DataTypes.IntegerType);
    private static final AttributeReference B = column("b", DataTypes.StringType);
    private static final FieldReference FIELD_A = new FieldReference(0, ColumnType.INT);
    private static final FieldReference FIELD_B = new FieldReference(1, ColumnType.STRING);
    private static final InputNode INPUT = new InputNode(-1, 0, List.of(ColumnType.INT, ColumnType.STRING));

    private final PlanTranslator translator = new PlanTranslator(new FakeCapabilities());

    private PlanNode roundTrip(SparkPlan stock) {
        return SubstraitReader.read(translator.translate(fragment(stock)).plan());
    }

    private static SortOrder order(Expression child, boolean ascending) {
        return new SortOrder(
                child,
                ascending ? Ascending$.MODULE$ : Descending$.MODULE$,
                ascending ? NullsFirst$.MODULE$ : NullsLast$.MODULE$,
                seq());
    }

    @Test
    void conjunctsAreEvaluatedInTheOrderOfSparksGeneratedCode() {
        Expression condition = new And(
                new And(new IsNotNull(A), new IsNotNull(B)),
                new And(new GreaterThan(A, literal(3)), new EqualTo(A, A)));

        FilterNode filter = (FilterNode) roundTrip(new FilterExec(condition, scan(A, B)));

        assertThat(filter.operatorId()).isEqualTo(7);
        assertThat(filter.input()).isEqualTo(INPUT);
        assertThat(filter.predicate())
                .isEqualTo(new Call(
                        "and",
                        EvaluationMode.LEGACY,
                        List.of(
                                call("is_not_null", FIELD_A),
                                call("gt", FIELD_A, new Literal(3, ColumnType.INT)),
                                call("equal", FIELD_A, FIELD_A),
                                call("is_not_null", FIELD_B)),
                        ColumnType.BOOLEAN));
    }

    private static Call call(String function, io.quiver.exec.expression.Expression... arguments) {
        return new Call(function, EvaluationMode.LEGACY, List.of(arguments), ColumnType.BOOLEAN);
    }

    @Test
    void whatMayDeclineIsGuardedBySparksOwnExpression() {
        SparkPlan stock = new ProjectExec(named(B, as(add(A, literal(1)), "c")), scan(A, B));

        TranslatedFragment fragment = translator.translate(fragment(stock));
        ProjectNode project = (ProjectNode) SubstraitReader.read(fragment.plan());

        assertThat(project.expressions())
                .containsExactly(
                        FIELD_B,
                        new Guard(
                                new Call(
                                        "add",
                                        EvaluationMode.ANSI,
                                        List.of(FIELD_A, new Literal(1, ColumnType.INT)),
                                        ColumnType.INT),
                                0));
        assertThat(fragment.foreign()).hasSize(1);
        assertThat(fragment.foreign().get(0).toString()).isEqualTo("(input[0, int, true] + 1)");
        assertThat(translator.verdict(stock))
                .isEqualTo(new Verdict.Supported(1, 0, new Functions(List.of("+"), List.of())));
    }

    @Test
    void equalFragmentsGiveEqualBytesWhateverTheExpressionIds() {
        assertThat(freshProjection()).isEqualTo(freshProjection());
    }

    private byte[] freshProjection() {
        AttributeReference fresh = column("a", DataTypes.IntegerType);
        SparkPlan stock = new ProjectExec(named(as(add(fresh, literal(1)), "c")), scan(fresh));
        return translator.translate(fragment(stock)).plan();
    }

    @Test
    void sortKeepsDirectionsAndNulls() {
        SortNode sort = (SortNode) roundTrip(new SortExec(seq(order(A, true), order(B, false)), false, scan(A, B), 0));

        assertThat(sort.operatorId()).isEqualTo(7);
        assertThat(sort.keys()).containsExactly(new SortKey(FIELD_A, true, true), new SortKey(FIELD_B, false, false));
    }

    @Test
    void globalLimitCountsTheRowsItSkips() {
        assertThat(roundTrip(new GlobalLimitExec(10, scan(A, B), 3))).isEqualTo(new LimitNode(7, INPUT, 3, 7));
        assertThat(roundTrip(new GlobalLimitExec(-1, scan(A, B), 3)))
                .isEqualTo(new LimitNode(7, INPUT, 3, Long.MAX_VALUE));
        assertThat(roundTrip(new LocalLimitExec(5, scan(A, B)))).isEqualTo(new LimitNode(7, INPUT, 0, 5));
    }

    @Test
    void takeOrderedIsATopNUnderItsProjection() {
        PlanNode plan = roundTrip(new TakeOrderedAndProjectExec(10, seq(order(A, true)), named(B), scan(A, B), 2));

        assertThat(plan)
                .isEqualTo(new ProjectNode(
                        -1, new TopNNode(7, INPUT, List.of(new SortKey(FIELD_A, true, true)), 2, 8), List.of(FIELD_B)));
    }

    @Test
    void expandHasOneProjectionPerOutputRow() {
        PlanNode plan = roundTrip(new ExpandExec(
                seq(seq((Expression) A, literal(0)), seq((Expression) literal(9), literal(1))),
                seq(A, column("id", DataTypes.IntegerType)),
                scan(A, B)));

        assertThat(plan)
                .isEqualTo(new ExpandNode(
                        7,
                        INPUT,
                        List.of(
                                List.of(FIELD_A, new Literal(0, ColumnType.INT)),
                                List.of(new Literal(9, ColumnType.INT), new Literal(1, ColumnType.INT)))));
    }

    @Test
    void anUnknownOperatorIsRefusedByName() {
        assertThat(translator.verdict(new UnionExec(seq(scan(A), scan(A)))))
                .isEqualTo(Verdict.unsupported(Reason.OPERATOR, "Union"));
    }

    @Test
    void projectionsOfAnExchangeHaveNoOperator() {
        TranslatedFragment fragment = translator.translateProjection(List.of(A, B), List.of(add(A, A)));

        ProjectNode project = (ProjectNode) SubstraitReader.read(fragment.plan());
        assertThat(project.operatorId()).isEqualTo(-1);
        assertThat(project.types()).containsExactly(ColumnType.INT);
    }

    @Test
    void anOperatorOverAnOperatorIsOnePlan() {
        SparkPlan filter = new FilterExec(new GreaterThan(A, literal(3)), scan(A, B));
        SparkPlan limit = new LocalLimitExec(4, filter);
        FragmentNode root = new FragmentNode.OperatorNode(
                0,
                limit,
                List.of(new FragmentNode.OperatorNode(
                        1, filter, List.of(new FragmentNode.InputNode(0, List.of(A, B))))));

        LimitNode plan =
                (LimitNode) SubstraitReader.read(translator.translate(root).plan());

        assertThat(plan.operatorId()).isZero();
        assertThat(plan.input().operatorId()).isEqualTo(1);
    }
}
