/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.text;

import io.quiver.exec.kernel.FixedPattern;
import io.quiver.exec.scan.json.JsonField;
import io.quiver.exec.scan.json.JsonValues;
import io.quiver.exec.scan.text.BooleanFields;
import io.quiver.exec.scan.text.ConvertedFields;
import io.quiver.exec.scan.text.DatetimeFields;
import io.quiver.exec.scan.text.DecimalFields;
import io.quiver.exec.scan.text.FieldReader;
import io.quiver.exec.scan.text.FractionFields;
import io.quiver.exec.scan.text.IntegerFields;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JacksonParser;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * Chooses the values of JSON text that become columns of Spark's types, and their readers. Readers have state, so each result is
 * for one thread.
 *
 * @param parser converts values of other forms as Spark does
 * @param options of that parser
 * @param texts what string columns accept
 */
public record JsonFields(JacksonParser parser, JSONOptions options, JsonValues texts) {
    private static final byte[] NO_NULL_TEXT = {};
    private static final FractionFields.Names NO_NAMES = new FractionFields.Names("", "", "");

    /** Whether the type consists of arrays, structs, and maps with text keys, all with nullable parts. */
    public static boolean areNested(DataType type) {
        return NestedLayout.isOfParts(type) && hasKnownParts(type);
    }

    private static boolean hasKnownParts(DataType type) {
        if (type instanceof ArrayType array) {
            return array.containsNull() && hasKnownParts(array.elementType());
        }
        if (type instanceof MapType map) {
            return map.valueContainsNull()
                    && SparkTypes.columnType(map.keyType()).kind() == ColumnType.Kind.STRING
                    && hasKnownParts(map.valueType());
        }
        return type instanceof StructType struct
                ? Arrays.stream(struct.fields()).allMatch(field -> field.nullable() && hasKnownParts(field.dataType()))
                : TextColumns.isFlat(type);
    }

    /** The fields of the outermost objects; the text of a corrupt record is not one of them. */
    public List<JsonField.Named> outermost(StructType schema) {
        List<JsonField.Named> fields = new ArrayList<>();
        for (StructField field : schema.fields()) {
            fields.add(new JsonField.Named(
                    field.name(),
                    field.name().equals(options.columnNameOfCorruptRecord())
                            ? new JsonField.NotInFile(SparkTypes.columnType(field.dataType()))
                            : of(field.dataType())));
        }
        return fields;
    }

    /** The reader for values of a type. */
    JsonField of(DataType dataType) {
        ColumnType type = SparkTypes.columnType(dataType);
        return switch (type.kind()) {
            case BOOLEAN -> flat(type, JsonValues.BOOLEAN, () -> new BooleanFields(NO_NULL_TEXT));
            case BYTE, SHORT, INT, LONG -> flat(type, JsonValues.INTEGER, () -> new IntegerFields(type, NO_NULL_TEXT));
            case FLOAT, DOUBLE ->
                flat(type, JsonValues.FRACTION, () -> new FractionFields(type, NO_NULL_TEXT, NO_NAMES));
            case DECIMAL ->
                flat(
                        type,
                        options.locale().equals(Locale.US) ? JsonValues.NUMBER_OR_STRING : JsonValues.FRACTION,
                        () -> new DecimalFields(type, NO_NULL_TEXT));
            case STRING -> JsonField.text(texts);
            case DATE -> datetimes(type, dataType, options.dateFormatInRead());
            case TIMESTAMP -> datetimes(type, dataType, options.timestampFormatInRead());
            case TIMESTAMP_NTZ -> datetimes(type, dataType, options.timestampNTZFormatInRead());
            case BINARY -> converted(type, dataType);
            case OPAQUE -> nested(type, dataType);
            case NULL -> throw new IllegalArgumentException("a column of type " + type);
        };
    }

    private JsonField nested(ColumnType type, DataType dataType) {
        if (dataType instanceof ArrayType array) {
            return new JsonField.Array(type, NestedLayout.UNSAFE, of(array.elementType()));
        }
        if (dataType instanceof MapType map) {
            return new JsonField.Map(type, NestedLayout.UNSAFE, of(map.valueType()));
        }
        if (dataType instanceof StructType struct) {
            List<JsonField.Named> fields = new ArrayList<>();
            for (StructField field : struct.fields()) {
                fields.add(new JsonField.Named(field.name(), of(field.dataType())));
            }
            return new JsonField.Struct(type, NestedLayout.UNSAFE, fields);
        }
        throw new IllegalArgumentException("a column of type " + type);
    }

    private static JsonField flat(ColumnType type, JsonValues values, Supplier<FieldReader> reader) {
        return new JsonField.Flat(type, values, reader);
    }

    private JsonField converted(ColumnType type, DataType dataType) {
        return flat(
                type,
                JsonValues.PLAIN_STRING,
                () -> new ConvertedFields(type, NO_NULL_TEXT, JacksonValues.of(parser, options, dataType)));
    }

    /**
     * Quiver reads values of an option's pattern if the pattern has one reading. Without a pattern it reads everything, as casts
     * do.
     */
    private JsonField datetimes(ColumnType type, DataType dataType, Option<String> format) {
        if (!TextColumns.hasOneReading(type, Scala.optional(format), options.locale())) {
            return converted(type, dataType);
        }
        return flat(
                type,
                JsonValues.PLAIN_STRING,
                () -> new DatetimeFields(
                        type,
                        NO_NULL_TEXT,
                        Scala.optional(format).flatMap(FixedPattern::of),
                        options.zoneId(),
                        JacksonValues.of(parser, options, dataType)));
    }
}
