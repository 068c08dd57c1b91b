/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.vector.Column;
import org.jspecify.annotations.Nullable;

/** Computes a column from the columns of a call's arguments, a batch at a time. One task thread. */
@FunctionalInterface
interface NestedFunction {
    /** Null if it cannot read the columns' encodings, or a row fails: Spark's code then evaluates the batch. */
    @Nullable
    Column of(Column[] arguments, int rowCount);
}
