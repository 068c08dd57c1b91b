/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.vector.ColumnType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Creates the accumulators of the aggregate functions that the executor knows, by name. */
public final class Accumulators {
    /** The values that a sum of decimals adds up. Measures with the same values, such as sum and avg, share one sum. */
    private record Added(Expression argument, Optional<Expression> filter, ColumnType sumType) {}

    private final boolean keyless;
    private final ExecutionContext context;
    private final Map<Added, DecimalSums> shared = new HashMap<>();
    private final GroupHistogram histogram;

    /** Creates the accumulators of one table of groups; {@code keyless} means that all rows are in one group. */
    public Accumulators(boolean keyless, GroupHistogram histogram, ExecutionContext context) {
        this.keyless = keyless;
        this.histogram = histogram;
        this.context = context;
    }

    /** Returns a new accumulator for {@code measure}. */
    public Accumulator create(Measure measure) {
        HostCode host = new HostCode(measure, context.foreign());
        return switch (measure.function()) {
            case "count" -> new CountAccumulator(histogram);
            case "sum" -> sum(measure, host);
            case "avg" -> average(measure, host);
            case "min" -> new ExtremeAccumulator(measure.valueType(), false);
            case "max" -> new ExtremeAccumulator(measure.valueType(), true);
            case "first" -> new PositionAccumulator(measure.valueType(), false, ignoresNulls(measure));
            case "last" -> new PositionAccumulator(measure.valueType(), true, ignoresNulls(measure));
            case "max_by" -> extremeBy(measure, true);
            case "min_by" -> extremeBy(measure, false);
            case "product" -> new ProductAccumulator();
            case "bit_and" -> new BitsAccumulator(measure.valueType(), BitsAccumulator.Operation.AND);
            case "bit_or" -> new BitsAccumulator(measure.valueType(), BitsAccumulator.Operation.OR);
            case "bit_xor" -> new BitsAccumulator(measure.valueType(), BitsAccumulator.Operation.XOR);
            case "central_moments_2" -> new MomentsAccumulator(2, host);
            case "central_moments_3" -> new MomentsAccumulator(3, host);
            case "central_moments_4" -> new MomentsAccumulator(4, host);
            case "covariance" -> new PairsAccumulator(PairsAccumulator.Kind.COVARIANCE, host);
            case "correlation" -> new PairsAccumulator(PairsAccumulator.Kind.CORRELATION, host);
            case "regression" -> new PairsAccumulator(PairsAccumulator.Kind.REGRESSION, host);
            case Measure.FOREIGN ->
                new ForeignAccumulator(context.foreignAggregates().create(measure.foreignAggregate(), measure.phase()));
            default ->
                throw new ExecutionException(
                        ErrorCode.PLAN_UNSUPPORTED, "no aggregate function is named " + measure.function());
        };
    }

    private static Accumulator extremeBy(Measure measure, boolean greatest) {
        return new ExtremeByAccumulator(
                measure.valueType(), measure.stateTypes().get(1), greatest);
    }

    private Accumulator sum(Measure measure, HostCode host) {
        ColumnType sumType = measure.stateTypes().get(0);
        return switch (sumType.kind()) {
            case LONG -> new LongSumAccumulator(measure, keyless, host);
            case DOUBLE -> new DoubleSumAccumulator(keyless);
            case DECIMAL -> decimalSum(measure, host);
            case BOOLEAN, BYTE, SHORT, INT, FLOAT, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE ->
                throw unsupported(measure, sumType);
        };
    }

    private Accumulator average(Measure measure, HostCode host) {
        ColumnType sumType = measure.stateTypes().get(0);
        return switch (sumType.kind()) {
            case DOUBLE -> new DoubleAverageAccumulator();
            case DECIMAL -> decimalAverage(measure, host);
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE ->
                throw unsupported(measure, sumType);
        };
    }

    private Accumulator decimalSum(Measure measure, HostCode host) {
        DecimalSums known = shared.get(added(measure));
        DecimalSums sums = known == null ? newSums(measure) : known;
        return new DecimalSumAccumulator(measure, sums, known == null, host);
    }

    private Accumulator decimalAverage(Measure measure, HostCode host) {
        DecimalSums known = shared.get(added(measure));
        DecimalSums sums = known == null ? newSums(measure) : known;
        return new DecimalAverageAccumulator(measure, sums, known == null, histogram, host);
    }

    private DecimalSums newSums(Measure measure) {
        DecimalSums sums =
                new DecimalSums(measure.stateTypes().get(0), valueDigits(measure), keyless, measure.hasObjectState());
        if (!measure.phase().readsState()) {
            shared.put(added(measure), sums);
        }
        return sums;
    }

    private static Added added(Measure measure) {
        return new Added(
                measure.arguments().get(0),
                measure.filter(),
                measure.stateTypes().get(0));
    }

    /** Returns the largest number of digits of the added values. */
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
