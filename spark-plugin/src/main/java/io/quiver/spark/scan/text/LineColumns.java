/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.text;

import io.quiver.exec.scan.text.DatetimeFields;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/** Which columns our readers of lines make. */
public final class LineColumns {
    private LineColumns() {}

    /**
     * Why a column of the scan is Spark's to read; empty where none is.
     *
     * @param isNestedRead which types that are nested are read by us
     */
    public static Optional<String> refusal(FileSourceScanExec scan, Predicate<DataType> isNestedRead) {
        if (!scan.fileConstantMetadataColumns().isEmpty()) {
            return Optional.of("metadata columns");
        }
        HadoopFsRelation relation = scan.relation();
        for (StructField field : relation.dataSchema().fields()) {
            if (field.metadata().contains("EXISTS_DEFAULT")) {
                return Optional.of("default of column " + field.name());
            }
        }
        for (StructField field : scan.requiredSchema().fields()) {
            boolean isRead = isFlat(field.dataType()) || isNestedRead.test(field.dataType());
            if (!isRead || !field.nullable()) {
                return Optional.of("column %s: %s%s"
                        .formatted(
                                field.name(), field.dataType().catalogString(), field.nullable() ? "" : " not null"));
            }
        }
        return Scala.list(relation.partitionSchema()).stream()
                .map(StructField::dataType)
                .filter(type -> !isFlat(type))
                .findFirst()
                .map(type -> "partitions by " + type.catalogString());
    }

    /** What of a schema is in the file: all but the column of corrupt records. */
    public static StructType inFile(StructType schema, String corruptRecord) {
        return new StructType(Stream.of(schema.fields())
                .filter(field -> !field.name().equals(corruptRecord))
                .toArray(StructField[]::new));
    }

    /** Whether our readers of dates and times read a column as Spark does, with an option's format or without one. */
    public static boolean hasOneReading(ColumnType type, Optional<String> format, Locale locale) {
        return !SQLConf.get().legacyTimeParserPolicy().toString().equals("LEGACY")
                && DatetimeFields.hasOneReading(type, format, locale);
    }

    /** Whether values of the type are in flat columns of ours. */
    public static boolean isFlat(DataType type) {
        return !(type instanceof UserDefinedType)
                && switch (SparkTypes.columnType(type).kind()) {
                    case NULL, OPAQUE -> false;
                    default -> true;
                };
    }
}
