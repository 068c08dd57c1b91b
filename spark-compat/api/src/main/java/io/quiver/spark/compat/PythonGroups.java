/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

/** Rows sent to a Python worker group by group. {@link #fill} returns at least one record batch for each group. One thread. */
public interface PythonGroups extends PythonInput {
    /** Moves to the next group, once all rows of the last one are taken; false if there is none. */
    boolean nextGroup();

    /** Whether the group has rows left. */
    boolean hasMoreOfGroup();
}
