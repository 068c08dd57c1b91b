/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import java.util.Map;

/**
 * Rules for functions of real numbers, logarithms and rounding. They compute doubles and return the type that the plan
 * states.
 */
final class RealRules {
    /** Substrait's names that equal those of kernels. */
    private static final List<String> SAME = List.of(
            "exp", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh",
            "radians", "degrees");

    private RealRules() {}

    static void addTo(Map<String, Rule> rules) {
        SAME.forEach(name -> rules.put(name, call -> real(call, name)));
        rules.put("sqrt", RealRules::sqrt);
        rules.put("atan2", call -> binary(call, "real_atan2"));
        rules.put("power", RealRules::power);
        rules.put("ln", call -> logarithm(call, "real_log"));
        rules.put("log10", call -> logarithm(call, "real_log10"));
        rules.put("log2", call -> logarithm(call, "real_log2"));
        rules.put("log1p", call -> logarithm(call, "real_log1p"));
        rules.put("logb", call -> logarithm(call, "real_logb"));
        rules.put("ceil", call -> call.kernel("real_ceil"));
        rules.put("floor", call -> call.kernel("real_floor"));
        rules.put("round", RealRules::round);
    }

    private static List<Expression> reals(Call call) {
        return call.arguments().stream().map(Call::real).toList();
    }

    private static Expression real(Call call, String kernel) {
        call.option("rounding", "TIE_TO_EVEN");
        return inDomain(call, Call.call(kernel, ColumnType.DOUBLE, reals(call)), "NAN");
    }

    private static Expression binary(Call call, String kernel) {
        return real(call, kernel);
    }

    private static Expression sqrt(Call call) {
        if (call.argument(0).type().isDecimal()) {
            return call.kernel("decimal_sqrt");
        }
        return real(call, "sqrt");
    }

    private static Expression power(Call call) {
        if (!ArithmeticRules.isReal(call, 0) && !call.argument(0).type().isDecimal()) {
            return switch (call.option("overflow", "ERROR", "SATURATE")) {
                case "SATURATE" -> call.kernel("saturating_power");
                default -> call.kernel("exact_power");
            };
        }
        Expression power = Call.call("real_power", ColumnType.DOUBLE, reals(call));
        if (call.option("complex_number_result", "NAN", "ERROR").equals("ERROR")) {
            power = Call.call("required_real", ColumnType.DOUBLE, after(power, reals(call)));
        }
        return inDomain(call, power, "NAN");
    }

    /** Applies the option {@code on_domain_error} to a result that is NaN outside the domain. */
    private static Expression inDomain(Call call, Expression result, String standard) {
        String outside = call.option("on_domain_error", standard, "NAN", "ERROR", "NONE", "NULL");
        Expression checked =
                switch (outside) {
                    case "ERROR" -> Call.call("required_real", ColumnType.DOUBLE, after(result, reals(call)));
                    case "NONE", "NULL" -> Call.call("real_or_null", ColumnType.DOUBLE, after(result, reals(call)));
                    default -> result;
                };
        return Call.cast(checked, call.result());
    }

    private static List<Expression> after(Expression first, List<Expression> rest) {
        List<Expression> all = new java.util.ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return all;
    }

    private static Expression logarithm(Call call, String kernel) {
        call.option("rounding", "TIE_TO_EVEN");
        Expression logarithm = Call.call(kernel, ColumnType.DOUBLE, reals(call));
        Expression ofZero =
                switch (call.option("on_log_zero", "MINUS_INFINITY", "NAN", "ERROR")) {
                    case "ERROR" -> Call.call("required_finite_log", ColumnType.DOUBLE, logarithm);
                    case "NAN" -> Call.call("log_or_nan", ColumnType.DOUBLE, logarithm);
                    default -> logarithm;
                };
        return inDomain(call, ofZero, "NAN");
    }

    private static Expression round(Call call) {
        String mode = call.option(
                "rounding",
                "TIE_AWAY_FROM_ZERO",
                "TIE_TO_EVEN",
                "TIE_TOWARDS_ZERO",
                "TRUNCATE",
                "AWAY_FROM_ZERO",
                "CEILING",
                "FLOOR");
        return call.kernel("round_" + mode);
    }
}
