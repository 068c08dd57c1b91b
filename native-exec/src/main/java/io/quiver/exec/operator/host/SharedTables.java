/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

import io.quiver.exec.operator.join.JoinBuildTable;
import org.jspecify.annotations.Nullable;

/** Build tables that exist before the task starts: broadcast once, built once per process, probed by every task. */
@FunctionalInterface
public interface SharedTables {
    /** For plans without any. */
    SharedTables NONE = ordinal -> null;

    /** The table that the plan's {@code TableNode} of this ordinal stands for; null where there is none. */
    @Nullable
    JoinBuildTable table(int ordinal);
}
