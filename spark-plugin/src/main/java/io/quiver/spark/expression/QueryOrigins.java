/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.spark.compat.Scala;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.DivideDTInterval;
import org.apache.spark.sql.catalyst.expressions.DivideYMInterval;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.trees.CurrentOrigin;
import org.apache.spark.sql.catalyst.trees.Origin;

/**
 * The places in the query's text that expressions name in their errors, for those that look them up when their code is
 * generated: Spark does that on the driver, and what travels to executors has lost its origin. All other expressions carry
 * their query context along. Source: DivideYMInterval, DivideDTInterval, TreeNode.origin of Spark 4.1.3.
 *
 * @param origins of the divisions in an expression, parents before children
 */
public record QueryOrigins(List<Origin> origins) implements Serializable {
    /** Notes the origins of an expression on the driver. */
    public static QueryOrigins of(Expression expression) {
        List<Origin> origins = new ArrayList<>();
        collect(expression, origins);
        return new QueryOrigins(origins);
    }

    private static void collect(Expression expression, List<Origin> origins) {
        if (isDivision(expression)) {
            origins.add(expression.origin());
        }
        Scala.list(expression.children()).forEach(child -> collect(child, origins));
    }

    private static boolean isDivision(Expression expression) {
        return expression instanceof DivideYMInterval || expression instanceof DivideDTInterval;
    }

    /** The same expression with the origins that it has lost. */
    public Expression restore(Expression expression) {
        return origins.isEmpty() ? expression : restore(expression, new int[] {0});
    }

    private Expression restore(Expression expression, int[] next) {
        Origin own = isDivision(expression) ? origins.get(next[0]++) : null;
        List<Expression> children = new ArrayList<>();
        Scala.list(expression.children()).forEach(child -> children.add(restore(child, next)));
        if (own == null) {
            return (Expression) expression.withNewChildren(Scala.seq(children));
        }
        Origin outer = CurrentOrigin.get();
        CurrentOrigin.set(own);
        try {
            return expression instanceof DivideYMInterval
                    ? new DivideYMInterval(children.get(0), children.get(1))
                    : new DivideDTInterval(children.get(0), children.get(1));
        } finally {
            CurrentOrigin.set(outer);
        }
    }
}
