/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.Random;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegralType;

/**
 * Makes random calls of aggregate functions with a known type, whose values do not depend on the order of rows: sums of reals add
 * numbers that have an exact sum, lists are sorted, and results with rounding in their steps are rounded where there is no tie.
 */
final class FuzzAggregates {
    /** A call and the type that it is of. */
    record Call(String sql, DataType type) {}

    private final Random random;
    private final boolean ansi;
    private final FuzzExpressions expressions;
    private final String over;
    private String distinct = "";
    private String tail = "";

    /** {@code over} is the window of the calls, or nothing for groups of rows. */
    FuzzAggregates(Random random, boolean ansi, FuzzExpressions expressions, String over) {
        this.random = random;
        this.ansi = ansi;
        this.expressions = expressions;
        this.over = over;
    }

    /** A call over an expression of {@code type}; in groups now and then DISTINCT, or with a filter, which Spark has no windows for. */
    Call next(DataType type) {
        String argument = expressions.of(type, random.nextInt(3));
        boolean isOrderable = FuzzNested.isOrderable(type);
        boolean isWindow = !over.isEmpty();
        distinct = !isWindow && isOrderable && random.nextInt(7) == 0 ? "DISTINCT " : "";
        tail = isWindow
                ? " " + over
                : random.nextInt(5) == 0 ? " FILTER (WHERE %s)".formatted(expressions.condition(1)) : "";
        if (!isOrderable) {
            return random.nextInt(4) == 0 && type.equals(FuzzNested.VARIANT)
                    ? new Call(call("schema_of_variant_agg", argument), DataTypes.StringType)
                    : count(argument);
        }
        return switch (random.nextInt(13)) {
            case 0 -> count(argument);
            case 1, 2 -> sum(type, argument);
            case 3 -> average(type, argument);
            case 4, 5 -> other(type, argument);
            case 6 -> overNumbers();
            case 7 -> isWindow ? overNumbers() : overOrders();
            case 8 -> statistics();
            case 9 -> sketches(steady(argument, type));
            default -> new Call(call(one("min", "max"), steady(argument, type)), type);
        };
    }

    private String call(String name, String... arguments) {
        return "%s(%s%s)%s".formatted(name, distinct, String.join(", ", arguments), tail);
    }

    private Call count(String argument) {
        return new Call(
                distinct.isEmpty() && random.nextBoolean() ? "count(*)" + tail : call("count", argument),
                DataTypes.LongType);
    }

    private Call sum(DataType type, String argument) {
        if (type instanceof IntegralType) {
            return new Call(call(ansi ? "try_sum" : one("sum", "try_sum"), argument), DataTypes.LongType);
        }
        if (type instanceof DecimalType decimal) {
            return new Call(
                    call(ansi ? "try_sum" : "sum", argument),
                    DataTypes.createDecimalType(Math.min(38, decimal.precision() + 10), decimal.scale()));
        }
        if (type instanceof DoubleType || type instanceof FloatType) {
            return new Call(call(one("sum", "avg"), exact(argument)), DataTypes.DoubleType);
        }
        if (type.equals(FuzzNested.DAY_TIME) || type.equals(FuzzNested.YEAR_MONTH)) {
            return new Call(call("try_sum", argument), type);
        }
        return new Call(call("count", argument), DataTypes.LongType);
    }

    private Call average(DataType type, String argument) {
        if (type instanceof BooleanType) {
            return new Call(call(one("bool_and", "bool_or", "every", "some", "any"), argument), type);
        }
        if (type instanceof IntegralType) {
            return new Call(call(ansi ? "try_avg" : one("avg", "mean"), argument), DataTypes.DoubleType);
        }
        if (type instanceof DecimalType) {
            return new Call("CAST(%s AS STRING)".formatted(call("try_avg", argument)), DataTypes.StringType);
        }
        return new Call(call("max", steady(argument, type)), type);
    }

    /** Those that take any type. */
    private Call other(DataType type, String argument) {
        String value = steady(argument, type);
        return switch (random.nextInt(9)) {
            case 0 -> new Call("size(%s)".formatted(call("collect_list", argument)), DataTypes.IntegerType);
            case 1 -> new Call("size(%s)".formatted(call("collect_set", value)), DataTypes.IntegerType);
            case 2 ->
                new Call(
                        "CAST(hash(sort_array(%s)) AS BIGINT)"
                                .formatted(call(one("collect_list", "array_agg", "collect_set"), value)),
                        DataTypes.LongType);
            case 3 -> new Call(call("approx_count_distinct", value), DataTypes.LongType);
            case 4 -> new Call(call("count_if", expressions.condition(1)), DataTypes.LongType);
            case 5 -> new Call(call(one("max_by", "min_by"), value, value), type);
            case 6 -> {
                distinct = "";
                yield new Call(call("mode", value, "true"), type);
            }
            case 7 ->
                new Call(
                        call(one("first", "last", "any_value", "first_value", "last_value"), constant(type), "true"),
                        type);
            default -> new Call(call("count", argument, expressions.of(type, 0)), DataTypes.LongType);
        };
    }

