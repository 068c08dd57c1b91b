/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.optimize;

import io.quiver.bridge.relation.aggregate.NativeFunctions;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.translation.Translation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MakeDecimal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.UnscaledValue;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.Final$;
import org.apache.spark.sql.catalyst.expressions.aggregate.PartialMerge$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.execution.aggregate.HashAggregateExec;

/**
 * Recognizes aggregations by groups that raise no error whatever rows a group has, so that a group nobody needs may be left out.
 */
public final class InfallibleAggregates {
    private final List<AggregateExpression> calls;
    private final List<Attribute> input;

    private InfallibleAggregates(List<AggregateExpression> calls, List<Attribute> input) {
        this.calls = calls;
        this.input = input;
    }

    public static boolean are(HashAggregateExec aggregate) {
        InfallibleAggregates groups = new InfallibleAggregates(
                Scala.list(aggregate.aggregateExpressions()),
                Scala.list(aggregate.child().output()));
        List<Attribute> columns = new ArrayList<>(Scala.list(aggregate.aggregateAttributes()));
        Scala.list(aggregate.groupingExpressions()).forEach(group -> columns.add(group.toAttribute()));
        return !aggregate.groupingExpressions().isEmpty()
                && areSafe(Scala.list(aggregate.groupingExpressions()), groups.input)
                && groups.areSafe()
                && groups.areResultsSafe(Scala.list(aggregate.resultExpressions()), columns);
    }

    public static boolean are(Aggregate aggregate) {
        List<AggregateExpression> calls = new ArrayList<>();
        List<Expression> results = new ArrayList<>();
        for (NamedExpression result : Scala.list(aggregate.aggregateExpressions())) {
            results.add(withoutCalls((Expression) result, calls));
        }
        InfallibleAggregates groups =
                new InfallibleAggregates(calls, Scala.list(aggregate.child().output()));
        List<Attribute> columns = new ArrayList<>(groups.input);
        calls.forEach(call -> columns.add(call.resultAttribute()));
        return !aggregate.groupingExpressions().isEmpty()
                && areSafe(Scala.list(aggregate.groupingExpressions()), groups.input)
                && groups.areSafe()
                && groups.areResultsSafe(results, columns);
    }

    /** Replaces calls by the columns of their results, as Spark's planner does, and adds them to {@code calls}. */
    private static Expression withoutCalls(Expression expression, List<AggregateExpression> calls) {
        if (expression instanceof AggregateExpression call) {
            calls.add(call);
            return call.resultAttribute();
        }
        return (Expression) expression.mapChildren(child -> withoutCalls((Expression) child, calls));
    }

    /** Whether no expression over these columns can raise an error or depends on more than the row. */
    public static boolean areSafe(List<?> expressions, List<Attribute> input) {
        return expressions.stream().allMatch(expression -> isSafe((Expression) expression, input));
    }

    private static boolean isSafe(Expression expression, List<Attribute> input) {
        return expression.deterministic() && !Translation.translator().mayFail(expression, input);
    }

    private boolean areSafe() {
        return calls.stream().allMatch(this::cannotFail);
    }

    /** Whether the call cannot fail for any rows, however many; a merging call has no input of its own. */
    private boolean cannotFail(AggregateExpression call) {
        AggregateFunction function = call.aggregateFunction();
        boolean merges = call.mode() == Final$.MODULE$ || call.mode() == PartialMerge$.MODULE$;
        boolean isInputSafe = merges
                || (areSafe(Scala.list(function.children()), input)
                        && areSafe(Scala.list(call.filter().toList()), input));
        return isInputSafe && cannotFail(function);
    }

    /** DecimalAggregates (Spark 4.1) sums the digits of decimals only if the sums fit. */
    private static boolean cannotFail(AggregateFunction function) {
        boolean isOfDigits = Scala.list(function.children()).stream().anyMatch(UnscaledValue.class::isInstance);
        return function.deterministic()
                && (isOfDigits
                        || !NativeFunctions.mayFail(
                                function, Translation.translator().capabilities()));
    }

    private boolean areResultsSafe(List<?> results, List<Attribute> columns) {
        Map<ExprId, AggregateFunction> functions = new HashMap<>();
        calls.forEach(call -> functions.put(call.resultAttribute().exprId(), call.aggregateFunction()));
        return results.stream().allMatch(result -> isSafe(withoutUnscaling((Expression) result, functions), columns));
    }

    /**
     * Replaces what DecimalAggregates (Spark 4.1) makes of the sum or average of a decimal's digits by literals: it knows that
     * they fit.
     */
    private static Expression withoutUnscaling(Expression expression, Map<ExprId, AggregateFunction> calls) {
        boolean isSum = expression instanceof MakeDecimal made && isOfDigits(made.child(), calls);
        boolean isAverage = expression instanceof Cast cast
                && cast.child() instanceof Divide divide
                && divide.right() instanceof Literal
                && isOfDigits(divide.left(), calls);
        if (isSum || isAverage) {
            return Literal.create(null, expression.dataType());
        }
        List<Expression> children = new ArrayList<>();
        Scala.list(expression.children()).forEach(child -> children.add(withoutUnscaling(child, calls)));
        return children.isEmpty() ? expression : (Expression) expression.withNewChildren(Scala.seq(children));
    }

    private static boolean isOfDigits(Expression expression, Map<ExprId, AggregateFunction> calls) {
        AggregateFunction function = expression instanceof Attribute result ? calls.get(result.exprId()) : null;
        return function != null && Scala.list(function.children()).get(0) instanceof UnscaledValue;
    }
}
