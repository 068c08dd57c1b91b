/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import java.util.List;
import java.util.Set;

/** The standard aggregate functions, built from the executor's measures. */
public final class StandardMeasures {
    /** Functions whose result does not depend on how often a value occurs. */
    private static final Set<String> IDEMPOTENT = Set.of("min", "max", "any_value", "bool_and", "bool_or");

    /** All names. */
    public static final Set<String> NAMES = Set.of(
            "count",
            "sum",
            "sum0",
            "avg",
            "min",
            "max",
            "any_value",
            "bool_and",
            "bool_or",
            "variance",
            "std_dev",
            "approx_count_distinct");

    private static final ColumnType WIDE_SUM = ColumnType.decimal(ColumnType.MAX_DIGITS, 0);

    private StandardMeasures() {}

    /** Returns whether leaving out repeated values changes the function's result. */
    public static boolean countsAll(String name) {
        return !IDEMPOTENT.contains(name);
    }

    /** Adds the measures that a call needs to {@code measures} and returns the result as an expression over their output. */
    public static Value add(Call call, Measures measures) {
        return new Value(expression(call, measures), call.type());
    }

    private static Expression expression(Call call, Measures measures) {
        Expression result =
                switch (call.name()) {
                    case "count", "approx_count_distinct" -> count(call, measures);
                    case "sum" -> sum(call, measures);
                    case "sum0" -> sumFromZero(call, measures);
                    case "avg" -> average(call, measures);
                    case "min", "bool_and" -> extreme(call, measures, "min");
                    case "max", "bool_or", "any_value" -> extreme(call, measures, "max");
                    case "variance", "std_dev" -> variance(call, measures);
                    default ->
                        throw PlanFailures.unsupported(
                                "aggregate function %s; offered are %s", call.name(), new java.util.TreeSet<>(NAMES));
                };
        call.refuseOtherOptions();
        return result;
    }

    private static Expression count(Call call, Measures measures) {
        call.option("overflow", "SILENT", "SATURATE", "ERROR"); // no input has so many rows
        return measures.result("count", call.arguments(), ColumnType.LONG, ColumnType.LONG);
    }

    private static Expression extreme(Call call, Measures measures, String kernel) {
        if (call.name().equals("any_value")) {
            call.option("ignore_nulls", "TRUE", "FALSE");
        }
        ColumnType type = call.argument(0).type();
        return measures.result(kernel, List.of(call.argument(0)), type, type);
    }

    private static Expression sum(Call call, Measures measures) {
        Expression value = call.argument(0);
        if (value.type().isDecimal()) {
            String overflow = call.option("overflow", "ERROR", "SILENT");
            List<Expression> state =
                    measures.state("sum", List.of(value), call.result(), call.result(), ColumnType.BOOLEAN);
            return overflow.equals("ERROR") ? Call.call("required_sum", call.result(), state) : state.get(0);
        }
        if (ArithmeticRules.isReal(call, 0)) {
            call.option("rounding", "TIE_TO_EVEN");
            call.option("overflow", "SILENT");
            return Call.cast(
                    measures.result("sum", List.of(Call.real(value)), ColumnType.DOUBLE, ColumnType.DOUBLE),
                    call.result());
        }
        String overflow = call.option("overflow", "SILENT", "SATURATE", "ERROR");
        if (overflow.equals("SILENT") || value.type().kind() != Kind.LONG) {
            return Call.cast(measures.result("sum", List.of(value), ColumnType.LONG, ColumnType.LONG), call.result());
        }
        return Call.call(
                overflow.equals("ERROR") ? "exact_integer" : "saturating_integer",
                call.result(),
                exactSum(value, measures));
    }

    /** Returns the sum of integers in a decimal that holds it; null for no values. */
    private static Expression exactSum(Expression value, Measures measures) {
        Expression wide = Call.cast(value, ColumnType.decimal(20, 0));
        List<Expression> state = measures.state("sum", List.of(wide), WIDE_SUM, WIDE_SUM, ColumnType.BOOLEAN);
        return Call.call("required_sum", WIDE_SUM, state);
    }

    private static Expression sumFromZero(Call call, Measures measures) {
        Expression sum = sum(call, measures);
        Expression zero = Call.cast(new Literal(0, ColumnType.INT), call.result());
        return Call.call("coalesce", call.result(), sum, zero);
    }

    private static Expression average(Call call, Measures measures) {
        call.option("overflow", "ERROR", "SILENT", "SATURATE"); // a mean is between values
        Expression value = call.argument(0);
        if (ArithmeticRules.isReal(call, 0)
                || call.result().kind() == Kind.DOUBLE
                || call.result().kind() == Kind.FLOAT) {
            call.option("rounding", "TIE_TO_EVEN");
            return Call.cast(
                    measures.result(
                            "avg", List.of(Call.real(value)), ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.LONG),
                    call.result());
        }
        Expression count = measures.result("count", List.of(value), ColumnType.LONG, ColumnType.LONG);
        Expression sum;
        if (value.type().isDecimal()) {
            ColumnType type =
                    ColumnType.decimal(ColumnType.MAX_DIGITS, value.type().scale());
            sum = Call.call(
                    "required_sum", type, measures.state("sum", List.of(value), type, type, ColumnType.BOOLEAN));
        } else {
            sum = exactSum(value, measures);
        }
        return Call.call("mean_of_sum", call.result(), sum, count);
    }

    private static Expression variance(Call call, Measures measures) {
        call.option("rounding", "TIE_TO_EVEN");
        String distribution = call.enums().isEmpty()
                ? call.option("distribution", "SAMPLE", "POPULATION")
                : call.enums().get(0);
        if (!distribution.equals("SAMPLE") && !distribution.equals("POPULATION")) {
            throw PlanFailures.unsupported("%s of a distribution %s", call.name(), distribution);
        }
        List<Expression> state = measures.state(
                "central_moments_2",
                List.of(Call.real(call.argument(0))),
                ColumnType.DOUBLE,
                ColumnType.DOUBLE,
                ColumnType.DOUBLE,
                ColumnType.DOUBLE);
        Expression result = Call.call(call.name() + "_" + distribution, ColumnType.DOUBLE, state.get(0), state.get(2));
        return Call.cast(result, call.result());
    }
}
