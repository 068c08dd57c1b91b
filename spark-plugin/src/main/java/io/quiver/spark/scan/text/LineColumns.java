/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.text;

import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import java.util.Optional;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.UserDefinedType;

/** Which columns our readers of lines make. */
public final class LineColumns {
    private LineColumns() {}

    /** Why a column of the scan is Spark's to read; empty where none is. */
    public static Optional<String> refusal(FileSourceScanExec scan) {
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
            if (isOfSparkAlone(field.dataType()) || !field.nullable()) {
                return Optional.of("column %s: %s%s"
                        .formatted(
                                field.name(), field.dataType().catalogString(), field.nullable() ? "" : " not null"));
            }
        }
        return Scala.list(relation.partitionSchema()).stream()
                .map(StructField::dataType)
                .filter(LineColumns::isOfSparkAlone)
                .findFirst()
                .map(type -> "partitions by " + type.catalogString());
    }

    private static boolean isOfSparkAlone(DataType type) {
        return type instanceof UserDefinedType
                || switch (SparkTypes.columnType(type).kind()) {
                    case NULL, OPAQUE -> true;
                    default -> false;
                };
    }
}
