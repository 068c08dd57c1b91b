/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import static io.quiver.bridge.Catalyst.add;
import static io.quiver.bridge.Catalyst.column;
import static io.quiver.bridge.Catalyst.fragment;
import static io.quiver.bridge.Catalyst.literal;
import static io.quiver.bridge.Catalyst.scan;
import static io.quiver.bridge.Catalyst.seq;
import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.bridge.FragmentNode.InputNode;
import io.quiver.bridge.FragmentNode.OperatorNode;
import io.quiver.bridge.FragmentNode.TableNode;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Verdict;
import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.expression.Expression.Foreign;
import io.quiver.exec.expression.Expression.Guard;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.join.BuildSide;
import io.quiver.exec.operator.join.JoinType;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.plan.PlanNode.JoinNode;
import io.quiver.exec.plan.SubstraitReader;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.Rand;
import org.apache.spark.sql.catalyst.expressions.Upper;
import org.apache.spark.sql.catalyst.optimizer.BuildLeft$;
import org.apache.spark.sql.catalyst.optimizer.BuildRight$;
import org.apache.spark.sql.catalyst.plans.Cross$;
import org.apache.spark.sql.catalyst.plans.ExistenceJoin;
import org.apache.spark.sql.catalyst.plans.FullOuter$;
import org.apache.spark.sql.catalyst.plans.Inner$;
import org.apache.spark.sql.catalyst.plans.LeftAnti$;
import org.apache.spark.sql.catalyst.plans.LeftOuter$;
import org.apache.spark.sql.catalyst.plans.LeftSemi$;
import org.apache.spark.sql.catalyst.plans.LeftSingle$;
import org.apache.spark.sql.catalyst.plans.RightOuter$;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec$;
import org.apache.spark.sql.execution.joins.BroadcastNestedLoopJoinExec;
import org.apache.spark.sql.execution.joins.CartesianProductExec;
import org.apache.spark.sql.execution.joins.ShuffledHashJoinExec$;
import org.apache.spark.sql.execution.joins.SortMergeJoinExec;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import scala.Option;

class JoinTranslationTest {
    private static final AttributeReference A = column("a", DataTypes.IntegerType);
    private static final AttributeReference B = column("b", DataTypes.StringType);
    private static final AttributeReference C = column("c", DataTypes.IntegerType);
    private static final AttributeReference D = column("d", DataTypes.StringType);
    private static final AttributeReference E = column("e", DataTypes.LongType);
    private static final FieldReference FIRST_INT = new FieldReference(0, ColumnType.INT);
    private static final FieldReference SECOND_STRING = new FieldReference(1, ColumnType.STRING);
    private static final Option<Expression> NO_CONDITION = Option.empty();

    private final PlanTranslator translator = new PlanTranslator(new FakeCapabilities().without("upper"));

    private JoinNode roundTrip(SparkPlan stock) {
        assertThat(translator.verdict(stock)).isInstanceOf(Verdict.Supported.class);
        return (JoinNode)
                SubstraitReader.read(translator.translate(fragment(stock)).plan());
    }

    private static SparkPlan sortMerge(
            org.apache.spark.sql.catalyst.plans.JoinType type, Option<Expression> condition, Expression... keys) {
        List<Expression> all = List.of(keys);
        int half = all.size() / 2;
        return new SortMergeJoinExec(
                seq(all.subList(0, half)),
                seq(all.subList(half, all.size())),
                type,
                condition,
                scan(A, B),
                scan(C, D, E),
                false);
    }

    private static SparkPlan broadcastHash(
            org.apache.spark.sql.catalyst.plans.JoinType type, boolean buildsLeft, boolean nullAware) {
        return BroadcastHashJoinExec$.MODULE$.apply(
                seq((Expression) A),
                seq((Expression) C),
                type,
                buildsLeft ? BuildLeft$.MODULE$ : BuildRight$.MODULE$,
                NO_CONDITION,
                scan(A, B),
                scan(C, D, E),
                nullAware);
    }

    private static SparkPlan nestedLoop(
            org.apache.spark.sql.catalyst.plans.JoinType type, boolean buildsLeft, Option<Expression> condition) {
        return new BroadcastNestedLoopJoinExec(
                scan(A, B), scan(C, D, E), buildsLeft ? BuildLeft$.MODULE$ : BuildRight$.MODULE$, type, condition);
    }

