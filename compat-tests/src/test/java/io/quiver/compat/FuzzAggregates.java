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
 * Random calls of aggregate functions, each of a known type and none of whose values depends on the order of rows: sums of
 * reals are over numbers that add up exactly, lists are sorted, and what rounds in its steps gets the same number in every row.
 */
final class FuzzAggregates {
    /** A call and the type that it is of. */
    record Call(String sql, DataType type) {}

    private final Random random;
    private final boolean ansi;
    private final FuzzExpressions expressions;

    FuzzAggregates(Random random, boolean ansi, FuzzExpressions expressions) {
        this.random = random;
        this.ansi = ansi;
        this.expressions = expressions;
    }

    /** A call over an expression of {@code type}. */
    Call next(DataType type) {
        String argument = expressions.of(type, random.nextInt(3));
        boolean isOrderable = FuzzNested.isOrderable(type);
        String distinct = isOrderable && random.nextInt(8) == 0 ? "DISTINCT " : "";
        return switch (random.nextInt(isOrderable ? 11 : 1)) {
            case 0 -> count(distinct, argument);
            case 1, 2 -> sum(type, distinct, argument);
            case 3 -> average(type, distinct, argument);
            case 4, 5 -> other(type, argument, distinct);
            case 6 -> overNumbers();
            case 7 -> overText();
            default -> new Call("%s(%s)".formatted(one("min", "max"), steady(argument, type)), type);
        };
    }

    private Call count(String distinct, String argument) {
        return new Call(
                distinct.isEmpty() && random.nextBoolean() ? "count(*)" : "count(%s%s)".formatted(distinct, argument),
                DataTypes.LongType);
    }

    private Call sum(DataType type, String distinct, String argument) {
        if (type instanceof IntegralType) {
            return new Call(
                    "%s(%s%s)".formatted(ansi ? "try_sum" : one("sum", "try_sum"), distinct, argument),
                    DataTypes.LongType);
        }
        if (type instanceof DecimalType decimal) {
            return new Call(
                    "%s(%s%s)".formatted(ansi ? "try_sum" : "sum", distinct, argument),
                    DataTypes.createDecimalType(Math.min(38, decimal.precision() + 10), decimal.scale()));
        }
        if (type instanceof DoubleType || type instanceof FloatType) {
            return new Call("%s(%s%s)".formatted(one("sum", "avg"), distinct, exact(argument)), DataTypes.DoubleType);
        }
        if (type.equals(FuzzNested.DAY_TIME) || type.equals(FuzzNested.YEAR_MONTH)) {
            return new Call("try_sum(%s)".formatted(argument), type);
        }
        return new Call("count(%s%s)".formatted(distinct, argument), DataTypes.LongType);
    }

    private Call average(DataType type, String distinct, String argument) {
        if (type instanceof BooleanType) {
            return new Call("%s(%s)".formatted(one("bool_and", "bool_or", "every", "some", "any"), argument), type);
        }
        if (type instanceof IntegralType) {
            return new Call("%s(%s%s)".formatted(ansi ? "try_avg" : "avg", distinct, argument), DataTypes.DoubleType);
        }
        if (type instanceof DecimalType decimal) {
            return new Call("CAST(try_avg(%s%s) AS STRING)".formatted(distinct, argument), DataTypes.StringType);
        }
        return new Call("max(%s)".formatted(steady(argument, type)), type);
    }

    /** Those that take any type. */
    private Call other(DataType type, String argument, String distinct) {
        String value = steady(argument, type);
        return switch (random.nextInt(9)) {
            case 0 -> new Call("size(collect_list(%s))".formatted(argument), DataTypes.IntegerType);
            case 1 -> new Call("size(collect_set(%s))".formatted(value), DataTypes.IntegerType);
            case 2 ->
                new Call(
                        "CAST(hash(sort_array(%s(%s))) AS BIGINT)"
                                .formatted(one("collect_list", "array_agg", "collect_set"), value),
                        DataTypes.LongType);
            case 3 -> new Call("approx_count_distinct(%s)".formatted(value), DataTypes.LongType);
            case 4 -> new Call("count_if(%s)".formatted(expressions.condition(1)), DataTypes.LongType);
            case 5 -> new Call("%s(%s, %s)".formatted(one("max_by", "min_by"), value, value), type);
            case 6 -> new Call("mode(%s, true)".formatted(value), type);
            case 7 -> new Call("%s(%s, true)".formatted(one("first", "last", "any_value"), constant(type)), type);
            default ->
                new Call("count(%s%s, %s)".formatted(distinct, argument, expressions.of(type, 0)), DataTypes.LongType);
        };
    }

    private Call overNumbers() {
        String small = "CAST(%s AS INT)".formatted(expressions.of(DataTypes.ByteType, 1));
        return switch (random.nextInt(8)) {
            case 0 -> new Call("%s(%s)".formatted(one("bit_and", "bit_or", "bit_xor"), small), DataTypes.IntegerType);
            case 1 ->
                new Call(
                        "CAST(round(%s(%s), 3) AS DOUBLE)".formatted(one("stddev", "var_pop", "variance"), small),
                        DataTypes.DoubleType);
            case 2 ->
                new Call(
                        "CAST(%s(%s, 0.%d) AS DOUBLE)"
                                .formatted(one("percentile", "percentile_approx"), small, random.nextInt(10)),
                        DataTypes.DoubleType);
            case 3 -> new Call("median(%s)".formatted(small), DataTypes.DoubleType);
            case 4 ->
                new Call(
                        "%s(0.5) WITHIN GROUP (ORDER BY CAST(%s AS DOUBLE) %s)"
                                .formatted(one("percentile_cont", "percentile_disc"), small, one("", "DESC")),
                        DataTypes.DoubleType);
            case 5 ->
                new Call(
                        "%s(%s, %s)".formatted("regr_count", small, expressions.of(DataTypes.IntegerType, 1)),
                        DataTypes.LongType);
            case 6 -> new Call("hll_sketch_estimate(hll_sketch_agg(%s))".formatted(small), DataTypes.LongType);
            default ->
                new Call("bitmap_count(bitmap_construct_agg(pmod(%s, 64)))".formatted(small), DataTypes.LongType);
        };
    }

    private Call overText() {
        String text = expressions.of(DataTypes.StringType, 1);
        return switch (random.nextInt(3)) {
            case 0 ->
                new Call(
                        "%s(%s, ',') WITHIN GROUP (ORDER BY %s)".formatted(one("listagg", "string_agg"), text, text),
                        DataTypes.StringType);
            case 1 -> new Call("crc32(count_min_sketch(%s, 0.5d, 0.5d, 1))".formatted(text), DataTypes.LongType);
            default -> new Call("concat_ws('|', sort_array(collect_set(%s)))".formatted(text), DataTypes.StringType);
        };
    }

    private String constant(DataType type) {
        return FuzzValues.literal(new FuzzValues(random).value(type), type);
    }

    /** Sums of these do not depend on the order of addition. */
    static String exact(String real) {
        return "CAST(try_cast(%s AS DECIMAL(12, 2)) AS DOUBLE)".formatted(real);
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
