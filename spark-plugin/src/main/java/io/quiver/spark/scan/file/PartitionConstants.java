/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.file;

import io.quiver.exec.scan.parquet.ScanColumn;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.TypedDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Makes constant columns of a partition's values. */
public final class PartitionConstants {
    private PartitionConstants() {}

    public static List<ScanColumn.Constant> of(StructType schema, InternalRow values) {
        List<ScanColumn.Constant> columns = new ArrayList<>();
        StructField[] fields = schema.fields();
        for (int i = 0; i < fields.length; i++) {
            ColumnType type = SparkTypes.columnType(fields[i].dataType());
            columns.add(new ScanColumn.Constant(values.isNullAt(i) ? null : value(values, i, type), type));
        }
        return columns;
    }

    private static @Nullable Object value(InternalRow values, int ordinal, ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> values.getBoolean(ordinal);
            case BYTE -> (int) values.getByte(ordinal);
            case SHORT -> (int) values.getShort(ordinal);
            case INT, DATE -> values.getInt(ordinal);
            case LONG, TIMESTAMP, TIMESTAMP_NTZ -> values.getLong(ordinal);
            case FLOAT -> values.getFloat(ordinal);
            case DOUBLE -> values.getDouble(ordinal);
            case DECIMAL -> decimal(values.getDecimal(ordinal, type.precision(), type.scale()), type);
            case STRING -> values.getUTF8String(ordinal).getBytes();
            case BINARY -> values.getBinary(ordinal);
            case NULL, OPAQUE -> throw new IllegalArgumentException("a partition column of type " + type);
        };
    }

    private static @Nullable Object decimal(Decimal raw, ColumnType type) {
        Decimal value = TypedDecimal.of(raw, type.precision(), type.scale());
        if (value == null) {
            return null;
        }
        return type.physical() == ColumnType.Physical.LONGS
                ? (Object) value.toUnscaledLong()
                : value.toJavaBigDecimal().unscaledValue();
    }
}
