/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import java.util.Map;

/**
 * Rules for functions_arithmetic and functions_arithmetic_decimal over integers, decimals and the four operations of
 * floating-point numbers. If a plan has no preference, integers wrap and decimals raise an error.
 */
final class ArithmeticRules {
    private static final String SILENT = "SILENT";
    private static final String SATURATE = "SATURATE";
    private static final String ERROR = "ERROR";

    private ArithmeticRules() {}

    static void addTo(Map<String, Rule> rules) {
        rules.put(
                "add", call -> DatetimeRules.isDatetime(call) ? DatetimeRules.shift(call, 1) : operation(call, "add"));
        rules.put(
                "subtract",
                call -> DatetimeRules.isDatetime(call) ? DatetimeRules.shift(call, -1) : operation(call, "subtract"));
        rules.put("multiply", call -> operation(call, "multiply"));
        rules.put("divide", ArithmeticRules::divide);
        rules.put("modulus", ArithmeticRules::modulus);
        rules.put("mod", ArithmeticRules::modulus);
        rules.put("negate", call -> unary(call, "negative", "negate"));
        rules.put("abs", call -> unary(call, "abs", "abs"));
        rules.put(
                "sign",
                call -> Call.cast(Call.call("signum", ColumnType.DOUBLE, Call.real(call.argument(0))), call.result()));
        rules.put("factorial", ArithmeticRules::factorial);
        rules.put("bitwise_not", call -> call.kernel("bitwise_not"));
        rules.put("bitwise_and", call -> bits(call, "bitwise_and", "decimal_and"));
        rules.put("bitwise_or", call -> bits(call, "bitwise_or", "decimal_or"));
        rules.put("bitwise_xor", call -> bits(call, "bitwise_xor", "decimal_xor"));
        rules.put("shift_left", call -> call.kernel("shift_left"));
        rules.put("shift_right", call -> call.kernel("shift_right"));
        rules.put("shift_right_unsigned", call -> call.kernel("shift_right_unsigned"));
    }

    static boolean isReal(Call call, int argument) {
        return call.kind(argument) == Kind.FLOAT || call.kind(argument) == Kind.DOUBLE;
    }

    private static Expression operation(Call call, String kernel) {
        if (isReal(call, 0)) {
            call.option("rounding", "TIE_TO_EVEN");
            return call.kernel(kernel);
        }
        if (call.argument(0).type().isDecimal()) {
            return decimal(call, kernel);
        }
        return switch (call.option("overflow", SILENT, SATURATE, ERROR)) {
            case SILENT -> call.kernel(kernel);
            case SATURATE -> call.kernel("saturating_" + kernel);
            default -> call.guarded(ansi(call, kernel), call.kernel("exact_" + kernel));
        };
    }

    private static Expression ansi(Call call, String kernel) {
        return new Expression.Call(kernel, EvaluationMode.ANSI, call.arguments(), call.result());
    }

    private static Expression decimal(Call call, String operation) {
        return switch (call.option("overflow", ERROR, SILENT)) {
            case ERROR -> call.guarded(ansi(call, operation), call.kernel("decimal_" + operation));
            default -> call.kernel("try_decimal_" + operation);
        };
    }

    private static Expression divide(Call call) {
        if (isReal(call, 0)) {
            call.option("rounding", "TIE_TO_EVEN");
            return realDivision(call, "real_divide");
        }
        if (call.argument(0).type().isDecimal()) {
            call.option("on_division_by_zero", ERROR);
            return call.option("overflow", ERROR, SILENT).equals(ERROR)
                    ? call.kernel("decimal_divide")
                    : call.kernel("try_decimal_divide");
        }
        String byZero = call.option("on_division_by_zero", ERROR, "NULL", "NAN");
        call.option("on_domain_error", ERROR);
        Expression quotient =
                switch (call.option("overflow", ERROR, SATURATE)) {
                    case SATURATE -> call.kernel("saturating_div");
                    default -> call.kernel("exact_div");
                };
        return byZero.equals(ERROR) ? quotient : unlessZero(call, quotient);
    }

    private static Expression realDivision(Call call, String kernel) {
        Expression quotient = call.kernel(kernel);
        String byZero = call.option("on_division_by_zero", "LIMIT", "NAN", ERROR, "NULL");
        switch (call.option("on_domain_error", "NAN", ERROR, "NULL", "NONE")) {
            case ERROR -> quotient = Call.call("required_real", call.result(), call.argumentsAfter(quotient));
            case "NULL", "NONE" -> quotient = Call.call("real_or_null", call.result(), call.argumentsAfter(quotient));
            default -> {}
        }
        return switch (byZero) {
            case "NULL" -> unlessZero(call, quotient);
            case "NAN" ->
                Call.choose(
                        isZero(call), Call.cast(new Literal(Double.NaN, ColumnType.DOUBLE), call.result()), quotient);
            case ERROR ->
                Call.call(
                        kernel,
                        call.result(),
                        call.argument(0),
                        Call.call("required_divisor", call.argument(1).type(), call.argument(1)));
            default -> quotient;
        };
    }

    private static Expression isZero(Call call) {
        ColumnType type = call.argument(1).type();
        Expression zero = Call.cast(new Literal(0, ColumnType.INT), type);
        return Call.call("equal", ColumnType.BOOLEAN, call.argument(1), zero);
    }

    private static Expression unlessZero(Call call, Expression quotient) {
        return Call.choose(isZero(call), new Literal(null, call.result()), quotient);
    }

    private static Expression modulus(Call call) {
        if (isReal(call, 0)) {
            return realDivision(call, "real_modulus");
        }
        if (call.argument(0).type().isDecimal()) {
            call.option("on_domain_error", ERROR);
            call.option("division_type", "TRUNCATE");
            return call.kernel("decimal_modulus");
        }
        String byZero = call.option("on_domain_error", ERROR, "NULL");
        call.option("overflow", SILENT, ERROR, SATURATE); // a remainder is never too great
        Expression remainder = call.option("division_type", "TRUNCATE", "FLOOR").equals("FLOOR")
                ? call.kernel("floor_mod")
                : call.kernel("truncated_mod");
        return byZero.equals(ERROR) ? remainder : unlessZero(call, remainder);
    }

    private static Expression unary(Call call, String kernel, String name) {
        if (isReal(call, 0)) {
            return call.kernel(kernel);
        }
        if (call.argument(0).type().isDecimal()) {
            return call.kernel("decimal_" + name);
        }
        return switch (call.option("overflow", SILENT, SATURATE, ERROR)) {
            case SILENT -> call.kernel(kernel);
            case SATURATE -> call.kernel("saturating_" + name);
            default -> call.kernel("exact_" + name);
        };
    }

    private static Expression factorial(Call call) {
        call.option("overflow", ERROR);
        return call.kernel(call.argument(0).type().isDecimal() ? "decimal_factorial" : "exact_factorial");
    }

    private static Expression bits(Call call, String kernel, String decimalKernel) {
        if (call.argument(0).type().isDecimal()) {
            return call.kernel(decimalKernel);
        }
        if (!call.argument(0).type().equals(call.argument(1).type())) {
            throw PlanFailures.invalid(
                    "%s of %s and %s",
                    kernel, call.argument(0).type(), call.argument(1).type());
        }
        return call.kernel(kernel);
    }
}
