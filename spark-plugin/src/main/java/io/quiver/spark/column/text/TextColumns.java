/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.text;

import io.quiver.exec.scan.text.DatetimeFields;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.SparkTypes;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/** Decides which columns Quiver's text readers make. */
public final class TextColumns {
    private TextColumns() {}

    /** The part of a schema that is in the text: all but the column of corrupt records. */
    public static StructType inText(StructType schema, String corruptRecord) {
        return new StructType(Stream.of(schema.fields())
                .filter(field -> !field.name().equals(corruptRecord))
                .toArray(StructField[]::new));
    }

    /** Whether Quiver's date and time readers read a column as Spark does, with an option's format or without one. */
    public static boolean hasOneReading(ColumnType type, Optional<String> format, Locale locale) {
        return !SQLConf.get().legacyTimeParserPolicy().toString().equals("LEGACY")
                && DatetimeFields.hasOneReading(type, format, locale);
    }

    /** Whether flat columns can hold values of the type. */
    public static boolean isFlat(DataType type) {
        return !(type instanceof UserDefinedType)
                && switch (SparkTypes.columnType(type).kind()) {
                    case NULL, OPAQUE -> false;
                    default -> true;
                };
    }
}