    private Call overNumbers() {
        String small = small();
        return switch (random.nextInt(5)) {
            case 0 -> new Call(call(one("bit_and", "bit_or", "bit_xor"), small), DataTypes.IntegerType);
            case 1 -> new Call(call("plus_all", small), DataTypes.LongType);
            case 2 ->
                new Call(
                        "CAST(%s AS DOUBLE)"
                                .formatted(call(
                                        one("percentile", "percentile_approx", "approx_percentile"),
                                        small,
                                        "0." + random.nextInt(10))),
                        DataTypes.DoubleType);
            // a window of a median has neither an order nor a frame
            case 3 ->
                new Call(
                        over.isEmpty() ? call("median", small) : call("percentile", small, "0.5"),
                        DataTypes.DoubleType);
            default ->
                new Call(
                        "bitmap_count(%s)".formatted(call("bitmap_construct_agg", "pmod(%s, 64)".formatted(small))),
                        DataTypes.LongType);
        };
    }

    /** Those with an order in their brackets or behind them, for which Spark has no frames. */
    private Call overOrders() {
        String text = expressions.of(DataTypes.StringType, 1);
        String small = small();
        return switch (random.nextInt(4)) {
            case 0 ->
                new Call(
                        "%s(%s%s, ',') WITHIN GROUP (ORDER BY %s%s)%s"
                                .formatted(one("listagg", "string_agg"), distinct, text, text, one("", " DESC"), tail),
                        DataTypes.StringType);
            case 1 ->
                new Call(
                        "%s(0.%d) WITHIN GROUP (ORDER BY CAST(%s AS DOUBLE) %s)%s"
                                .formatted(
                                        one("percentile_cont", "percentile_disc"),
                                        random.nextInt(10),
                                        small,
                                        one("", "DESC"),
                                        tail),
                        DataTypes.DoubleType);
            case 2 ->
                new Call(
                        "mode() WITHIN GROUP (ORDER BY %s %s)%s".formatted(small, one("", "DESC"), tail),
                        DataTypes.IntegerType);
            default ->
                new Call("concat_ws('|', sort_array(%s))".formatted(call("collect_set", text)), DataTypes.StringType);
        };
    }

    private Call statistics() {
        return switch (random.nextInt(3)) {
            case 0 ->
                new Call(
                        rounded(call(
                                one(
                                        "stddev",
                                        "std",
                                        "stddev_pop",
                                        "stddev_samp",
                                        "variance",
                                        "var_pop",
                                        "var_samp",
                                        "skewness",
                                        "kurtosis"),
                                small())),
                        DataTypes.DoubleType);
            case 1 -> new Call(call("regr_count", small(), small()), DataTypes.LongType);
            default ->
                new Call(
                        rounded(call(
                                one(
                                        "corr",
                                        "covar_pop",
                                        "covar_samp",
                                        "regr_avgx",
                                        "regr_avgy",
                                        "regr_r2",
                                        "regr_sxx",
                                        "regr_sxy",
                                        "regr_syy",
                                        "regr_slope",
                                        "regr_intercept"),
                                small(),
                                small())),
                        DataTypes.DoubleType);
        };
    }

    private Call sketches(String value) {
        String small = small();
        distinct = "";
        return switch (random.nextInt(7)) {
            case 0 -> new Call("hll_sketch_estimate(%s)".formatted(call("hll_sketch_agg", small)), DataTypes.LongType);
            case 1 ->
                new Call("theta_sketch_estimate(%s)".formatted(call("theta_sketch_agg", small)), DataTypes.LongType);
            case 2 ->
                new Call(
                        "kll_sketch_get_n_bigint(%s)".formatted(call("kll_sketch_agg_bigint", small)),
                        DataTypes.LongType);
            case 3 -> new Call("size(%s)".formatted(call("histogram_numeric", small, "3")), DataTypes.IntegerType);
            case 4 -> new Call("size(%s)".formatted(call("approx_top_k", small, "5")), DataTypes.IntegerType);
            case 5 ->
                new Call(
                        "crc32(%s)"
                                .formatted(call(
                                        "count_min_sketch",
                                        expressions.of(DataTypes.StringType, 1),
                                        "0.5d",
                                        "0.5d",
                                        "1")),
                        DataTypes.LongType);
            default -> new Call(call("approx_count_distinct", value, "0.1"), DataTypes.LongType);
        };
    }

    private String small() {
        return "CAST(%s AS INT)".formatted(expressions.of(DataTypes.ByteType, 1));
    }

    private String constant(DataType type) {
        return FuzzValues.literal(new FuzzValues(random).value(type), type);
    }

    /** Sums of these do not depend on the order of addition. */
    static String exact(String real) {
        return "CAST(try_cast(%s AS DECIMAL(12, 2)) AS DOUBLE)".formatted(real);
    }

    /** Three digits of a value whose last digits depend on the order of rows; what is added keeps fractions of small numbers off the ties. */
    private static String rounded(String real) {
        return "round(%s + 0.000271828D, 3)".formatted(real);
    }

    /** Which zero is the least one depends on which came first; binary stays what it is. */
    static String steady(String value, DataType type) {
        return type instanceof DoubleType || type instanceof FloatType
                ? "(%s + CAST(0 AS FLOAT))".formatted(value)
                : value;
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
