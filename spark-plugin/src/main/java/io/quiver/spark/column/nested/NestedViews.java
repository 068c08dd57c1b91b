/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.UnsafeCollections;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.jspecify.annotations.Nullable;

/** Arrays or maps of one type as columns of their parts: as they are, or made of their bytes. */
final class NestedViews {
    private final UnsafeCollections reader;

    private NestedViews(UnsafeCollections reader) {
        this.reader = reader;
    }

    /** Null for what is neither an array nor a map, or has parts that only Spark's code lays out. */
    static @Nullable NestedViews of(DataType type) {
        return NestedLayout.isOfParts(type) && (type instanceof ArrayType || type instanceof MapType)
                ? new NestedViews(new UnsafeCollections(type, false, false))
                : null;
    }

    NestedColumn lists(Column column) {
        if (column instanceof ConstantColumn constant) {
            int rowCount = column.rowCount();
            return (NestedColumn) reader.nested(constant.value()).gather(new int[rowCount], rowCount);
        }
        return column instanceof NestedColumn nested ? nested : reader.nested(column);
    }
}
