/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.window;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.relation.aggregate.NativeAggregate;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.AggregateWindowFunction;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FrameLessOffsetWindowFunction;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NTile;
import org.apache.spark.sql.catalyst.expressions.NthValue;
import org.apache.spark.sql.catalyst.expressions.SpecifiedWindowFrame;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;

/**
 * A window function that the executor has.
 *
 * @param mayDecline whether it leaves some partitions to Spark's own function
 */
record NativeWindow(String name, String mode, List<Expression> arguments, boolean mayDecline) {
    private static final String LEGACY = EvalMode.LEGACY().toString();

    NativeWindow {
        arguments = List.copyOf(arguments);
    }

    static Optional<NativeWindow> of(
            Expression function, SpecifiedWindowFrame frame, ExpressionTranslator expressions) {
        if (function instanceof AggregateFunction aggregate && !(function instanceof AggregateWindowFunction)) {
            return NativeAggregate.of(aggregate, expressions.capabilities())
                    .filter(NativeAggregate::isInWindows)
                    .filter(found -> canNoneFail(found.arguments(), expressions))
                    .map(found -> new NativeWindow(found.name(), found.mode(), found.arguments(), true));
        }
        return expressions
                .capabilities()
                .windowFor(function.getClass())
                .flatMap(name -> named(name, function, frame, expressions));
    }

    /** Adds the parameters that the class has besides its children. */
    private static Optional<NativeWindow> named(
            String name, Expression function, SpecifiedWindowFrame frame, ExpressionTranslator expressions) {
        if (function instanceof FrameLessOffsetWindowFunction offset) {
            return lead(name, offset, expressions);
        }
        if (function instanceof NthValue nth) {
            return integer(nth.offset())
                    .filter(position -> !expressions.mayFail(nth.input()))
                    .map(position -> new NativeWindow(
                            name, LEGACY, List.of(nth.input(), literal(position), literal(nth.ignoreNulls())), true));
        }
        boolean isOverOtherFrame = function instanceof AggregateWindowFunction window
                && !window.frame().equals(frame);
        if (isOverOtherFrame) {
            return Optional.empty();
        }
        if (function instanceof NTile ntile) {
            return integer(ntile.buckets())
                    .map(buckets -> new NativeWindow(name, LEGACY, List.of(literal(buckets)), false));
        }
        return Optional.of(new NativeWindow(name, LEGACY, List.of(), false));
    }

    private static Optional<NativeWindow> lead(
            String name, FrameLessOffsetWindowFunction function, ExpressionTranslator expressions) {
        List<Expression> arguments = new ArrayList<>();
        Optional<Integer> distance = integer(function.offset());
        if (distance.isEmpty()) {
            return Optional.empty();
        }
        arguments.add(function.input());
        arguments.add(literal(distance.get()));
        arguments.add(literal(function.ignoreNulls()));
        // the default, whose accessor has a name that Java does not allow
        Expression otherwise = Scala.<Expression>list(function.children()).get(2);
        if (hasValue(otherwise)) {
            arguments.add(otherwise);
        }
        if (!canNoneFail(arguments, expressions)) {
            return Optional.empty();
        }
        return Optional.of(new NativeWindow(name, LEGACY, arguments, false));
    }

    private static boolean hasValue(Expression otherwise) {
        return !(otherwise.dataType() instanceof NullType)
                && !(otherwise instanceof Literal literal && literal.value() == null);
    }

    /** Whether early evaluation cannot fail: Spark evaluates row by row, and raises an error only for the rows that it reaches. */
    private static boolean canNoneFail(List<Expression> arguments, ExpressionTranslator expressions) {
        return arguments.stream().noneMatch(expressions::mayFail);
    }

    private static Optional<Integer> integer(Expression expression) {
        return expression.foldable()
                        && expression.dataType().equals(DataTypes.IntegerType)
                        && expression.eval(null) instanceof Integer value
                ? Optional.of(value)
                : Optional.empty();
    }

    private static Literal literal(int value) {
        return new Literal(value, DataTypes.IntegerType);
    }

    private static Literal literal(boolean value) {
        return new Literal(value, DataTypes.BooleanType);
    }
}
