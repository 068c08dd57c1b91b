/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import io.quiver.exec.operator.join.JoinBuildTable;
import io.quiver.exec.operator.sort.SharedBound;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of a process share: build tables that exist before the task starts, broadcast once, built once per process, probed by
 * every task; and how far the tasks of a top-n have come.
 */
@FunctionalInterface
public interface SharedTables {
    /** For plans without any. */
    SharedTables NONE = ordinal -> null;

    /** The table that the plan's {@code TableNode} of this ordinal stands for; null where there is none. */
    @Nullable
    JoinBuildTable table(int ordinal);

    /** The bound of the top-n that is this operator of the plan; null where its tasks are not to tell each other. */
    default @Nullable SharedBound bound(int operatorId) {
        return null;
    }
}
