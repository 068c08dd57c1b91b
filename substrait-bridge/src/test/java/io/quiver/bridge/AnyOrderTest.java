/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import static io.quiver.bridge.Catalyst.as;
import static io.quiver.bridge.Catalyst.column;
import static io.quiver.bridge.Catalyst.scan;
import static io.quiver.bridge.Catalyst.seq;
import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.bridge.relation.UngroupedInput;
import io.quiver.exec.operator.UngroupedRows;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.plan.PlanNode.AggregateNode;
import io.quiver.exec.plan.PlanNode.ProjectNode;
import io.quiver.exec.plan.PlanNode.SortNode;
import io.quiver.exec.plan.PlanNode.UnaryNode;
import io.quiver.exec.plan.SubstraitReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.SortOrder$;
import org.apache.spark.sql.catalyst.expressions.Substring;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateMode;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.Final$;
import org.apache.spark.sql.catalyst.expressions.aggregate.First;
import org.apache.spark.sql.catalyst.expressions.aggregate.Max;
import org.apache.spark.sql.catalyst.expressions.aggregate.Partial$;
import org.apache.spark.sql.catalyst.expressions.aggregate.PartialMerge$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.aggregate.SortAggregateExec;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Which sorts around sorted aggregations are left out, and whose measures are kept by the first keys. */
class AnyOrderTest {
    private static final AttributeReference KEY = column("k", DataTypes.StringType);
    private static final AttributeReference VALUE = column("v", DataTypes.StringType);
    private static final AttributeReference TEXT = column("t", DataTypes.StringType);
    private static final AttributeReference DOUBLE = column("d", DataTypes.DoubleType);

    private final PlanTranslator translator = new PlanTranslator(new FakeCapabilities());

    @Test
    void theSortBelowIsLeftOutWhereNoFunctionGoesByTheOrder() {
        assertThat(sortsBelow(partial(new Max(TEXT)))).isZero();
        assertThat(sortsBelow(partial(new Max(TEXT), new Count(seq((Expression) KEY)))))
                .isZero();
        assertThat(sortsBelow(partial(new Max(TEXT), new First(TEXT, false)))).isOne();
        assertThat(sortsBelow(partial(new Max(TEXT), new Max(DOUBLE)))).isOne();
    }

    @Test
    void theSortBelowStaysWhereAnArgumentMayFail() {
        Expression some = new Substring(TEXT, Catalyst.literal(1), Catalyst.literal(2));
        Expression sum = Catalyst.add(column("i", DataTypes.IntegerType), Catalyst.literal(1));

        assertThat(sortsBelow(partial(new Max(some)))).isZero();
        assertThat(sortsBelow(
                        plan(List.of(KEY), List.of(aggregate(new Max(sum), Partial$.MODULE$)), scan(KEY, (Attribute)
                                ((org.apache.spark.sql.catalyst.expressions.BinaryExpression) sum).left()))))
                .isOne();
    }

    @Test
    void groupsAreSortedWhereSomebodyCountsOnTheirOrder() {
        FragmentNode partial = partial(new Max(TEXT));

        assertThat(sortsAbove(partial, true)).isOne();
        assertThat(sortsAbove(partial, false)).isZero();
        assertThat(sortsAbove(merging(Final$.MODULE$), true)).isOne();
        assertThat(sortsAbove(merging(Final$.MODULE$), false)).isOne();
        assertThat(sortsAbove(merging(PartialMerge$.MODULE$), false)).isZero();
    }

    @Test
    void aSortThatIsNotForGroupsStaysBelowAShuffle() {
        FragmentNode sort =
                ((FragmentNode.OperatorNode) partial(new Max(TEXT))).children().get(0);

        assertThat(sorts(read(sort, false))).isOne();
    }

    @Test
    void rowsMayPassWhereTheirOrderIsLost() {
        FragmentNode partial = partial(new Max(TEXT));

        assertThat(aggregate(read(partial, true)).ungrouped()).isEqualTo(UngroupedRows.NONE);
        assertThat(aggregate(read(partial, false)).ungrouped()).isEqualTo(UngroupedRows.SOME);
    }

    @Test
    void measuresBesideDistinctValuesAreKeptByTheKeysOfTheQuery() {
        List<AggregateExpression> max = List.of(aggregate(new Max(TEXT), Partial$.MODULE$));
        List<AggregateExpression> first = List.of(aggregate(new First(TEXT, false), Partial$.MODULE$));
        List<NamedExpression> both = List.of(KEY, VALUE);

        assertThat(firstKeys(both, max, List.of(KEY))).isEqualTo(1);
        assertThat(firstKeys(both, max, List.of())).isZero();
        assertThat(firstKeys(both, max, List.of(KEY, VALUE))).isEqualTo(2);
        assertThat(firstKeys(both, first, List.of(KEY))).isEqualTo(2);
        assertThat(firstKeys(List.of(KEY, as(KEY, "again")), max, List.of(KEY))).isEqualTo(1);
        assertThat(firstKeys(List.of(KEY, as(KEY, "again"), VALUE), max, List.of(KEY, KEY)))
                .isEqualTo(1);
    }

