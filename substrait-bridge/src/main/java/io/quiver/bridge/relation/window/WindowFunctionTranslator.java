/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.window;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.support.Dialect;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.bridge.type.TypeTranslator;
import io.quiver.spark.compat.Scala;
import io.substrait.expression.EnumArg;
import io.substrait.expression.Expression.AggregationInvocation;
import io.substrait.expression.Expression.AggregationPhase;
import io.substrait.expression.Expression.WindowBoundsType;
import io.substrait.expression.ExpressionCreator;
import io.substrait.expression.FunctionArg;
import io.substrait.relation.ConsistentPartitionWindow.WindowRelFunctionInvocation;
import io.substrait.type.Type;
import io.substrait.type.TypeCreator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PythonFuncExpression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.SpecifiedWindowFrame;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.DeclarativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.execution.aggregate.TypedAggregateExpression;

/** Translates window functions: natively if the executor has them, with Spark's own function as fallback if they may decline. */
final class WindowFunctionTranslator {
    private static final int NO_ORDINAL = -1;

    private final List<SortOrder> order;
    private final ExpressionTranslator expressions;

    /** {@code order} is the window's sort order. */
    WindowFunctionTranslator(List<SortOrder> order, ExpressionTranslator expressions) {
        this.order = order;
        this.expressions = expressions;
    }

    WindowRelFunctionInvocation translate(WindowExpression window) {
        SpecifiedWindowFrame specified =
                (SpecifiedWindowFrame) window.windowSpec().frameSpecification();
        WindowFrameTranslator frame = new WindowFrameTranslator(specified, order);
        Expression function = function(window);
        Optional<NativeWindow> vectorised = NativeWindow.of(function, specified, expressions);
        List<FunctionArg> arguments = new ArrayList<>();
        arguments.add(EnumArg.of(vectorised.map(NativeWindow::mode).orElse("LEGACY")));
        arguments.add(state(function, vectorised.isPresent()));
        arguments.add(ExpressionCreator.i32(false, foreign(function, vectorised)));
        arguments.add(bound(frame.lowerValue()));
        arguments.add(bound(frame.upperValue()));
        vectorised.ifPresent(found -> arguments.addAll(expressions.translateAll(found.arguments())));
        return WindowRelFunctionInvocation.builder()
                .declaration(Dialect.window(vectorised.map(NativeWindow::name).orElse(Dialect.FOREIGN)))
                .arguments(arguments)
                .outputType(TypeTranslator.translate(window.dataType(), window.nullable()))
                .aggregationPhase(AggregationPhase.INITIAL_TO_RESULT)
                .invocation(AggregationInvocation.ALL)
                .lowerBound(frame.lower())
                .upperBound(frame.upper())
                .boundsType(frame.isRows() ? WindowBoundsType.ROWS : WindowBoundsType.RANGE)
                .build();
    }

    private static Expression function(WindowExpression window) {
        Expression function = window.windowFunction();
        if (function instanceof AggregateExpression aggregate) {
            if (aggregate.isDistinct() || aggregate.filter().isDefined()) {
                throw new Untranslatable(Reason.OPERATOR_FORM, "a window function with DISTINCT or a filter");
            }
            function = aggregate.aggregateFunction();
        }
        if (function instanceof PythonFuncExpression || function instanceof TypedAggregateExpression) {
            throw new Untranslatable(Reason.AGGREGATE_FUNCTION, function.prettyName());
        }
        return function;
    }

    /** The state of aggregates that the executor has; an empty struct for others. */
    private static Type state(Expression function, boolean isVectorised) {
        List<Type> fields = new ArrayList<>();
        if (isVectorised && function instanceof DeclarativeAggregate aggregate) {
            for (AttributeReference attribute : Scala.<AttributeReference>list(aggregate.aggBufferAttributes())) {
                fields.add(TypeTranslator.translate(attribute.dataType(), attribute.nullable()));
            }
        }
        return TypeCreator.REQUIRED.struct(fields);
    }

    private int foreign(Expression function, Optional<NativeWindow> vectorised) {
        if (vectorised.isPresent()) {
            expressions.contents().countVectorised();
            expressions.contents().evaluatedByKernel(function);
            if (!vectorised.get().mayDecline()) {
                return NO_ORDINAL;
            }
        } else {
            expressions.contents().countForeign();
            expressions.contents().evaluatedBySpark(function);
        }
        if (!(function instanceof DeclarativeAggregate || function instanceof ImperativeAggregate)) {
            throw new Untranslatable(Reason.AGGREGATE_FUNCTION, function.prettyName());
        }
        return expressions.contents().addForeignWindow(function, expressions.input());
    }

    private FunctionArg bound(Optional<Expression> value) {
        return value.<FunctionArg>map(expressions::translate).orElseGet(() -> ExpressionCreator.i32(false, 0));
    }
}
