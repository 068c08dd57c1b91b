/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.aggregate;

import io.quiver.bridge.expression.ComparableKeys;
import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.expression.FragmentContents;
import io.quiver.bridge.relation.Expressions;
import io.quiver.bridge.support.Capabilities;
import io.quiver.spark.compat.Scala;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Final$;
import org.apache.spark.sql.catalyst.expressions.aggregate.PartialMerge$;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.aggregate.SortAggregateExec;

/**
 * Sorted aggregations whose groups are the same in whatever order their rows come. Spark sorts for those whose states it cannot change in
 * place, texts for one, and an aggregation by hash needs no order. Which row fails first depends on it, so no argument may fail.
 */
public final class AnyOrder {
    private AnyOrder() {}

    public static boolean isTakenBy(SparkPlan stock, Capabilities capabilities) {
        if (!(stock instanceof SortAggregateExec sorted)
                || sorted.groupingExpressions().isEmpty()) {
            return false;
        }
        ExpressionTranslator expressions = new ExpressionTranslator(
                capabilities,
                new FragmentContents(),
                Scala.<Attribute>list(sorted.child().output()));
        return Expressions.of(Scala.<NamedExpression>list(sorted.groupingExpressions())).stream()
                        .allMatch(key -> isPlainKey(key, expressions))
                && Scala.<AggregateExpression>list(sorted.aggregateExpressions()).stream()
                        .allMatch(aggregate -> isInAnyOrder(aggregate, expressions));
    }

    /** The key of a group under a collation is that of its first row. */
    private static boolean isPlainKey(Expression key, ExpressionTranslator expressions) {
        return ComparableKeys.isComparedAsCarried(key.dataType()) && !expressions.mayFail(key);
    }

    private static boolean isInAnyOrder(AggregateExpression aggregate, ExpressionTranslator expressions) {
        return givesTheSame(aggregate, expressions.capabilities())
                && (readsState(aggregate) || cannotFail(aggregate, expressions));
    }

    /** Whether the function's state is the same to the bit in whatever order and parts a group's rows come; its arguments may fail. */
    static boolean givesTheSame(AggregateExpression aggregate, Capabilities capabilities) {
        return NativeAggregate.of(aggregate.aggregateFunction(), capabilities)
                .filter(function -> function.isInAnyOrder(capabilities))
                .isPresent();
    }

    private static boolean readsState(AggregateExpression aggregate) {
        return aggregate.mode() == PartialMerge$.MODULE$ || aggregate.mode() == Final$.MODULE$;
    }

    private static boolean cannotFail(AggregateExpression aggregate, ExpressionTranslator expressions) {
        List<Expression> arguments =
                Scala.<Expression>list(aggregate.aggregateFunction().children());
        return arguments.stream().noneMatch(expressions::mayFail)
                && Scala.<Expression>list(aggregate.filter().toList()).stream().noneMatch(expressions::mayFail);
    }
}