    @Test
    void keysAreOverTheirOwnSide() {
        JoinNode join = roundTrip(sortMerge(Inner$.MODULE$, NO_CONDITION, A, B, C, D));

        assertThat(join.operatorId()).isEqualTo(7);
        assertThat(join.left()).isEqualTo(new PlanNode.InputNode(-1, 0, List.of(ColumnType.INT, ColumnType.STRING)));
        assertThat(join.right())
                .isEqualTo(new PlanNode.InputNode(-1, 1, List.of(ColumnType.INT, ColumnType.STRING, ColumnType.LONG)));
        assertThat(join.leftKeys()).containsExactly(FIRST_INT, SECOND_STRING);
        assertThat(join.rightKeys()).containsExactly(FIRST_INT, SECOND_STRING);
        assertThat(join.nullSafe()).containsExactly(false, false);
        assertThat(join.condition()).isEmpty();
        assertThat(join.nullAware()).isFalse();
    }

    @Test
    void everyTypeOfJoinIsItselfAndBuildsTheSideThatSparkBuffers() {
        Map.of(
                        Inner$.MODULE$,
                        JoinType.INNER,
                        Cross$.MODULE$,
                        JoinType.INNER,
                        LeftOuter$.MODULE$,
                        JoinType.LEFT_OUTER,
                        RightOuter$.MODULE$,
                        JoinType.RIGHT_OUTER,
                        FullOuter$.MODULE$,
                        JoinType.FULL_OUTER,
                        LeftSemi$.MODULE$,
                        JoinType.LEFT_SEMI,
                        LeftAnti$.MODULE$,
                        JoinType.LEFT_ANTI,
                        new ExistenceJoin(column("exists", DataTypes.BooleanType)),
                        JoinType.EXISTENCE)
                .forEach((sparks, type) -> {
                    JoinNode join = roundTrip(
                            sortMerge((org.apache.spark.sql.catalyst.plans.JoinType) sparks, NO_CONDITION, A, C));
                    assertThat(join.type()).isEqualTo(type);
                    assertThat(join.buildSide())
                            .isEqualTo(type == JoinType.RIGHT_OUTER ? BuildSide.LEFT : BuildSide.RIGHT);
                });
    }

    @Test
    void hashJoinsBuildTheSideThatSparkChose() {
        for (boolean left : new boolean[] {true, false}) {
            SparkPlan shuffled = ShuffledHashJoinExec$.MODULE$.apply(
                    seq((Expression) A),
                    seq((Expression) C),
                    FullOuter$.MODULE$,
                    left ? BuildLeft$.MODULE$ : BuildRight$.MODULE$,
                    NO_CONDITION,
                    scan(A, B),
                    scan(C, D, E),
                    false);

            BuildSide expected = left ? BuildSide.LEFT : BuildSide.RIGHT;
            assertThat(roundTrip(shuffled).buildSide()).isEqualTo(expected);
            assertThat(roundTrip(broadcastHash(Inner$.MODULE$, left, false)).buildSide())
                    .isEqualTo(expected);
        }
    }

    @Test
    void aNullAwareAntiJoinSaysSo() {
        assertThat(roundTrip(broadcastHash(LeftAnti$.MODULE$, false, true)).nullAware())
                .isTrue();
    }

    @Test
    void aBroadcastSideIsATable() {
        SparkPlan stock = broadcastHash(Inner$.MODULE$, true, false);
        FragmentNode root = new OperatorNode(
                0, stock, List.of(new TableNode(3, List.of(A, B)), new InputNode(0, List.of(C, D, E))));

        JoinNode join =
                (JoinNode) SubstraitReader.read(translator.translate(root).plan());

        assertThat(join.left()).isEqualTo(new PlanNode.TableNode(3, List.of(ColumnType.INT, ColumnType.STRING)));
        assertThat(join.buildSide()).isEqualTo(BuildSide.LEFT);
        assertThat(join.leftKeys()).containsExactly(FIRST_INT);
    }

    @Test
    void computedKeysAreGuardedByWhatIsBoundToTheirSide() {
        SparkPlan stock = sortMerge(Inner$.MODULE$, NO_CONDITION, A, B, add(C, literal(1)), new Upper(D));

        TranslatedFragment fragment = translator.translate(fragment(stock));
        JoinNode join = (JoinNode) SubstraitReader.read(fragment.plan());

        assertThat(join.rightKeys().get(0)).isInstanceOfSatisfying(Guard.class, guard -> assertThat(
                        ((Call) guard.vectorised()).arguments().get(0))
                .isEqualTo(FIRST_INT));
        assertThat(join.rightKeys().get(1)).isEqualTo(new Foreign(1, ColumnType.STRING));
        assertThat(fragment.foreign().get(0).toString()).isEqualTo("(input[0, int, true] + 1)");
        assertThat(fragment.foreign().get(1).toString()).isEqualTo("upper(input[1, string, true])");
    }

