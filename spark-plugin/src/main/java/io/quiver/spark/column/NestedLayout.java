/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.NestedColumn;
import org.apache.spark.sql.types.DataType;

/** Decides which nested values of Spark's types are columns of their parts. */
public final class NestedLayout {
    /** Lays them out in Spark's unsafe form. */
    public static final NestedColumn.Layout UNSAFE = UnsafeForm::bytes;

    private NestedLayout() {}

    /** Whether values of this nested type are columns of parts: numbers, text, nested values. */
    public static boolean isOfParts(DataType type) {
        return NestedVectors.of(type) != null;
    }
}
