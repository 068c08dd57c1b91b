/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.Arrays;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arrays, maps and structs of Spark's on-heap vectors into the bytes of {@link OpaqueValues}: the children become
 * columns first, whole, and {@link UnsafeForm} lays them out. The bytes are those that {@code UnsafeProjection} of Spark 4.1
 * makes, row by row, of the same values.
 */
final class NestedVectors {
    private final DataType type;
    private final VectorReader[] children;

    private NestedVectors(DataType type, VectorReader... children) {
        this.type = type;
        this.children = children;
    }

    /** A reader of values of this type; null where it is not one of nested values, or one has parts that are copied row by row. */
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

    /** The first {@code rowCount} values, as a column of {@code opaque}. */
    BytesColumn read(ColumnType opaque, OnHeapColumnVector vector, int rowCount) {
        long @Nullable [] validity = HeapVectorAccess.validity(vector, rowCount);
        if (type instanceof StructType) {
            Column[] fields = new Column[children.length];
            for (int f = 0; f < fields.length; f++) {
                fields[f] = children[f].read(vector.getChild(f), rowCount).flat();
            }
            return UnsafeForm.structs(opaque, fields, validity, rowCount);
        }
        UnsafeForm.Lists lists = new UnsafeForm.Lists(
                HeapVectorAccess.starts(vector, rowCount, validity),
                HeapVectorAccess.lengths(vector, rowCount, validity),
                validity,
                rowCount);
        int elements = lists.end();
        Column first = children[0].read(vector.getChild(0), elements).flat();
        return type instanceof MapType
                ? UnsafeForm.maps(
                        opaque,
                        lists,
                        first,
                        children[1].read(vector.getChild(1), elements).flat())
                : UnsafeForm.arrays(opaque, lists, first);
    }
}
