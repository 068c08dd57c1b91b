/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.catalog;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.aggregate.accumulator.DecimalSums;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Lists the aggregate functions that the executor has accumulators for, one line each, with the facts that others need. */
public final class AggregateCatalog {
    private static final String AGGREGATES = "org.apache.spark.sql.catalyst.expressions.aggregate.";

    private static final BiPredicate<EvaluationMode, List<ColumnType>> ALWAYS = (mode, types) -> true;
    private static final BiPredicate<EvaluationMode, List<ColumnType>> NEVER = (mode, types) -> false;

    public static final List<AggregateDefinition> ALL = List.of(
            inWindows("count", "Count", types -> true, ALWAYS, ALWAYS),
            inWindows(
                    "sum",
                    "Sum",
                    AggregateCatalog::isNumber,
                    AggregateCatalog::sumsFit,
                    AggregateCatalog::sumsAreExact),
            inWindows(
                    "avg",
                    "Average",
                    AggregateCatalog::isNumber,
                    AggregateCatalog::averagesFit,
                    AggregateCatalog::averagesAreExact),
            inWindows("min", "Min", AggregateCatalog::isOrdered, ALWAYS, ALWAYS),
            inWindows("max", "Max", AggregateCatalog::isOrdered, ALWAYS, ALWAYS),
            inWindows("first", "First", AggregateCatalog::isNotVoid, ALWAYS, NEVER),
            inWindows("last", "Last", AggregateCatalog::isNotVoid, ALWAYS, NEVER),
            define("max_by", "MaxBy", AggregateCatalog::hasPlainOrder, NEVER),
            define("min_by", "MinBy", AggregateCatalog::hasPlainOrder, NEVER),
            define("product", "Product", AggregateCatalog::areDoubles, NEVER),
            define("bit_and", "BitAndAgg", AggregateCatalog::isInteger, ALWAYS),
            define("bit_or", "BitOrAgg", AggregateCatalog::isInteger, ALWAYS),
            define("bit_xor", "BitXorAgg", AggregateCatalog::isInteger, ALWAYS),
            moments("central_moments_2", "StddevPop"),
            moments("central_moments_2", "StddevSamp"),
            moments("central_moments_2", "VariancePop"),
            moments("central_moments_2", "VarianceSamp"),
            moments("central_moments_2", "RegrReplacement"),
            moments("central_moments_2", "PandasStddev"),
            moments("central_moments_2", "PandasVariance"),
            moments("central_moments_3", "Skewness"),
            moments("central_moments_4", "Kurtosis"),
            moments("covariance", "CovPopulation"),
            moments("covariance", "CovSample"),
            moments("covariance", "RegrSXY"),
            moments("covariance", "PandasCovar"),
            moments("correlation", "Corr"),
            moments("correlation", "RegrR2"),
            moments("regression", "RegrSlope"),
            moments("regression", "RegrIntercept"));

    private AggregateCatalog() {}

    private static AggregateDefinition define(
            String name,
            String sparkClass,
            Predicate<List<ColumnType>> takes,
            BiPredicate<EvaluationMode, List<ColumnType>> inAnyParts) {
        return new AggregateDefinition(name, AGGREGATES + sparkClass, takes, false, false, ALWAYS, inAnyParts);
    }

    private static AggregateDefinition inWindows(
            String name,
            String sparkClass,
            Predicate<List<ColumnType>> takes,
            BiPredicate<EvaluationMode, List<ColumnType>> total,
            BiPredicate<EvaluationMode, List<ColumnType>> inAnyParts) {
        return new AggregateDefinition(name, AGGREGATES + sparkClass, takes, true, false, total, inAnyParts);
    }

    /** A function of moments whose result Spark's own expression computes, which may divide by 0. */
    private static AggregateDefinition moments(String name, String sparkClass) {
        return new AggregateDefinition(
                name, AGGREGATES + sparkClass, AggregateCatalog::areDoubles, false, true, NEVER, NEVER);
    }

    public static Optional<AggregateDefinition> find(String name) {
        return ALL.stream().filter(function -> function.name().equals(name)).findFirst();
    }

    /** Returns the function that stands for a Catalyst class. */
    public static Optional<AggregateDefinition> forSparkClass(String className) {
        return ALL.stream()
                .filter(function -> function.sparkClass().equals(className))
                .findFirst();
    }

