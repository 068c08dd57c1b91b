/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares errors of both engines as a user sees them: each cause by its class and message. */
final class Failures {
    /** The JVM renames a lambda each time that a task deserializes it. */
    private static final Pattern LAMBDA = Pattern.compile("Lambda(\\$\\d+)?/0x[0-9a-f]+");

    private Failures() {}

    static boolean isSame(@Nullable Exception left, @Nullable Exception right) {
        return chain(left).equals(chain(right));
    }

    private static List<String> chain(@Nullable Throwable failure) {
        List<String> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && chain.size() < 20; cause = cause.getCause()) {
            String text = cause.getClass().getName() + ": " + cause.getMessage();
            chain.add(LAMBDA.matcher(text).replaceAll("Lambda"));
        }
        return chain;
    }

    /** Whether {@code failure} was caused by {@code origin}, a failure of the input and not of an engine. */
    static boolean comesFrom(@Nullable Throwable failure, @Nullable Exception origin) {
        for (Throwable cause = failure; cause != null && origin != null; cause = cause.getCause()) {
            if (cause == origin) {
                return true;
            }
        }
        return false;
    }
}
