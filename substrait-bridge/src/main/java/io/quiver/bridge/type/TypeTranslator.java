/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.type;

import io.quiver.bridge.support.Dialect;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.spark.compat.SparkApi;
import io.substrait.type.NamedStruct;
import io.substrait.type.Type;
import io.substrait.type.TypeCreator;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
import org.apache.spark.sql.types.NoConstraint$;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/** Translates Spark's data types to Substrait. Types that kernels cannot read (nested types, intervals, ...) are still carried. */
public final class TypeTranslator {
    private static final int MICROSECONDS = 6;

    private TypeTranslator() {}

    /** Whether the executor holds values of the type in arrays that kernels compute with. */
    public static boolean isVectorised(DataType type) {
        if (type instanceof StringType string) {
            return string.isUTF8BinaryCollation();
        }
        if (type instanceof DecimalType decimal) {
            return decimal.scale() >= 0; // less only with spark.sql.legacy.allowNegativeScaleOfDecimal
        }
        return type instanceof BooleanType
                || type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType
                || type instanceof FloatType
                || type instanceof DoubleType
                || type instanceof DateType
                || type instanceof TimestampType
                || type instanceof TimestampNTZType
                || type instanceof BinaryType;
    }

    /** Whether values are texts that are padded or checked to a length: kernels know no lengths, and treat texts as bytes. */
    public static boolean hasLength(DataType type) {
        return type instanceof StringType string && string.constraint() != NoConstraint$.MODULE$;
    }

    /**
     * The Substrait type.
     *
     * @throws Untranslatable with TYPE if no column can carry the type: JVM objects, geospatial values, unknown types
     */
    public static Type translate(DataType type, boolean nullable) {
        TypeCreator creator = Type.withNullability(nullable);
        if (type instanceof BooleanType) {
            return creator.BOOLEAN;
        }
        if (type instanceof ByteType) {
            return creator.I8;
        }
        if (type instanceof ShortType) {
            return creator.I16;
        }
        if (type instanceof IntegerType) {
            return creator.I32;
        }
        if (type instanceof LongType) {
            return creator.I64;
        }
        if (type instanceof FloatType) {
            return creator.FP32;
        }
        if (type instanceof DoubleType) {
            return creator.FP64;
        }
        if (type instanceof DecimalType decimal) {
            return creator.decimal(decimal.precision(), decimal.scale());
        }
        if (type instanceof DateType) {
            return creator.DATE;
        }
        if (type instanceof TimestampType) {
            return creator.precisionTimestampTZ(MICROSECONDS);
        }
        if (type instanceof TimestampNTZType) {
            return creator.precisionTimestamp(MICROSECONDS);
        }
        if (type instanceof StringType string) {
            return string.isUTF8BinaryCollation() ? creator.STRING : userDefined("collated_string", creator);
        }
        if (type instanceof BinaryType) {
            return creator.BINARY;
        }
        return translateCarried(type, creator);
    }

    private static Type translateCarried(DataType type, TypeCreator creator) {
        if (type instanceof ArrayType array) {
            return creator.list(translate(array.elementType(), array.containsNull()));
        }
        if (type instanceof MapType map) {
            return creator.map(translate(map.keyType(), false), translate(map.valueType(), map.valueContainsNull()));
        }
        if (type instanceof StructType struct) {
            List<Type> fields = new ArrayList<>();
            for (StructField field : struct.fields()) {
                fields.add(translate(field.dataType(), field.nullable()));
            }
            return creator.struct(fields);
        }
        if (type instanceof UserDefinedType<?> userDefined) {
            return translate(userDefined.sqlType(), creator == TypeCreator.NULLABLE);
        }
        if (type instanceof YearMonthIntervalType) {
            return creator.INTERVAL_YEAR;
        }
        if (type instanceof DayTimeIntervalType) {
            return creator.intervalDay(MICROSECONDS);
        }
        OptionalInt time = SparkApi.get().timePrecision(type);
        if (time.isPresent()) {
            return creator.precisionTime(time.getAsInt());
        }
        if (type instanceof CalendarIntervalType) {
            return userDefined("calendar_interval", creator);
        }
        if (type instanceof VariantType) {
            return userDefined("variant", creator);
        }
        if (type instanceof NullType) {
            return userDefined("void", creator);
        }
        throw new Untranslatable(Reason.TYPE, "values of type %s".formatted(type.catalogString()));
    }

    private static Type userDefined(String name, TypeCreator creator) {
        return creator.userDefined(Dialect.SPARK, name);
    }

    /** The columns of a relation. */
    public static NamedStruct translate(List<Attribute> attributes) {
        List<Type> types = new ArrayList<>();
        for (Attribute attribute : attributes) {
            types.add(translate(attribute.dataType(), attribute.nullable()));
        }
        return NamedStruct.of(names(attributes), TypeCreator.REQUIRED.struct(types));
    }

    /** The names of the columns, depth first, as Substrait lists them. */
    public static List<String> names(List<Attribute> attributes) {
        List<String> names = new ArrayList<>();
        attributes.forEach(attribute -> addNames(attribute.name(), attribute.dataType(), names));
        return names;
    }

    /** Adds the names of one column. */
    public static void addNames(String name, DataType type, List<String> names) {
        names.add(name);
        addNames(type, names);
    }

    private static void addNames(DataType type, List<String> names) {
        if (type instanceof StructType struct) {
            for (StructField field : struct.fields()) {
                names.add(field.name());
                addNames(field.dataType(), names);
            }
        }
        if (type instanceof ArrayType array) {
            addNames(array.elementType(), names);
        }
        if (type instanceof MapType map) {
            addNames(map.keyType(), names);
            addNames(map.valueType(), names);
        }
        if (type instanceof UserDefinedType<?> userDefined) {
            addNames(userDefined.sqlType(), names);
        }
    }
}
