/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.text;

import io.quiver.spark.column.text.TextColumns;
import io.quiver.spark.compat.Scala;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/** Decides which columns of scans Quiver's line readers make. */
public final class LineColumns {
    private LineColumns() {}

    /**
     * Why Spark must read a column of the scan; empty if it need not.
     *
     * @param isNestedRead which nested types Quiver reads
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
            boolean isRead = TextColumns.isFlat(field.dataType()) || isNestedRead.test(field.dataType());
            if (!isRead || !field.nullable()) {
                return Optional.of("column %s: %s%s"
                        .formatted(
                                field.name(), field.dataType().catalogString(), field.nullable() ? "" : " not null"));
            }
        }
        return Scala.list(relation.partitionSchema()).stream()
                .map(StructField::dataType)
                .filter(type -> !TextColumns.isFlat(type))
                .findFirst()
                .map(type -> "partitions by " + type.catalogString());
    }
}
