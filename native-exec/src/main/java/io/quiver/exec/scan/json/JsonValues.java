/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

/** The JSON values that a column takes. A line with any other value is odd. All columns take null. */
public enum JsonValues {
    /** Strings. */
    STRING,
    /** Strings, and the text of any other value. */
    ANY_AS_TEXT,
    /** Strings, and any other value as Jackson writes it. */
    ANY_AS_COPY,
    /** Numbers without a point or an exponent. */
    INTEGER,
    /** Numbers except the integer {@code -0}, which Jackson reads as 0. */
    FRACTION,
    /** Numbers, and strings that are not empty and have no escapes. */
    NUMBER_OR_STRING,
    /** Strings that are not empty and have no escapes. */
    PLAIN_STRING,
    /** {@code true} and {@code false}. */
    BOOLEAN;

    boolean isText() {
        return this == STRING || isAny();
    }

    boolean isAny() {
        return this == ANY_AS_TEXT || this == ANY_AS_COPY;
    }
}
