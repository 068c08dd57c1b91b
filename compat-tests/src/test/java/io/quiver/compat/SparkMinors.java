/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.package$;

/**
 * The minors of Spark 4 that a test is for: {@code 4.1} alone, {@code 4.1+} and later ones, {@code 4.0-4.2} for a range.
 *
 * @param first the second number of the first of them
 * @param last the second number of the last of them
 */
record SparkMinors(int first, int last) {
    static final SparkMinors ALL = new SparkMinors(0, Integer.MAX_VALUE);

    private static final Pattern TEXT = Pattern.compile("4\\.(\\d+)(\\+|-4\\.(\\d+))?");
    private static final int THIS = secondNumber(package$.MODULE$.SPARK_VERSION());

    static SparkMinors parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Minors of Spark are written 4.1, 4.1+ or 4.0-4.2: " + text);
        }
        int first = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) == null) {
            return new SparkMinors(first, first);
        }
        return new SparkMinors(
                first, matcher.group(3) == null ? Integer.MAX_VALUE : Integer.parseInt(matcher.group(3)));
    }

    /** Whether the Spark that runs is one of them. */
    boolean hasThis() {
        return first <= THIS && THIS <= last;
    }

    private static int secondNumber(String version) {
        return Integer.parseInt(version.split("[.-]", -1)[1]);
    }
}
