/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.window;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.relation.Expressions;
import io.quiver.bridge.relation.RelationContext;
import io.quiver.bridge.relation.RelationInput;
import io.quiver.bridge.relation.RelationTranslator;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.spark.compat.Scala;
import io.substrait.relation.ConsistentPartitionWindow;
import io.substrait.relation.ImmutableConsistentPartitionWindow;
import io.substrait.relation.Rel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.SpecifiedWindowFrame;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.execution.window.WindowExec;
import org.apache.spark.sql.types.Metadata;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;

/**
 * Translates WindowExec to a ConsistentPartitionWindow over its sorted input, with a projection above if a column is more than a
 * window function's value. Source: Spark 4.1.3 {@code WindowEvaluatorFactoryBase}.
 */
public final class WindowTranslator implements RelationTranslator<WindowExec> {
    @Override
    public Rel translate(WindowExec stock, List<RelationInput> inputs, RelationContext context) {
        RelationInput input = inputs.get(0);
        List<NamedExpression> columns = Scala.list(stock.windowExpression());
        Map<WindowExpression, Attribute> results = new LinkedHashMap<>();
        Expressions.of(columns).forEach(column -> collect(column, results));
        if (results.isEmpty()) {
            throw new Untranslatable(Reason.OPERATOR_FORM, "a window without window functions");
        }
        Rel window = window(stock, results, input, context);
        if (results.size() == columns.size()
                && Expressions.of(columns).stream().allMatch(WindowTranslator::isFunctionAlone)) {
            return window;
        }
        return project(window, columns, results, input, context);
    }

    private static Rel window(
            WindowExec stock, Map<WindowExpression, Attribute> results, RelationInput input, RelationContext context) {
        ExpressionTranslator expressions = context.expressions(input.output());
        List<SortOrder> order = Scala.list(stock.orderSpec());
        WindowFunctionTranslator functions = new WindowFunctionTranslator(order, expressions);
        ImmutableConsistentPartitionWindow.Builder builder = ConsistentPartitionWindow.builder()
                .input(input.rel())
                .addAllPartitionExpressions(
                        WindowKeys.partition(Scala.<Expression>list(stock.partitionSpec()), expressions))
                .addAllSorts(WindowKeys.order(order, hasOffsets(results.keySet(), order), expressions))
                .hint(context.hint());
        results.keySet().forEach(result -> builder.addWindowFunctions(functions.translate(result)));
        return builder.build();
    }

    private static boolean hasOffsets(Set<WindowExpression> functions, List<SortOrder> order) {
        return functions.stream()
                .map(function -> (SpecifiedWindowFrame) function.windowSpec().frameSpecification())
                .anyMatch(frame -> new WindowFrameTranslator(frame, order).hasOffsets());
    }

    /** Collects the window functions in Spark's order. */
    private static void collect(Expression expression, Map<WindowExpression, Attribute> results) {
        if (expression instanceof WindowExpression window) {
            results.computeIfAbsent(window, WindowTranslator::resultOf);
        }
        Scala.<Expression>list(expression.children()).forEach(child -> collect(child, results));
    }

    private static Attribute resultOf(WindowExpression window) {
        return new AttributeReference(
                "result",
                window.dataType(),
                window.nullable(),
                Metadata.empty(),
                NamedExpression$.MODULE$.newExprId(),
                Scala.seq(List.of()));
    }

    private static boolean isFunctionAlone(Expression column) {
        return column instanceof Alias alias && alias.child() instanceof WindowExpression;
    }

    private static Rel project(
            Rel window,
            List<NamedExpression> columns,
            Map<WindowExpression, Attribute> results,
            RelationInput input,
            RelationContext context) {
        List<Attribute> attributes = new ArrayList<>(input.output());
        attributes.addAll(results.values());
        List<Expression> projected = new ArrayList<>(input.output());
        for (Expression column : Expressions.of(columns)) {
            projected.add(column.transform(replacing(results)));
        }
        return RelationContext.project(window, context.expressions(attributes).translateAll(projected));
    }

    private static PartialFunction<Expression, Expression> replacing(Map<WindowExpression, Attribute> results) {
        return new AbstractPartialFunction<>() {
            @Override
            public boolean isDefinedAt(Expression node) {
                return node instanceof WindowExpression;
            }

            @Override
            public Expression apply(Expression node) {
                return (Expression) Objects.requireNonNull(results.get(node), "a function that was not collected");
            }
        };
    }
}