    private int firstKeys(
            List<NamedExpression> keys, List<AggregateExpression> aggregates, List<Expression> queryKeys) {
        FragmentNode.OperatorNode node = (FragmentNode.OperatorNode) plan(keys, aggregates, scan(KEY, VALUE, TEXT));
        LogicalPlan rows = new LocalRelation(seq(KEY, VALUE, TEXT), seq(), false, Option.empty());
        node.stock().setLogicalLink(new Aggregate(seq(queryKeys), seq(), rows, Option.empty()));
        return aggregate(read(node, false)).firstKeyCount();
    }

    private static AggregateExpression aggregate(AggregateFunction function, AggregateMode mode) {
        return new AggregateExpression(function, mode, false, Option.empty(), NamedExpression$.MODULE$.newExprId());
    }

    private static FragmentNode partial(AggregateFunction... functions) {
        List<AggregateExpression> aggregates = new ArrayList<>();
        for (AggregateFunction function : functions) {
            aggregates.add(aggregate(function, Partial$.MODULE$));
        }
        return plan(List.of(KEY), aggregates, scan(KEY, TEXT, DOUBLE));
    }

    private static FragmentNode merging(AggregateMode mode) {
        AggregateExpression max = aggregate(new Max(TEXT), mode);
        List<Attribute> columns = new ArrayList<>(List.of(KEY));
        columns.addAll(state(max));
        return plan(List.of(KEY), List.of(max), scan(columns.toArray(new Attribute[0])));
    }

    private static List<AttributeReference> state(AggregateExpression aggregate) {
        return CollectionConverters.asJava(aggregate.aggregateFunction().inputAggBufferAttributes());
    }

    /** A sorted aggregation over a sort by its keys, as Spark plans it. */
    private static FragmentNode plan(List<NamedExpression> keys, List<AggregateExpression> aggregates, SparkPlan rows) {
        List<SortOrder> order = new ArrayList<>();
        List<NamedExpression> results = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        for (NamedExpression key : keys) {
            order.add(SortOrder$.MODULE$.apply((Expression) key, Ascending$.MODULE$, seq()));
            results.add(key.toAttribute());
        }
        for (AggregateExpression aggregate : aggregates) {
            if (aggregate.mode() == Final$.MODULE$) {
                attributes.add(aggregate.resultAttribute());
                results.add(aggregate.resultAttribute());
            } else {
                attributes.addAll(state(aggregate));
                results.addAll(state(aggregate));
            }
        }
        SparkPlan sort = new SortExec(seq(order), false, rows, 0);
        SparkPlan groups = new SortAggregateExec(
                Option.empty(),
                false,
                Option.empty(),
                seq(keys),
                seq(aggregates),
                (Seq<Attribute>) seq(attributes),
                0,
                seq(results),
                sort);
        FragmentNode input = new FragmentNode.InputNode(0, CollectionConverters.asJava(rows.output()));
        return new FragmentNode.OperatorNode(
                1, groups, List.of(new FragmentNode.OperatorNode(2, sort, List.of(input))));
    }

    private PlanNode read(FragmentNode fragment, boolean countsOnOrder) {
        return SubstraitReader.read(translator
                .translate(fragment, UngroupedInput.SOME, countsOnOrder)
                .plan());
    }

    private static AggregateNode aggregate(PlanNode plan) {
        PlanNode node = plan;
        while (!(node instanceof AggregateNode)) {
            node = ((UnaryNode) node).input();
        }
        return (AggregateNode) node;
    }

    private int sortsBelow(FragmentNode fragment) {
        return sorts(aggregate(read(fragment, true)).input());
    }

    private int sortsAbove(FragmentNode fragment, boolean countsOnOrder) {
        PlanNode plan = read(fragment, countsOnOrder);
        return sorts(plan) - sorts(aggregate(plan));
    }

    private static int sorts(PlanNode plan) {
        int sorts = 0;
        for (PlanNode node = plan; node instanceof UnaryNode unary; node = unary.input()) {
            sorts += node instanceof SortNode ? 1 : 0;
            assertThat(node).isInstanceOfAny(SortNode.class, ProjectNode.class, AggregateNode.class);
        }
        return sorts;
    }
}
