/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Add$;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.execution.LocalTableScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Catalyst expressions and plans for tests, made without a session. */
final class Catalyst {
    private Catalyst() {}

    @SuppressWarnings("unchecked")
    static <T> Seq<T> seq(List<? extends T> items) {
        return CollectionConverters.asScala((List<T>) items).toList();
    }

    @SafeVarargs
    static <T> Seq<T> seq(T... items) {
        return seq(Arrays.asList(items));
    }

    static AttributeReference column(String name, DataType type) {
        return new AttributeReference(name, type, true, Metadata.empty(), NamedExpression$.MODULE$.newExprId(), seq());
    }

    static Alias as(Expression expression, String name) {
        return new Alias(expression, name, NamedExpression$.MODULE$.newExprId(), seq(), Option.empty(), seq());
    }

    static Literal literal(int value) {
        return new Literal(value, DataTypes.IntegerType);
    }

    static Literal literal(String value) {
        return new Literal(UTF8String.fromString(value), DataTypes.StringType);
    }

    static Expression add(Expression left, Expression right) {
        return Add$.MODULE$.apply(left, right, EvalMode.ANSI());
    }

    static SparkPlan scan(Attribute... output) {
        return new LocalTableScanExec(seq(output), seq(), Option.empty());
    }

    static Seq<NamedExpression> named(NamedExpression... expressions) {
        return seq(expressions);
    }

    /** The fragment of one operator, number 7, over as many inputs as it has children. */
    static FragmentNode fragment(SparkPlan stock) {
        List<FragmentNode> inputs = new ArrayList<>();
        for (SparkPlan child : CollectionConverters.asJava(stock.children())) {
            inputs.add(new FragmentNode.InputNode(inputs.size(), CollectionConverters.asJava(child.output())));
        }
        return new FragmentNode.OperatorNode(7, stock, inputs);
    }
}
