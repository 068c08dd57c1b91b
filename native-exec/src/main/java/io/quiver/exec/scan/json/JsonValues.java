/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

/** Which values of JSON text a column takes; a line with another one is odd. All take null. */
public enum JsonValues {
    /** Strings. */
    STRING,
    /** Strings, and the text of any other value. */
    ANY_AS_TEXT,
    /** Strings, and any other value as Jackson writes it. */
    ANY_AS_COPY,
    /** Numbers without point and exponent. */
    INTEGER,
    /** Numbers, but for the integer {@code -0}: Jackson reads it as 0. */
    FRACTION,
    /** Numbers, and strings that are not empty and have nothing escaped in them. */
    NUMBER_OR_STRING,
    /** Strings that are not empty and have nothing escaped in them. */
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
