/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import io.quiver.exec.operator.join.JoinBuildTable;
import io.quiver.exec.operator.sort.SharedBound;
import org.jspecify.annotations.Nullable;

/**
 * Gives access to what the tasks of a process share: build tables made before the task starts, broadcast once, built once per
 * process and probed by every task; and the bounds of a top-n that its tasks exchange.
 */
@FunctionalInterface
public interface SharedTables {
    /** For plans without shared tables. */
    SharedTables NONE = ordinal -> null;

    /** Returns the table of the plan's {@code TableNode} with this ordinal, or null if there is none. */
    @Nullable
    JoinBuildTable table(int ordinal);

    /** Returns the shared bound of the plan's top-n with this operator id, or null if its tasks do not exchange bounds. */
    default @Nullable SharedBound bound(int operatorId) {
        return null;
    }
}
