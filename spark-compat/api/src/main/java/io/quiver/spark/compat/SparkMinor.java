/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The minor versions of Spark that Quiver supports. Refers to no class of Spark or Scala, so that any Spark can load it. */
public enum SparkMinor {
    SPARK_4_0("4.0"),
    SPARK_4_1("4.1"),
    SPARK_4_2("4.2"),
    SPARK_4_3("4.3");

    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+)(?:[.-].*)?");

    private final String number;

    SparkMinor(String number) {
        this.number = number;
    }

    /** Finds the minor of a full version such as {@code 4.1.3} or {@code 4.1.4-SNAPSHOT}; empty if it is not supported. */
    public static Optional<SparkMinor> of(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches()
                ? Arrays.stream(values())
                        .filter(minor -> minor.number.equals(matcher.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    /** The supported minors in words. */
    public static String supported() {
        return Arrays.stream(values()).map(minor -> minor.number).collect(Collectors.joining(", "));
    }

    /** The number, such as {@code 4.1}. */
    public String number() {
        return number;
    }
}
