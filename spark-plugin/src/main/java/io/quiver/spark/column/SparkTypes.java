/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.compat.SparkApi;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.CalendarIntervalType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/** Maps Spark's types to the executor's. */
public final class SparkTypes {
    private SparkTypes() {}

    /** The executor's type; every type without a kernel (nested types, intervals, collated strings) is opaque. */
    public static ColumnType columnType(DataType type) {
        if (type instanceof UserDefinedType<?> userDefined) {
            return columnType(userDefined.sqlType());
        }
        if (type instanceof StringType string) {
            return string.isUTF8BinaryCollation() ? ColumnType.STRING : ColumnType.opaque(type.catalogString());
        }
        if (type instanceof DecimalType decimal) {
            return ColumnType.decimal(decimal.precision(), decimal.scale());
        }
        if (type instanceof BooleanType) {
            return ColumnType.BOOLEAN;
        }
        if (type instanceof ByteType) {
            return ColumnType.BYTE;
        }
        if (type instanceof ShortType) {
            return ColumnType.SHORT;
        }
        if (type instanceof IntegerType) {
            return ColumnType.INT;
        }
        if (type instanceof LongType) {
            return ColumnType.LONG;
        }
        if (type instanceof FloatType) {
            return ColumnType.FLOAT;
        }
        if (type instanceof DoubleType) {
            return ColumnType.DOUBLE;
        }
        if (type instanceof DateType) {
            return ColumnType.DATE;
        }
        if (type instanceof TimestampType) {
            return ColumnType.TIMESTAMP;
        }
        if (type instanceof TimestampNTZType) {
            return ColumnType.TIMESTAMP_NTZ;
        }
        if (type instanceof BinaryType) {
            return ColumnType.BINARY;
        }
        if (type instanceof NullType) {
            return ColumnType.NULL;
        }
        return ColumnType.opaque(type.catalogString());
    }

    /** Whether columns can hold values of the type. Types that are not named here cannot be held: JVM objects and future types. */
    public static boolean isCarried(DataType type) {
        return columnType(type).kind() != ColumnType.Kind.OPAQUE
                || type instanceof StringType
                || type instanceof ArrayType
                || type instanceof MapType
                || type instanceof StructType
                || type instanceof YearMonthIntervalType
                || type instanceof DayTimeIntervalType
                || type instanceof CalendarIntervalType
                || type instanceof VariantType
                || type instanceof UserDefinedType<?>
                || SparkApi.get().timePrecision(type).isPresent();
    }

    /** Whether values of any of the attributes are opaque bytes to the executor, nested ones above all. */
    public static boolean hasOpaque(List<Attribute> attributes) {
        return attributes.stream()
                .anyMatch(attribute -> columnType(attribute.dataType()).kind() == ColumnType.Kind.OPAQUE);
    }

    public static List<ColumnType> columnTypes(List<DataType> types) {
        return types.stream().map(SparkTypes::columnType).toList();
    }

    /** The first attribute whose values columns cannot carry. */
    public static Optional<Attribute> notCarried(List<Attribute> attributes) {
        return attributes.stream()
                .filter(attribute -> !isCarried(attribute.dataType()))
                .findFirst();
    }

    /** The data types of attributes, in order. */
    public static DataType[] dataTypes(List<Attribute> attributes) {
        return attributes.stream().map(Attribute::dataType).toArray(DataType[]::new);
    }
}
