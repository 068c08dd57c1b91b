/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.conformance;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Why a case is not expected to pass. */
enum Skip {
    LISTS("lists are no columns of the executor's that functions look into"),
    UNSIGNED_INTEGERS("Spark has no unsigned integers, and so the executor has none"),
    NAN_IS_NULL("the case expects null where the function's option says NaN"),
    PARTS_OF_TIME(
            "the case counts what the function's definition does not: seconds among the milliseconds, or weekdays from another"),
    ALL_OCCURRENCES(
            "the definition replaces all occurrences, as Spark; the case expects the first alone to be replaced"),
    WRONG_RESULT("the expected result is not what the function's definition gives"),
    ROUNDING_OF_SUMS("sums are rounded to the nearest number, in no other way");

    /** Functions and expected results: 130 is above 127, 301989888 * 256 is no multiple of 2^16, and so on. */
    private static final Set<String> WRONG_RESULTS = Set.of(
            "multiply -128",
            "shift_left 19791209299968",
            "std_dev 3.8944404",
            "std_dev 3.8944404818493075",
            "std_dev 1.7406897",
            "std_dev 41.010193",
            "std_dev 36.66060555964672",
            "variance 15.166667",
            "variance 15.166666666666666",
            "variance 3.03",
            "variance 1681.25",
            "variance 1345.0");

    private final String explanation;

    Skip(String explanation) {
        this.explanation = explanation;
    }

    String explanation() {
        return explanation;
    }

    /** The reason not to expect that a case passes, if there is one. */
    static Optional<Skip> of(FunctionCase functionCase) {
        String text = functionCase.text();
        if (text.contains("::list") || text.contains("::func")) {
            return Optional.of(LISTS);
        }
        if (text.contains("::u!u")) {
            return Optional.of(UNSIGNED_INTEGERS);
        }
        boolean expectsNull = functionCase.expected().text().equalsIgnoreCase("null");
        boolean wantsNan = "NAN".equals(functionCase.options().get("on_log_zero"))
                || "NAN".equals(functionCase.options().get("on_domain_error"));
        if (expectsNull && wantsNan) {
            return Optional.of(NAN_IS_NULL);
        }
        if ("TRUNCATE".equals(functionCase.options().get("rounding")) && functionCase.isAggregate()) {
            return Optional.of(ROUNDING_OF_SUMS);
        }
        if (WRONG_RESULTS.contains(
                functionCase.function() + " " + functionCase.expected().text())) {
            return Optional.of(WRONG_RESULT);
        }
        return ofMeaning(functionCase);
    }

    private static Optional<Skip> ofMeaning(FunctionCase functionCase) {
        if (functionCase.function().equals("extract")) {
            String part = functionCase.arguments().get(0).text();
            if (part.equals("MILLISECOND") || part.equals("MICROSECOND") || part.endsWith("_DAY_OF_WEEK")) {
                return Optional.of(PARTS_OF_TIME);
            }
        }
        return functionCase.function().equals("regexp_replace") && matchesAgain(functionCase)
                ? Optional.of(ALL_OCCURRENCES)
                : Optional.empty();
    }

    private static boolean matchesAgain(FunctionCase functionCase) {
        String input = unquoted(functionCase.arguments().get(0).text());
        String pattern = unquoted(functionCase.arguments().get(1).text());
        return Pattern.compile(pattern).matcher(input).results().count() > 1;
    }

    private static String unquoted(String text) {
        return text.startsWith("'") ? text.substring(1, text.length() - 1) : text;
    }
}
