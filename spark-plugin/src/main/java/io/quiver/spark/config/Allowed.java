/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.config;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.spark.network.util.JavaUtils;

/**
 * The values that a setting accepts.
 *
 * @param words for people, after "is to be"
 */
record Allowed(String words, Predicate<String> test) {
    static final Allowed FLAG = oneOf("true", "false");
    static final Allowed SIZE = new Allowed("a size such as 64m", Allowed::isSize);
    static final Allowed ROWS = new Allowed("a number of rows, 0 or more", Allowed::isCount);
    static final Allowed TEXT = new Allowed("any text", text -> true);

    static Allowed oneOf(String... choices) {
        List<String> all = List.of(choices);
        String most = String.join(", ", all.subList(0, all.size() - 1));
        return new Allowed(most + " or " + all.get(all.size() - 1), value -> all.contains(normalized(value)));
    }

    boolean accepts(String value) {
        return test.test(value);
    }

    /** Normalizes a choice for comparison: surrounding spaces and upper case do not matter. */
    static String normalized(String value) {
        return value.trim().toLowerCase(Locale.ROOT);
    }

    private static boolean isSize(String value) {
        try {
            return JavaUtils.byteStringAsBytes(value) >= 0;
        } catch (IllegalArgumentException notASize) {
            return false;
        }
    }

    private static boolean isCount(String value) {
        try {
            return Long.parseLong(value.trim()) >= 0;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }
}
