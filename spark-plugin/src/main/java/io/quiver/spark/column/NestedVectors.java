/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.NestedColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arrays, maps and structs of Spark's on-heap vectors. The children become whole columns. {@link UnsafeForm} lays them
 * out when somebody asks for the bytes of {@link OpaqueValues}. These bytes equal those that {@code UnsafeProjection} of Spark
 * 4.1 makes of the same values row by row.
 */
final class NestedVectors {
    private final DataType type;
    private final VectorReader[] children;

    private NestedVectors(DataType type, VectorReader... children) {
        this.type = type;
        this.children = children;
    }

    /** Creates a reader of values of this type; null if the type is not nested, or has parts that are copied row by row. */
    static @Nullable NestedVectors of(DataType declared) {
        DataType type = OpaqueValues.storage(declared);
        if (!isRead(type)) {
            return null;
        }
        if (type instanceof ArrayType array) {
            return new NestedVectors(type, new VectorReader(array.elementType()));
        }
        if (type instanceof MapType map) {
            return new NestedVectors(type, new VectorReader(map.keyType()), new VectorReader(map.valueType()));
        }
        if (type instanceof StructType struct) {
            return new NestedVectors(
                    type,
                    Arrays.stream(struct.fields())
                            .map(field -> new VectorReader(field.dataType()))
                            .toArray(VectorReader[]::new));
        }
        return null;
    }

    private static boolean isRead(DataType declared) {
        DataType type = OpaqueValues.storage(declared);
        if (type instanceof ArrayType array) {
            return isRead(array.elementType());
        }
        if (type instanceof MapType map) {
            return isRead(map.keyType()) && isRead(map.valueType());
        }
        if (type instanceof StructType struct) {
            return struct.length() > 0
                    && Arrays.stream(struct.fields()).map(StructField::dataType).allMatch(NestedVectors::isRead);
        }
        ColumnType columnType = SparkTypes.columnType(type);
        return switch (columnType.kind()) {
            case BOOLEAN, BYTE, SHORT, INT, DATE, LONG, TIMESTAMP, TIMESTAMP_NTZ, FLOAT, DOUBLE, STRING, BINARY -> true;
            // longer ones leave room in rows for updates
            case DECIMAL -> columnType.physical() == ColumnType.Physical.LONGS;
            case NULL, OPAQUE -> false;
        };
    }

    /** Reads the first {@code rowCount} values as a column of type {@code opaque}. */
    NestedColumn read(ColumnType opaque, OnHeapColumnVector vector, int rowCount) {
        long @Nullable [] validity = HeapVectorAccess.validity(vector, rowCount);
        List<Column> parts = new ArrayList<>(children.length);
        if (type instanceof StructType) {
            for (int f = 0; f < children.length; f++) {
                parts.add(children[f].read(vector.getChild(f), rowCount));
            }
            return UnsafeForm.nested(opaque, parts, validity, rowCount);
        }
        UnsafeForm.Lists lists = new UnsafeForm.Lists(
                HeapVectorAccess.starts(vector, rowCount, validity),
                HeapVectorAccess.lengths(vector, rowCount, validity),
                validity,
                rowCount);
        int elements = lists.end();
        for (int p = 0; p < children.length; p++) {
            Column part = children[p].read(vector.getChild(p), elements);
            // Rows are looked at a few at a time, too: what all of them share is decoded once.
            parts.add(part instanceof NestedColumn ? part : part.flat());
        }
        return UnsafeForm.nested(opaque, parts, lists);
    }
}
