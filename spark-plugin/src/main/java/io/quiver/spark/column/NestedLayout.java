/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.NestedColumn;
import org.apache.spark.sql.types.DataType;

/** How nested values of Spark's types are columns of their parts. */
public final class NestedLayout {
    /** Lays them out in Spark's unsafe form. */
    public static final NestedColumn.Layout UNSAFE = UnsafeForm::bytes;

    private NestedLayout() {}

    /** Whether values of this type, which is a nested one, are columns of parts: numbers, text, nested ones. */
    public static boolean isOfParts(DataType type) {
        return NestedVectors.of(type) != null;
    }
}
