/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

/** The stage of an aggregation that a measure belongs to (Spark: Partial, PartialMerge, Final, Complete). */
public enum Phase {
    INITIAL_TO_INTERMEDIATE,
    INTERMEDIATE_TO_INTERMEDIATE,
    INTERMEDIATE_TO_RESULT,
    INITIAL_TO_RESULT;

    /** Returns whether the arguments are state columns rather than values. */
    public boolean readsState() {
        return this == INTERMEDIATE_TO_INTERMEDIATE || this == INTERMEDIATE_TO_RESULT;
    }

    /** Returns whether the output is state columns rather than the result. */
    public boolean writesState() {
        return this == INITIAL_TO_INTERMEDIATE || this == INTERMEDIATE_TO_INTERMEDIATE;
    }
}
