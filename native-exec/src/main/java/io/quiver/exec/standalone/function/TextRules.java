/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rules for functions_string. Text is counted in code points; regular expressions are Java's. */
final class TextRules {
    private static final String SENSITIVE = "CASE_SENSITIVE";
    private static final String INSENSITIVE = "CASE_INSENSITIVE";
    private static final String INSENSITIVE_ASCII = "CASE_INSENSITIVE_ASCII";

    private TextRules() {}

    static void addTo(Map<String, Rule> rules) {
        rules.put("lower", call -> letters(call, "lower", "text_lower"));
        rules.put("upper", call -> letters(call, "upper", "text_upper"));
        rules.put("swapcase", call -> call.kernel("text_swapcase"));
        rules.put("capitalize", call -> call.kernel("text_capitalize"));
        rules.put("char_length", call -> length(call, "length"));
        rules.put("octet_length", call -> length(call, "octet_length"));
        rules.put("bit_length", call -> length(call, "bit_length"));
        rules.put("reverse", call -> call.guarded("reverse", "text_reverse"));
        rules.put("concat", TextRules::concat);
        rules.put("concat_ws", TextRules::concatWithSeparator);
        rules.put("contains", call -> test(call, "contains"));
        rules.put("starts_with", call -> test(call, "starts_with"));
        rules.put("ends_with", call -> test(call, "ends_with"));
        rules.put(
                "substring",
                call -> call.kernel("text_substring_"
                        + call.option("negative_start", "WRAP_FROM_END", "LEFT_OF_BEGINNING", "ERROR")));
        rules.put("left", call -> call.kernel("text_left"));
        rules.put("right", call -> call.kernel("text_right"));
        rules.put("lpad", call -> pad(call, "text_lpad"));
        rules.put("rpad", call -> pad(call, "text_rpad"));
        rules.put("trim", call -> trim(call, "text_trim"));
        rules.put("ltrim", call -> trim(call, "text_ltrim"));
        rules.put("rtrim", call -> trim(call, "text_rtrim"));
        rules.put("repeat", call -> call.kernel("text_repeat"));
        rules.put("replace", call -> Call.call("text_replace", call.result(), cased(call, 2, call.argument(2))));
        rules.put("strpos", call -> Call.call("text_position", call.result(), cased(call, 2)));
        rules.put("count_substring", call -> Call.call("text_occurrences", call.result(), cased(call, 2)));
        rules.put("like", TextRules::like);
        rules.put("regexp_match_substring", call -> regexp(call, "pattern_match", 1, 1, 0));
        rules.put("regexp_count_substring", call -> regexp(call, "pattern_count", 1));
        rules.put("regexp_strpos", call -> regexp(call, "pattern_position", 1, 1));
        rules.put("regexp_replace", TextRules::replace);
    }

    /** Changes all letters, even if the plan asks only for those of ASCII, which Substrait allows. */
    private static Expression letters(Call call, String fast, String exact) {
        call.option("char_set", "UTF8", "ASCII_ONLY");
        call.option("full_unicode", "TRUE");
        return call.guarded(fast, exact);
    }

    private static Expression length(Call call, String kernel) {
        return Call.cast(Call.call(kernel, ColumnType.INT, call.arguments()), call.result());
    }

    private static Expression concat(Call call) {
        boolean ignores =
                call.option("null_handling", "ACCEPT_NULLS", "IGNORE_NULLS").equals("IGNORE_NULLS");
        List<Expression> texts = ignores
                ? call.arguments().stream()
                        .map(text -> Call.call("coalesce", ColumnType.STRING, text, Call.text("")))
                        .toList()
                : call.arguments();
        return call.guarded(Call.call("concat", call.result(), texts), Call.call("text_concat", call.result(), texts));
    }

    /** Joins texts and leaves out nulls together with their separator. */
    private static Expression concatWithSeparator(Call call) {
        Expression separator = call.argument(0);
        List<Expression> joined = new ArrayList<>();
        Expression begun = Call.bool(false);
        for (Expression text : call.arguments().subList(1, call.size())) {
            Expression isThere = Call.call("is_not_null", ColumnType.BOOLEAN, text);
            joined.add(Call.choose(Call.and(begun, isThere), separator, Call.text("")));
            joined.add(Call.call("coalesce", ColumnType.STRING, text, Call.text("")));
            begun = Call.call("or", ColumnType.BOOLEAN, begun, isThere);
        }
        return Call.choose(
                Call.call("is_null", ColumnType.BOOLEAN, separator),
                new Literal(null, ColumnType.STRING),
                Call.call("text_concat", ColumnType.STRING, joined));
    }

    private static Expression test(Call call, String kernel) {
        return Call.call(kernel, ColumnType.BOOLEAN, cased(call, 2));
    }

    /** Returns the first arguments, converted for the option {@code case_sensitivity}, followed by {@code others}. */
    private static List<Expression> cased(Call call, int count, Expression... others) {
        String sensitivity = call.option("case_sensitivity", SENSITIVE, INSENSITIVE, INSENSITIVE_ASCII);
        if (!sensitivity.equals(SENSITIVE) && others.length > 0) {
            throw call.unsupported();
        }
        List<Expression> arguments = new ArrayList<>();
        for (Expression argument : call.arguments().subList(0, count)) {
            arguments.add(
                    switch (sensitivity) {
                        case INSENSITIVE -> Call.call("text_lower", ColumnType.STRING, argument);
                        case INSENSITIVE_ASCII -> Call.call("text_ascii_lower", ColumnType.STRING, argument);
                        default -> argument;
                    });
        }
        arguments.addAll(List.of(others));
        return arguments;
    }

    private static Expression pad(Call call, String kernel) {
        return call.size() == 2
                ? Call.call(kernel, call.result(), call.argumentsAnd(Call.text(" ")))
                : call.kernel(kernel);
    }

    private static Expression trim(Call call, String kernel) {
        call.option("spaces_only", "FALSE", "TRUE");
        return call.kernel(kernel);
    }

    private static Expression like(Call call) {
        return Call.call("pattern_like", call.result(), call.argumentsAnd(flags(call)));
    }

    private static Literal flags(Call call) {
        String flags =
                switch (call.option("case_sensitivity", SENSITIVE, INSENSITIVE, INSENSITIVE_ASCII)) {
                    case INSENSITIVE -> "iu";
                    case INSENSITIVE_ASCII -> "i";
                    default -> "";
                };
        if (call.option("multiline", "MULTILINE_DISABLED", "MULTILINE_ENABLED").equals("MULTILINE_ENABLED")) {
            flags += "m";
        }
        if (call.option("dotall", "DOTALL_DISABLED", "DOTALL_ENABLED").equals("DOTALL_ENABLED")) {
            flags += "s";
        }
        call.option("lookaround", "TRUE", "FALSE");
        return Call.text(flags);
    }

    /** Builds a call over text, pattern and numbers. The plan may leave out the last numbers. */
    private static Expression regexp(Call call, String kernel, long... numbers) {
        List<Expression> arguments = new ArrayList<>(call.arguments());
        for (int i = call.size() - 2; i < numbers.length; i++) {
            arguments.add(Call.number(numbers[i]));
        }
        arguments.add(flags(call));
        return Call.call(kernel, call.result(), arguments);
    }

    private static Expression replace(Call call) {
        List<Expression> arguments = new ArrayList<>(call.arguments());
        if (call.size() == 3) {
            arguments.add(Call.number(1));
            arguments.add(Call.number(0));
        }
        arguments.add(flags(call));
        return Call.call("pattern_replace", call.result(), arguments);
    }
}
