/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.NestedColumn;

/** Converts the host's nested values, in any form, to columns of their parts. */
@FunctionalInterface
public interface NestedParts {
    /** Returns the values of {@code column}, which have the type of a place in a nested field. */
    NestedColumn of(ColumnType type, Column column);
}