    /** Returns whether states of any parts of a group's rows merge to the same bits, and merging parts adds no failures. */
    public static boolean mergesInAnyParts(Measure measure) {
        return find(measure.function())
                .filter(function -> function.inAnyParts().test(measure.mode(), argumentTypes(measure)))
                .isPresent();
    }

    /** As {@link #mergesInAnyParts}, in any order of the rows, too. */
    public static boolean mergesInAnyOrder(Measure measure) {
        return find(measure.function())
                .filter(function -> function.inAnyOrder(measure.mode(), argumentTypes(measure)))
                .isPresent();
    }

    private static List<ColumnType> argumentTypes(Measure measure) {
        return measure.arguments().stream().map(Expression::type).toList();
    }

    private static boolean isNumber(List<ColumnType> types) {
        return types.size() == 1
                && switch (types.get(0).kind()) {
                    case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL -> true;
                    case BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> false;
                };
    }

    private static boolean isInteger(List<ColumnType> types) {
        return types.size() == 1
                && switch (types.get(0).kind()) {
                    case BYTE, SHORT, INT, LONG -> true;
                    case FLOAT,
                            DOUBLE,
                            DECIMAL,
                            BOOLEAN,
                            DATE,
                            TIMESTAMP,
                            TIMESTAMP_NTZ,
                            STRING,
                            BINARY,
                            NULL,
                            OPAQUE -> false;
                };
    }

    /** Values of any type, and an order that is one long or a byte string. */
    private static boolean hasPlainOrder(List<ColumnType> types) {
        ColumnType order = types.get(types.size() - 1);
        return isNotVoid(types) && isOrdered(List.of(order)) && order.physical() != ColumnType.Physical.WIDE;
    }

    private static boolean areDoubles(List<ColumnType> types) {
        return types.stream().allMatch(ColumnType.DOUBLE::equals);
    }

    private static boolean isOrdered(List<ColumnType> types) {
        return types.size() == 1
                && switch (types.get(0).kind()) {
                    case BYTE,
                            SHORT,
                            INT,
                            LONG,
                            FLOAT,
                            DOUBLE,
                            DECIMAL,
                            BOOLEAN,
                            DATE,
                            TIMESTAMP,
                            TIMESTAMP_NTZ,
                            STRING,
                            BINARY -> true;
                    case NULL, OPAQUE -> false;
                };
    }

    private static boolean isNotVoid(List<ColumnType> types) {
        return types.get(0).kind() != ColumnType.Kind.NULL;
    }

    /** Longs are summed as longs, which wrap in LEGACY; shorter ones cannot leave a long. */
    private static boolean sumsFit(EvaluationMode mode, List<ColumnType> types) {
        ColumnType type = types.get(0);
        return switch (type.kind()) {
            case BYTE, SHORT, INT, FLOAT, DOUBLE -> true;
            case DECIMAL -> hasHeadroom(type);
            case LONG, BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> false;
        };
    }

    /** Averages of longs add up doubles. */
    private static boolean averagesFit(EvaluationMode mode, List<ColumnType> types) {
        return types.get(0).kind() == ColumnType.Kind.LONG || sumsFit(mode, types);
    }

    /** Sums of longs wrap in LEGACY, as addition modulo 2^64 does; elsewhere one part may overflow where the whole would not. */
    private static boolean sumsAreExact(EvaluationMode mode, List<ColumnType> types) {
        return switch (types.get(0).kind()) {
            case BYTE, SHORT, INT -> true;
            case LONG -> mode == EvaluationMode.LEGACY;
            case DECIMAL -> hasHeadroom(types.get(0));
            case FLOAT, DOUBLE, BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> false;
        };
    }

    /** Averages of integers add up doubles, which hold 2^53 exactly: 2^38 shorts, but only 2^22 ints. */
    private static boolean averagesAreExact(EvaluationMode mode, List<ColumnType> types) {
        return switch (types.get(0).kind()) {
            case BYTE, SHORT -> true;
            case DECIMAL -> hasHeadroom(types.get(0));
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE ->
                false;
        };
    }

    /** Spark makes a decimal's sum ten digits wider: it takes ten thousand million rows to leave that. */
    private static boolean hasHeadroom(ColumnType decimal) {
        return decimal.precision() + DecimalSums.HEADROOM_DIGITS <= ColumnType.MAX_DIGITS;
    }
}
