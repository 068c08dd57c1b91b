/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import org.jspecify.annotations.Nullable;

/** Build tables that exist before the task starts: broadcast once, built once per process, probed by every task. */
@FunctionalInterface
public interface SharedTables {
    /** None: every join reads its build side. */
    SharedTables NONE = inputOrdinal -> null;

    /** The table made of the fragment's {@code inputOrdinal}-th input, or null where the input has to be read. */
    @Nullable
    JoinBuildTable table(int inputOrdinal);
}
