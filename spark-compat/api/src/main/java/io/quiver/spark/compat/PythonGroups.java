/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

/** Rows that a worker of Python's is sent group by group; of a group, {@link #fill} gives at least one record batch. One thread. */
public interface PythonGroups extends PythonInput {
    /** Goes on to the next group, once all rows of the last one are taken; false where there is none. */
    boolean nextGroup();

    /** Whether the group has rows that were not taken. */
    boolean hasMoreOfGroup();
}
