/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.bridge.expression.InterpretedArgument;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkInternals;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.expressions.DivideDTInterval;
import org.apache.spark.sql.catalyst.expressions.DivideYMInterval;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.catalyst.trees.Origin;

/**
 * Keeps the positions in the query's text that some expressions name in their errors. These expressions look them up when their
 * code is generated. Spark generates it on the driver, and an expression that travels to an executor loses its origin. All other
 * expressions carry their query context. Source: DivideYMInterval, DivideDTInterval, TreeNode.origin of Spark 4.1.3.
 *
 * @param origins of the divisions in an expression, parents before children
 */
public record QueryOrigins(List<Origin> origins) implements Serializable {
    /** Records the origins of an expression on the driver. */
    public static QueryOrigins of(Expression expression) {
        List<Origin> origins = new ArrayList<>();
        divisions(expression, division -> origins.add(division.origin()));
        return new QueryOrigins(origins);
    }

    /** Restores the origins of the same expression on the executor. */
    public void restore(Expression expression) {
        if (!origins.isEmpty()) {
            int[] next = {0};
            divisions(expression, division -> SparkInternals.setOrigin(division, origins.get(next[0]++)));
        }
    }

    /** Stops at expressions that Spark interprets: they lose their origins on stock Spark, too. */
    private static void divisions(Expression expression, Consumer<Expression> found) {
        if (expression instanceof CodegenFallback || expression instanceof InterpretedArgument) {
            return;
        }
        if (expression instanceof DivideYMInterval || expression instanceof DivideDTInterval) {
            found.accept(expression);
        }
        Scala.list(expression.children()).forEach(child -> divisions(child, found));
    }
}
