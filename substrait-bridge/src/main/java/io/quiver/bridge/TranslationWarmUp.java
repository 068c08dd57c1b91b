/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import io.quiver.bridge.FragmentNode.InputNode;
import io.quiver.bridge.FragmentNode.OperatorNode;
import io.quiver.bridge.support.Capabilities;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.expressions.NullsFirst$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Complete$;
import org.apache.spark.sql.catalyst.plans.LeftSemi$;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.LocalLimitExec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.TakeOrderedAndProjectExec;
import org.apache.spark.sql.execution.aggregate.HashAggregateExec;
import org.apache.spark.sql.execution.joins.SortMergeJoinExec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;

/**
 * Translates an artificial fragment with every kind of relation and expression, so that the first query does not wait for
 * hundreds of classes to load: a third of a second of processor time, spent on a separate thread.
 */
public final class TranslationWarmUp {
    private static final AttributeReference NUMBER = column("number", DataTypes.IntegerType);
    private static final AttributeReference TEXT = column("text", DataTypes.StringType);
    private static final AttributeReference KEY = column("key", DataTypes.IntegerType);
    private static final AttributeReference PRICE = column("price", DataTypes.createDecimalType(12, 2));

    private TranslationWarmUp() {}

    /** Translates the fragment, whose one input has no rows; the executor's own warm-up may use its plan. */
    public static TranslatedFragment run(Capabilities capabilities) {
        PlanTranslator translator = new PlanTranslator(capabilities);
        FragmentNode node = new InputNode(0, List.of(NUMBER, TEXT, PRICE));
        for (SparkPlan operator : operators()) {
            translator.verdict(operator);
            boolean isJoin = operator.children().size() == 2;
            node = new OperatorNode(
                    0, operator, isJoin ? List.of(node, new InputNode(0, List.of(KEY))) : List.of(node));
        }
        return translator.translate(node);
    }

    /** Operators stacked one above the other, all with the same three columns up to the aggregation. */
    private static List<SparkPlan> operators() {
        SparkPlan join = semiJoin(scan(NUMBER, TEXT, PRICE), scan(KEY));
        SparkPlan filter = new FilterExec(
                new And(new IsNotNull(NUMBER), new In(TEXT, Scala.seq(List.of(literal("a"), literal("b"))))), join);
        Expression positive = new GreaterThan(NUMBER, literal(0));
        Alias sum = alias(SparkApi.get().ansiAdd(NUMBER, literal(1)));
        Alias choice = alias(new If(positive, TEXT, literal("none")));
        Alias price = alias(PRICE);
        SparkPlan project = new ProjectExec(Scala.<NamedExpression>seq(List.of(sum, choice, price)), filter);
        Attribute number = sum.toAttribute();
        Attribute text = choice.toAttribute();
        SparkPlan expand = SparkApi.get()
                .expand(
                        Scala.seq(List.of(Scala.<Expression>seq(List.of(number, text, price.toAttribute())))),
                        Scala.<Attribute>seq(List.of(NUMBER, TEXT, PRICE)),
                        project);
        SparkPlan sort = new SortExec(Scala.seq(List.of(ascending(TEXT))), false, expand, 0);
        SparkPlan limit = new LocalLimitExec(10, sort);
        SparkPlan aggregate = aggregate(limit);
        SparkPlan top = new TakeOrderedAndProjectExec(
                5, Scala.seq(List.of(ascending(TEXT))), Scala.<NamedExpression>seq(List.of(TEXT)), aggregate, 0);
        return List.of(join, filter, project, expand, sort, limit, aggregate, top);
    }

    private static SparkPlan scan(Attribute... output) {
        return SparkApi.get().emptyTable(Scala.<Attribute>seq(List.of(output)));
    }

    private static SparkPlan semiJoin(SparkPlan left, SparkPlan right) {
        return new SortMergeJoinExec(
                Scala.<Expression>seq(List.of(NUMBER)),
                Scala.<Expression>seq(List.of(KEY)),
                LeftSemi$.MODULE$,
                Option.empty(),
                left,
                right,
                false);
    }

    private static SparkPlan aggregate(SparkPlan child) {
        AggregateExpression sum = new AggregateExpression(
                SparkApi.get().ansiSum(PRICE),
                Complete$.MODULE$,
                false,
                Option.empty(),
                NamedExpression$.MODULE$.newExprId());
        return new HashAggregateExec(
                Option.empty(),
                false,
                Option.empty(),
                Scala.<NamedExpression>seq(List.of(TEXT)),
                Scala.seq(List.of(sum)),
                Scala.<Attribute>seq(List.of(sum.resultAttribute())),
                0,
                Scala.<NamedExpression>seq(List.of(TEXT, (NamedExpression) sum.resultAttribute())),
                child);
    }

    private static AttributeReference column(String name, DataType type) {
        return new AttributeReference(
                name, type, true, Metadata.empty(), NamedExpression$.MODULE$.newExprId(), Scala.seq(List.of()));
    }

    private static Alias alias(Expression expression) {
        return new Alias(
                expression,
                "alias",
                NamedExpression$.MODULE$.newExprId(),
                Scala.seq(List.of()),
                Option.empty(),
                Scala.seq(List.of()));
    }

    private static Literal literal(int value) {
        return new Literal(value, DataTypes.IntegerType);
    }

    private static Literal literal(String value) {
        return new Literal(UTF8String.fromString(value), DataTypes.StringType);
    }

    private static SortOrder ascending(Expression expression) {
        return new SortOrder(expression, Ascending$.MODULE$, NullsFirst$.MODULE$, Scala.seq(List.of()));
    }
}
