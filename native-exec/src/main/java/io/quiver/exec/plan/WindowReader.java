/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.operator.window.frame.WindowFrame;
import io.quiver.exec.operator.window.frame.WindowFrame.Bound;
import io.quiver.exec.operator.window.function.WindowCall;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.AggregateFunction;
import io.substrait.proto.AggregationPhase;
import io.substrait.proto.ConsistentPartitionWindowRel.WindowRelFunction;
import io.substrait.proto.Expression.WindowFunction;
import io.substrait.proto.FunctionArgument;
import java.util.List;

/**
 * Reads the window functions of the dialect. Their arguments are: mode, type of the state (a struct), the ordinal of the
 * foreign window function, the lower and the upper bound's value where the frame is a RANGE with offsets, and the values.
 */
final class WindowReader {
    private static final int STATE_TYPE = 1;
    private static final int FOREIGN_ORDINAL = 2;
    private static final int LOWER = 3;
    private static final int UPPER = 4;
    private static final int FIRST_VALUE = 5;

    private final Extensions extensions;
    private final TypeReader types;
    private final ExpressionReader expressions;
    private final int orderKeyCount;

    WindowReader(Extensions extensions, TypeReader types, ExpressionReader expressions, int orderKeyCount) {
        this.extensions = extensions;
        this.types = types;
        this.expressions = expressions;
        this.orderKeyCount = orderKeyCount;
    }

    WindowCall read(WindowRelFunction function) {
        Extensions.FunctionName name = extensions.function(function.getFunctionReference());
        List<FunctionArgument> arguments = function.getArgumentsList();
        if (!name.isSparks()) {
            throw PlanFailures.unsupported("window function %s of %s", name.name(), name.urn());
        }
        if (function.getOptionsCount() > 0
                || function.getInvocation() == AggregateFunction.AggregationInvocation.AGGREGATION_INVOCATION_DISTINCT
                || function.getPhase() != AggregationPhase.AGGREGATION_PHASE_INITIAL_TO_RESULT) {
            throw PlanFailures.unsupported("window function %s with options, DISTINCT or of a part", name.name());
        }
        if (arguments.size() < FIRST_VALUE
                || !arguments.get(STATE_TYPE).getType().hasStruct()) {
            throw PlanFailures.invalid("window function %s without its type, ordinal and bounds", name.name());
        }
        List<ColumnType> stateTypes =
                types.read(arguments.get(STATE_TYPE).getType().getStruct().getTypesList());
        return new WindowCall(
                name.name(),
                ExpressionReader.mode(arguments),
                expressions.values(arguments.subList(FIRST_VALUE, arguments.size())),
                types.read(function.getOutputType()),
                stateTypes,
                frame(function, expressions.values(arguments.subList(LOWER, UPPER + 1))),
                expressions.ordinal(arguments, FOREIGN_ORDINAL));
    }

    private WindowFrame frame(WindowRelFunction function, List<Expression> values) {
        boolean rows =
                switch (function.getBoundsType()) {
                    case BOUNDS_TYPE_ROWS -> true;
                    case BOUNDS_TYPE_RANGE -> false;
                    case BOUNDS_TYPE_UNSPECIFIED, UNRECOGNIZED ->
                        throw PlanFailures.unsupported("bounds of kind %s", function.getBoundsType());
                };
        return new WindowFrame(
                rows,
                bound(function.getLowerBound(), rows, values.get(0)),
                bound(function.getUpperBound(), rows, values.get(1)));
    }

    private Bound bound(WindowFunction.Bound bound, boolean rows, Expression value) {
        return switch (bound.getKindCase()) {
            case UNBOUNDED -> new Bound.Unbounded();
            case CURRENT_ROW -> new Bound.CurrentRow();
            case PRECEDING -> offset(-bound.getPreceding().getOffset(), rows, value);
            case FOLLOWING -> offset(bound.getFollowing().getOffset(), rows, value);
            case KIND_NOT_SET -> throw PlanFailures.invalid("a frame without a bound");
        };
    }

    private Bound offset(long offset, boolean rows, Expression value) {
        if (!rows) {
            if (orderKeyCount != 1) {
                throw PlanFailures.invalid("a range with an offset over %d order keys", orderKeyCount);
            }
            return new Bound.Value(value);
        }
        if (offset != (int) offset) {
            throw PlanFailures.unsupported("an offset of %d rows", offset);
        }
        return new Bound.Offset((int) offset);
    }
}
