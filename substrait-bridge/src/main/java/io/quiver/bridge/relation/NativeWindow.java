/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.quiver.bridge.Capabilities;
import io.quiver.bridge.support.Scala;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.AggregateWindowFunction;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.CumeDist;
import org.apache.spark.sql.catalyst.expressions.DenseRank;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FrameLessOffsetWindowFunction;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NTile;
import org.apache.spark.sql.catalyst.expressions.NthValue;
import org.apache.spark.sql.catalyst.expressions.PercentRank;
import org.apache.spark.sql.catalyst.expressions.Rank;
import org.apache.spark.sql.catalyst.expressions.RowNumber;
import org.apache.spark.sql.catalyst.expressions.SpecifiedWindowFrame;
import org.apache.spark.sql.catalyst.expressions.UnscaledValue;
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

    static Optional<NativeWindow> of(Expression function, SpecifiedWindowFrame frame, Capabilities capabilities) {
        if (function instanceof FrameLessOffsetWindowFunction offset) {
            return lead(offset);
        }
        if (function instanceof NthValue nth) {
            return integer(nth.offset())
                    .filter(position -> isPlain(nth.input()))
                    .map(position -> new NativeWindow(
                            "nth_value",
                            LEGACY,
                            List.of(nth.input(), literal(position), literal(nth.ignoreNulls())),
                            true));
        }
        if (function instanceof AggregateWindowFunction window) {
            return window.frame().equals(frame) ? ranking(window) : Optional.empty();
        }
        if (function instanceof AggregateFunction aggregate) {
            return NativeAggregate.of(aggregate, capabilities)
                    .filter(found -> found.arguments().stream().allMatch(NativeWindow::isPlain))
                    .map(found -> new NativeWindow(found.name(), found.mode(), found.arguments(), true));
        }
        return Optional.empty();
    }

    private static Optional<NativeWindow> lead(FrameLessOffsetWindowFunction function) {
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
        if (!arguments.stream().allMatch(NativeWindow::isPlain)) {
            return Optional.empty();
        }
        return Optional.of(new NativeWindow("lead", LEGACY, arguments, false));
    }

    private static boolean hasValue(Expression otherwise) {
        return !(otherwise.dataType() instanceof NullType)
                && !(otherwise instanceof Literal literal && literal.value() == null);
    }

    private static Optional<NativeWindow> ranking(AggregateWindowFunction function) {
        if (function instanceof NTile ntile) {
            return integer(ntile.buckets())
                    .map(buckets -> new NativeWindow("ntile", LEGACY, List.of(literal(buckets)), false));
        }
        return rankingName(function).map(name -> new NativeWindow(name, LEGACY, List.of(), false));
    }

    private static Optional<String> rankingName(Expression function) {
        if (function instanceof PercentRank) {
            return Optional.of("percent_rank");
        }
        return function instanceof CumeDist ? Optional.of("cume_dist") : rankName(function);
    }

    /** The name of a ranking function that counts rows or groups of peers. */
    static Optional<String> rankName(Expression function) {
        if (function instanceof RowNumber) {
            return Optional.of("row_number");
        }
        if (function instanceof Rank) {
            return Optional.of("rank");
        }
        return function instanceof DenseRank ? Optional.of("dense_rank") : Optional.empty();
    }

    /** Whether evaluating it ahead of time cannot fail: Spark does it row by row, and an error counts only where it gets. */
    private static boolean isPlain(Expression argument) {
        if (argument instanceof UnscaledValue unscaled) {
            return isPlain(unscaled.child());
        }
        return argument instanceof AttributeReference || argument instanceof Literal;
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
