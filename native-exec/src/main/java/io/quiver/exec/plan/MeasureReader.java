/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.AggregateFunction;
import io.substrait.proto.AggregateRel;
import io.substrait.proto.FunctionArgument;
import java.util.List;
import java.util.Optional;

/**
 * Reads the aggregate functions of the dialect. Their arguments are: mode, type of the state (a struct), type of the result,
 * two ordinals (update and evaluate, or of the foreign aggregate), whether the state is objects, the number of groups at which
 * rows begin to be sorted, and the values or the state.
 */
final class MeasureReader {
    private static final int STATE_TYPE = 1;
    private static final int RESULT_TYPE = 2;
    private static final int FIRST_ORDINAL = 3;
    private static final int SECOND_ORDINAL = 4;
    private static final int OBJECT_STATE = 5;
    private static final int SORTED_AFTER = 6;
    private static final int FIRST_VALUE = 7;

    private final Extensions extensions;
    private final TypeReader types;
    private final ExpressionReader expressions;

    MeasureReader(Extensions extensions, TypeReader types, ExpressionReader expressions) {
        this.extensions = extensions;
        this.types = types;
        this.expressions = expressions;
    }

    Measure read(AggregateRel.Measure measure) {
        AggregateFunction function = measure.getMeasure();
        Extensions.FunctionName name = extensions.function(function.getFunctionReference());
        List<FunctionArgument> arguments = function.getArgumentsList();
        if (!name.isSparks()) {
            throw PlanFailures.unsupported("aggregate function %s of %s", name.name(), name.urn());
        }
        if (function.getOptionsCount() > 0
                || function.getSortsCount() > 0
                || function.getInvocation()
                        == AggregateFunction.AggregationInvocation.AGGREGATION_INVOCATION_DISTINCT) {
            throw PlanFailures.unsupported("aggregate function %s with options, order or DISTINCT", name.name());
        }
        if (arguments.size() < FIRST_VALUE
                || !arguments.get(STATE_TYPE).getType().hasStruct()
                || !arguments.get(RESULT_TYPE).hasType()) {
            throw PlanFailures.invalid("aggregate function %s without its types and ordinals", name.name());
        }
        Phase phase = phase(function);
        boolean isForeign = name.name().equals(Measure.FOREIGN);
        int first = expressions.ordinal(arguments, FIRST_ORDINAL);
        List<ColumnType> stateTypes =
                types.read(arguments.get(STATE_TYPE).getType().getStruct().getTypesList());
        return new Measure(
                name.name(),
                ExpressionReader.mode(arguments),
                phase,
                phase.readsState() ? state(arguments, stateTypes) : values(arguments),
                measure.hasFilter() ? Optional.of(expressions.read(measure.getFilter())) : Optional.empty(),
                types.read(arguments.get(RESULT_TYPE).getType()),
                stateTypes,
                isForeign ? -1 : first,
                expressions.ordinal(arguments, SECOND_ORDINAL),
                isForeign ? first : -1,
                expressions.flag(arguments, OBJECT_STATE),
                expressions.ordinal(arguments, SORTED_AFTER));
    }

    private static Phase phase(AggregateFunction function) {
        return switch (function.getPhase()) {
            case AGGREGATION_PHASE_INITIAL_TO_INTERMEDIATE -> Phase.INITIAL_TO_INTERMEDIATE;
            case AGGREGATION_PHASE_INTERMEDIATE_TO_INTERMEDIATE -> Phase.INTERMEDIATE_TO_INTERMEDIATE;
            case AGGREGATION_PHASE_INTERMEDIATE_TO_RESULT -> Phase.INTERMEDIATE_TO_RESULT;
            case AGGREGATION_PHASE_INITIAL_TO_RESULT -> Phase.INITIAL_TO_RESULT;
            case AGGREGATION_PHASE_UNSPECIFIED, UNRECOGNIZED ->
                throw PlanFailures.unsupported("aggregation phase %s", function.getPhase());
        };
    }

    private List<Expression> values(List<FunctionArgument> arguments) {
        return expressions.values(arguments.subList(FIRST_VALUE, arguments.size()));
    }

    private List<Expression> state(List<FunctionArgument> arguments, List<ColumnType> stateTypes) {
        if (arguments.size() != FIRST_VALUE + 1) {
            throw PlanFailures.invalid("an aggregate function over state has one argument");
        }
        List<Expression> state = expressions.state(arguments.get(FIRST_VALUE));
        if (!state.stream().map(Expression::type).toList().equals(stateTypes)) {
            throw PlanFailures.invalid("state of types %s where %s is declared", state, stateTypes);
        }
        return state;
    }
}