    @Test
    void aConditionIsOverBothSidesAndStaysWhole() {
        Expression compared = new GreaterThan(add(A, C), literal(3));

        TranslatedFragment fragment =
                translator.translate(fragment(sortMerge(LeftOuter$.MODULE$, Option.apply(compared), A, C)));
        JoinNode join = (JoinNode) SubstraitReader.read(fragment.plan());

        assertThat(join.leftKeys()).hasSize(1);
        assertThat(join.condition()).containsInstanceOf(Guard.class);
        assertThat(fragment.foreign().get(0).toString()).isEqualTo("((input[0, int, true] + input[2, int, true]) > 3)");
    }

    @Test
    void aConditionThatLooksLikeAKeyIsNone() {
        Expression equality = new EqualTo(A, C);

        assertThat(roundTrip(nestedLoop(LeftOuter$.MODULE$, false, Option.apply(equality))))
                .satisfies(JoinTranslationTest::hasEqualityAsCondition);
        assertThat(roundTrip(new CartesianProductExec(scan(A, B), scan(C, D, E), Option.apply(equality))))
                .satisfies(JoinTranslationTest::hasEqualityAsCondition);
    }

    private static void hasEqualityAsCondition(JoinNode join) {
        Call equal = new Call(
                "equal",
                EvaluationMode.LEGACY,
                List.of(FIRST_INT, new FieldReference(2, ColumnType.INT)),
                ColumnType.BOOLEAN);
        assertThat(join.leftKeys()).isEmpty();
        assertThat(join.condition())
                .contains(new Call("and", EvaluationMode.LEGACY, List.of(equal), ColumnType.BOOLEAN));
    }

    @Test
    void aProductHasNeitherKeysNorCondition() {
        JoinNode join = roundTrip(new CartesianProductExec(scan(A, B), scan(C, D, E), NO_CONDITION));

        assertThat(join.leftKeys()).isEmpty();
        assertThat(join.condition()).isEmpty();
    }

    @Test
    void broadcastsOfAPreservedSideAreRefused() {
        List<SparkPlan> refused = List.of(
                nestedLoop(FullOuter$.MODULE$, false, NO_CONDITION),
                nestedLoop(LeftOuter$.MODULE$, true, NO_CONDITION),
                nestedLoop(LeftSemi$.MODULE$, true, NO_CONDITION),
                nestedLoop(RightOuter$.MODULE$, false, NO_CONDITION));

        assertThat(refused).allSatisfy(stock -> assertReason(Reason.OPERATOR_FORM, stock));
    }

    @Test
    void otherKeysAndTypesAreRefused() {
        AttributeReference nothing = column("n", DataTypes.NullType);
        assertReason(Reason.TYPE, sortMerge(Inner$.MODULE$, NO_CONDITION, A, E));
        assertReason(
                Reason.TYPE,
                new SortMergeJoinExec(
                        seq((Expression) nothing),
                        seq((Expression) nothing),
                        Inner$.MODULE$,
                        NO_CONDITION,
                        scan(nothing),
                        scan(nothing),
                        false));
        assertReason(Reason.OPERATOR_FORM, sortMerge(LeftSingle$.MODULE$, NO_CONDITION, A, C));
        Expression random = new GreaterThan(new Rand(literal(1), false), literal(0));
        assertReason(Reason.EXPRESSION, sortMerge(Inner$.MODULE$, Option.apply(random), A, C));
    }

    private void assertReason(Reason reason, SparkPlan stock) {
        assertThat(translator.verdict(stock))
                .isInstanceOfSatisfying(
                        Verdict.Unsupported.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }

    @Test
    void aBuildSideIsItsColumnsAndTheKeysThatAreComputed() {
        BuildSideFragment side = translator.translateBuildSide(List.of(C, D, E), List.of(D, add(C, literal(1)), D));

        PlanNode read = SubstraitReader.read(side.fragment().plan());
        assertThat(read.types()).containsExactly(ColumnType.INT, ColumnType.STRING, ColumnType.LONG, ColumnType.INT);
        assertThat(side.width()).isEqualTo(3);
        assertThat(side.keyColumns()).containsExactly(1, 3, 1);
    }
}
