/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.UnsafeCollections;
import io.quiver.spark.column.UnsafeForm;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Converts nested values of one type to columns of their parts: unchanged, or decoded from their bytes. */
public final class NestedViews {
    private final DataType type;

    private NestedViews(DataType type) {
        this.type = type;
    }

    /** Null for a type that is neither an array nor a map, or that has parts only Spark's code lays out. */
    static @Nullable NestedViews of(DataType type) {
        return NestedLayout.isOfParts(type) && (type instanceof ArrayType || type instanceof MapType)
                ? new NestedViews(type)
                : null;
    }

    NestedColumn lists(Column column) {
        return parts(type, column);
    }

    /**
     * Reads arrays, maps or structs. A caller that needs the bytes later must keep them, as not every part can be laid out again.
     */
    public static NestedColumn parts(DataType type, Column column) {
        if (column instanceof NestedColumn nested) {
            return nested;
        }
        if (column instanceof ConstantColumn constant) {
            int rowCount = column.rowCount();
            return (NestedColumn) parts(type, constant.value()).gather(new int[rowCount], rowCount);
        }
        return type instanceof StructType struct
                ? structs(struct, column)
                : new UnsafeCollections(type, false, false).nested(column);
    }

    private static NestedColumn structs(StructType type, Column column) {
        BytesColumn bytes = (BytesColumn) column.flat();
        StructField[] fields = type.fields();
        List<Column> parts = new ArrayList<>(fields.length);
        for (int f = 0; f < fields.length; f++) {
            parts.add(UnsafeCollections.field(bytes, f, fields.length).column(fields[f].dataType()));
        }
        return UnsafeForm.nested(column.type(), parts, bytes.validity(), bytes.rowCount());
    }
}
