/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.operator.ExecutionContext;
import io.quiver.exec.vector.ColumnType;
import java.util.Set;

/** The aggregate functions that the executor knows, by name, and the accumulators that compute them. */
public final class Accumulators {
    /** The names of the functions that have an accumulator. */
    public static final Set<String> FUNCTIONS = Set.of("sum", "count", "avg", "min", "max", "first", "last");

    private Accumulators() {}

    /** A new accumulator for {@code measure}; {@code keyless} where all rows are in one group. */
    static Accumulator create(Measure measure, boolean keyless, ExecutionContext context) {
        HostCode host = new HostCode(measure, context.foreign());
        return switch (measure.function()) {
            case "count" -> new CountAccumulator();
            case "sum" -> sum(measure, keyless, host);
            case "avg" -> average(measure, keyless, host);
            case "min" -> new ExtremeAccumulator(measure.valueType(), false);
            case "max" -> new ExtremeAccumulator(measure.valueType(), true);
            case "first" -> new PositionAccumulator(measure.valueType(), false, ignoresNulls(measure));
            case "last" -> new PositionAccumulator(measure.valueType(), true, ignoresNulls(measure));
            case Measure.FOREIGN ->
                new ForeignAccumulator(context.foreignAggregates().create(measure.foreignAggregate(), measure.phase()));
            default ->
                throw new ExecutionException(
                        ErrorCode.PLAN_UNSUPPORTED, "no aggregate function is named " + measure.function());
        };
    }

    private static Accumulator sum(Measure measure, boolean keyless, HostCode host) {
        ColumnType sumType = measure.stateTypes().get(0);
        return switch (sumType.kind()) {
            case LONG -> new LongSumAccumulator(measure, host);
            case DOUBLE -> new DoubleSumAccumulator();
            case DECIMAL -> new DecimalSumAccumulator(measure, valueDigits(measure), keyless, host);
            case BOOLEAN, BYTE, SHORT, INT, FLOAT, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE ->
                throw unsupported(measure, sumType);
        };
    }

    private static Accumulator average(Measure measure, boolean keyless, HostCode host) {
        ColumnType sumType = measure.stateTypes().get(0);
        return switch (sumType.kind()) {
            case DOUBLE -> new DoubleAverageAccumulator();
            case DECIMAL -> new DecimalAverageAccumulator(measure, valueDigits(measure), keyless, host);
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE ->
                throw unsupported(measure, sumType);
        };
    }

    /** How many digits what is added can have. */
    private static int valueDigits(Measure measure) {
        return measure.arguments().get(0).type().precision();
    }

    private static boolean ignoresNulls(Measure measure) {
        return !measure.phase().readsState()
                && measure.arguments().size() > 1
                && measure.arguments().get(1) instanceof Expression.Literal literal
                && Boolean.TRUE.equals(literal.value());
    }

    private static ExecutionException unsupported(Measure measure, ColumnType type) {
        return new ExecutionException(
                ErrorCode.PLAN_UNSUPPORTED, "%s does not add up in %s".formatted(measure.function(), type));
    }
}
