/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import java.util.Map;

/** Rules for functions_boolean and functions_comparison. NaN equals NaN and is the greatest number, as on Spark. */
final class ComparisonRules {
    private ComparisonRules() {}

    static void addTo(Map<String, Rule> rules) {
        for (String name : List.of("equal", "not_equal", "lt", "lte", "gt", "gte", "is_not_distinct_from")) {
            rules.put(name, call -> compare(call, name, 0, 1));
        }
        rules.put("is_distinct_from", call -> Call.not(compare(call, "is_not_distinct_from", 0, 1)));
        rules.put("between", call -> Call.and(compare(call, "gte", 0, 1), compare(call, "lte", 0, 2)));
        rules.put("is_null", call -> call.kernel("is_null"));
        rules.put("is_not_null", call -> call.kernel("is_not_null"));
        rules.put("is_nan", call -> call.kernel("is_not_a_number"));
        rules.put("is_infinite", call -> call.kernel("is_infinite"));
        rules.put("is_finite", call -> call.kernel("is_finite"));
        rules.put("is_true", call -> or(call, false));
        rules.put("is_not_false", call -> or(call, true));
        rules.put("is_not_true", call -> Call.not(or(call, false)));
        rules.put("is_false", call -> Call.not(or(call, true)));
        rules.put("coalesce", call -> call.kernel("coalesce"));
        rules.put(
                "nullif",
                call -> Call.choose(
                        compare(call, "equal", 0, 1),
                        new Literal(null, call.argument(0).type()),
                        call.argument(0)));
        rules.put("least", call -> extreme(call, "least"));
        rules.put("greatest", call -> extreme(call, "greatest"));
        rules.put("least_skip_null", call -> call.kernel("least"));
        rules.put("greatest_skip_null", call -> call.kernel("greatest"));
        rules.put("and", call -> connective(call, "and"));
        rules.put("or", call -> connective(call, "or"));
        rules.put("not", call -> call.kernel("not"));
        rules.put("and_not", call -> Call.and(call.argument(0), Call.not(call.argument(1))));
        rules.put("xor", call -> call.kernel("not_equal"));
    }

    /** Compares two arguments. Decimals of different types are compared as decimals that hold both. */
    private static Expression compare(Call call, String comparison, int left, int right) {
        Expression first = call.argument(left);
        Expression second = call.argument(right);
        if (!first.type().equals(second.type())) {
            if (!first.type().isDecimal() || !second.type().isDecimal()) {
                throw call.unsupported();
            }
            ColumnType both = common(first.type(), second.type());
            first = Call.cast(first, both);
            second = Call.cast(second, both);
        }
        return Call.call(comparison, ColumnType.BOOLEAN, first, second);
    }

    private static ColumnType common(ColumnType left, ColumnType right) {
        int scale = Math.max(left.scale(), right.scale());
        int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
        return ColumnType.decimal(Math.min(ColumnType.MAX_DIGITS, whole + scale), scale);
    }

    private static Expression or(Call call, boolean whereNull) {
        return Call.call("coalesce", ColumnType.BOOLEAN, call.argument(0), Call.bool(whereNull));
    }

    /** Builds the least or greatest argument. Unlike Spark's, Substrait's result is null if any argument is null. */
    private static Expression extreme(Call call, String kernel) {
        Expression anyNull = Call.bool(false);
        for (Expression argument : call.arguments()) {
            anyNull = Call.call("or", ColumnType.BOOLEAN, anyNull, Call.call("is_null", ColumnType.BOOLEAN, argument));
        }
        return Call.choose(anyNull, new Literal(null, call.result()), call.kernel(kernel));
    }

    private static Expression connective(Call call, String kernel) {
        return switch (call.size()) {
            case 0 -> Call.bool(kernel.equals("and"));
            case 1 -> call.argument(0);
            default -> call.kernel(kernel);
        };
    }
}
