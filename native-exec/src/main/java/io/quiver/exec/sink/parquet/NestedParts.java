/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.NestedColumn;

/** The host's way from nested values, however they come, to columns of their parts. */
@FunctionalInterface
public interface NestedParts {
    /** The values of {@code column}, which are of the type of a place in a nested field. */
    NestedColumn of(ColumnType type, Column column);
}
