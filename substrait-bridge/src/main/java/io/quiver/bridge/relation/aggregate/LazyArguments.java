/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.aggregate;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.spark.compat.Scala;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.Covariance;
import org.apache.spark.sql.catalyst.expressions.aggregate.First;
import org.apache.spark.sql.catalyst.expressions.aggregate.ListAgg;
import org.apache.spark.sql.catalyst.expressions.aggregate.MaxMinBy;
import org.apache.spark.sql.catalyst.expressions.aggregate.PearsonCorrelation;
import org.apache.spark.sql.catalyst.expressions.aggregate.RegrIntercept;
import org.apache.spark.sql.catalyst.expressions.aggregate.RegrSlope;

/**
 * Finds arguments that Spark's aggregate functions compute only in some rows: the second of a pair whose first is null, the value
 * beside an order that does not win, a value after the first. Such an argument must not be computed in other rows if it may fail.
 */
final class LazyArguments {
    private LazyArguments() {}

    /**
     * Whether an argument that is computed in some rows may fail in another row. This concerns aggregations only, since Spark
     * computes the columns of window functions before the window.
     */
    static boolean mayFail(AggregateFunction function, ExpressionTranslator expressions) {
        return of(function).stream().anyMatch(argument -> expressions.mayFail(argument) && !asksQuery(argument));
    }

    /** Source: updateExpressions of the functions, Spark 4.1.3. */
    private static List<Expression> of(AggregateFunction function) {
        List<Expression> children = Scala.list(function.children());
        if (function instanceof Count) {
            return children.stream().filter(Expression::nullable).skip(1).toList();
        }
        if (function instanceof Covariance || function instanceof PearsonCorrelation) {
            return children.subList(1, children.size());
        }
        // The pair is turned round for its covariance.
        if (function instanceof First
                || function instanceof MaxMinBy
                || function instanceof RegrSlope
                || function instanceof RegrIntercept) {
            return children.subList(0, 1);
        }
        if (function instanceof ListAgg) {
            // The order of a value that is null; one that orders by the value itself is computed anyway.
            return children.stream()
                    .filter(SortOrder.class::isInstance)
                    .map(order -> ((SortOrder) order).child())
                    .filter(key -> !key.semanticEquals(children.get(0)))
                    .toList();
        }
        return List.of();
    }

    /** Results of subqueries reach Spark's code only as columns of the fragment. */
    private static boolean asksQuery(Expression argument) {
        return argument instanceof PlanExpression
                || Scala.<Expression>list(argument.children()).stream().anyMatch(LazyArguments::asksQuery);
    }
}
