/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

/** How a join treats rows with and without a match. */
public enum JoinType {
    INNER,
    LEFT_OUTER,
    RIGHT_OUTER,
    FULL_OUTER,
    /** Left rows with a match. */
    LEFT_SEMI,
    /** Left rows without a match. */
    LEFT_ANTI,
    /** All left rows, each with a boolean that is never null: whether it has a match. */
    EXISTENCE;

    /** Returns whether the output is left rows only, each at most once. */
    public boolean isLeftOnly() {
        return this == LEFT_SEMI || this == LEFT_ANTI || this == EXISTENCE;
    }
}
