/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.exec.scan.parquet.NestedShape;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.execution.datasources.parquet.ParquetColumn;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the shape of a file's nested column as Spark understands it, including two-level lists and unannotated repeated fields:
 * {@code ParquetToSparkSchemaConverter} of Spark 4.1 has resolved it to levels.
 */
final class NestedColumnShape {
    private final MessageType fileSchema;

    private NestedColumnShape(MessageType fileSchema) {
        this.fileSchema = fileSchema;
    }

    /** Empty if a part is missing from the file or has another type: Spark's reader has the rules for that. */
    static Optional<NestedShape> of(MessageType fileSchema, ParquetColumn column, DataType type) {
        return NestedLayout.isOfParts(type) ? new NestedColumnShape(fileSchema).shape(column, type) : Optional.empty();
    }

    private Optional<NestedShape> shape(ParquetColumn column, DataType type) {
        if (column.variantFileType().isDefined()) {
            return Optional.empty();
        }
        ColumnType columnType = SparkTypes.columnType(type);
        if (column.isPrimitive()) {
            return isInFile(column.descriptor().get()) && column.sparkType().equals(type)
                    ? Optional.of(new NestedShape.Leaf(column.descriptor().get(), columnType))
                    : Optional.empty();
        }
        if (type instanceof StructType struct && column.sparkType() instanceof StructType inFile) {
            return Arrays.equals(struct.fieldNames(), inFile.fieldNames())
                    ? shapes(
                                    column,
                                    Arrays.stream(struct.fields())
                                            .map(StructField::dataType)
                                            .toList())
                            .map(fields -> new NestedShape.Struct(column.definitionLevel(), fields, columnType))
                    : Optional.empty();
        }
        if (type instanceof ArrayType array && column.sparkType() instanceof ArrayType) {
            return collection(column, List.of(array.elementType()), columnType);
        }
        return type instanceof MapType map && column.sparkType() instanceof MapType
                ? collection(column, List.of(map.keyType(), map.valueType()), columnType)
                : Optional.empty();
    }

    private Optional<NestedShape> collection(ParquetColumn column, List<DataType> types, ColumnType columnType) {
        return shapes(column, types)
                .map(parts -> new NestedShape.Collection(
                        column.repetitionLevel(), column.definitionLevel(), parts, columnType));
    }

    private Optional<List<NestedShape>> shapes(ParquetColumn column, List<DataType> types) {
        List<ParquetColumn> children = Scala.list(column.children());
        if (children.size() != types.size()) {
            return Optional.empty();
        }
        List<NestedShape> shapes = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            Optional<NestedShape> shape = shape(children.get(i), types.get(i));
            if (shape.isEmpty()) {
                return Optional.empty();
            }
            shapes.add(shape.get());
        }
        return Optional.of(shapes);
    }

    private boolean isInFile(ColumnDescriptor descriptor) {
        return fileSchema.containsPath(descriptor.getPath())
                && fileSchema.getColumnDescription(descriptor.getPath()).equals(descriptor)
                && fileSchema
                        .getColumnDescription(descriptor.getPath())
                        .getPrimitiveType()
                        .equals(descriptor.getPrimitiveType());
    }
}
