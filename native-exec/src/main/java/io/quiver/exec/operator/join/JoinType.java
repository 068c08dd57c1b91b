/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

/** What a join does with rows that match and rows that do not. */
public enum JoinType {
    INNER,
    LEFT_OUTER,
    RIGHT_OUTER,
    FULL_OUTER,
    /** Left rows with a match. */
    LEFT_SEMI,
    /** Left rows without a match. */
    LEFT_ANTI,
    /** All left rows and whether they have a match: a boolean that is never null. */
    EXISTENCE;

    /** Whether the output is about left rows only, each at most once. */
    public boolean isLeftOnly() {
        return this == LEFT_SEMI || this == LEFT_ANTI || this == EXISTENCE;
    }
}
