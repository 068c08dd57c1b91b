/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import io.quiver.spark.plan.PlanTrees;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionWithRandomSeed;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.StringPredicate;
import org.apache.spark.sql.execution.CollapseCodegenStages;
import org.apache.spark.sql.execution.ExpandExec;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.aggregate.HashAggregateExec;
import org.apache.spark.sql.types.StringType;

/**
 * Raises the errors that Spark raises while it generates code for a stage: on the driver, even if there are no rows. Some
 * functions check their constants then (patterns, formats, time zones). If a plan has such constants, this runs Spark's own
 * generator.
 */
final class ConstantErrors {
    private ConstantErrors() {}

    static void raise(List<OperatorExec> operators) {
        for (OperatorExec operator : operators) {
            SparkPlan stock = operator.effective();
            boolean generates = stock instanceof ProjectExec
                    || stock instanceof FilterExec
                    || stock instanceof ExpandExec
                    || stock instanceof HashAggregateExec;
            if (generates && Scala.list(stock.expressions()).stream().anyMatch(ConstantErrors::looksAtConstants)) {
                generate(stock);
            }
        }
    }

    /** Whether a function has a constant text that it may parse, or the bounds of random values. */
    private static boolean looksAtConstants(Expression expression) {
        List<Expression> children = Scala.list(expression.children());
        boolean takesItAsText = expression instanceof NamedExpression
                || expression instanceof BinaryComparison
                || expression instanceof StringPredicate
                || expression instanceof In
                || expression instanceof If
                || expression instanceof CaseWhen
                || expression instanceof Coalesce
                || expression instanceof Concat;
        boolean hasText = !takesItAsText
                && children.stream()
                        .anyMatch(child -> child instanceof Literal && child.dataType() instanceof StringType);
        return hasText
                || expression instanceof ExpressionWithRandomSeed
                || children.stream().anyMatch(ConstantErrors::looksAtConstants);
    }

    /** Generates the code of the operator by itself, if Spark generates any for it: Spark's settings and limits count. */
    private static void generate(SparkPlan stock) {
        SparkPlan alone = PlanTrees.withChildren(stock, child -> SparkApi.get().emptyTable(child.output()));
        if (new CollapseCodegenStages(new AtomicInteger()).apply(alone) instanceof WholeStageCodegenExec stage) {
            stage.doCodeGen();
        }
    }
}
