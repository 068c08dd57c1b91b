/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import io.quiver.exec.scan.parquet.NestedShape;
import io.quiver.exec.sink.parquet.NestedParts;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.nested.NestedViews;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns of a file that hold the parts of nested values, in the order in which Spark's writer fills them. Source:
 * ParquetWriteSupport, SparkToParquetSchemaConverter of Spark 4.1.
 */
final class NestedFields implements NestedParts {
    /** Levels are kept in bytes. */
    private static final int MAX_LEVEL = 255;

    private final boolean isLegacy;
    /** By instance: types with different parts may have the same name. */
    private final Map<ColumnType, Place> places = new IdentityHashMap<>();

    /** A nested field and the column it opened last: each file of a task may get rows of the same batch. */
    private static final class Place {
        final DataType type;

        @Nullable
        Column column;

        @Nullable
        NestedColumn parts;

        Place(DataType type) {
            this.type = type;
        }
    }

    /** {@code isLegacy}: whether elements that are not null are repeated without a group around them. */
    NestedFields(boolean isLegacy) {
        this.isLegacy = isLegacy;
    }

    /** The shape of a field of the file; empty if its parts differ from those of the values. */
    Optional<NestedShape> shape(MessageType file, String field, DataType type) {
        return Optional.ofNullable(shape(file, List.of(field), type));
    }

    private @Nullable NestedShape shape(MessageType file, List<String> place, DataType declared) {
        DataType type = declared instanceof UserDefinedType<?> userDefined ? userDefined.sqlType() : declared;
        String[] path = place.toArray(String[]::new);
        ColumnType columnType = SparkTypes.columnType(type);
        if (file.getMaxDefinitionLevel(path) > MAX_LEVEL) {
            return null;
        }
        if (file.getType(path).isPrimitive()) {
            return new NestedShape.Leaf(file.getColumnDescription(path), columnType);
        }
        places.put(columnType, new Place(type));
        int definition = file.getMaxDefinitionLevel(path);
        if (type instanceof StructType struct) {
            List<DataType> fields =
                    Arrays.stream(struct.fields()).map(StructField::dataType).toList();
            List<NestedShape> parts = parts(file, place, fields);
            return parts.isEmpty() ? null : new NestedShape.Struct(definition, parts, columnType);
        }
        List<NestedShape> parts = List.of();
        if (type instanceof ArrayType array) {
            parts = elements(file, place, array);
        } else if (type instanceof MapType map) {
            parts = parts(file, below(file, place), List.of(map.keyType(), map.valueType()));
        }
        return parts.isEmpty()
                ? null
                : new NestedShape.Collection(file.getMaxRepetitionLevel(path), definition, parts, columnType);
    }

    private List<NestedShape> elements(MessageType file, List<String> place, ArrayType array) {
        List<String> repeated = below(file, place);
        if (!isLegacy || array.containsNull()) {
            return parts(file, repeated, List.of(array.elementType()));
        }
        NestedShape element = shape(file, repeated, array.elementType());
        return element == null ? List.of() : List.of(element);
    }

    /** The parts of a group, one per field; none if one of them is unknown. */
    private List<NestedShape> parts(MessageType file, List<String> place, List<DataType> partTypes) {
        GroupType group = file.getType(place.toArray(String[]::new)).asGroupType();
        if (group.getFieldCount() != partTypes.size()) {
            return List.of();
        }
        List<NestedShape> parts = new ArrayList<>(partTypes.size());
        for (int i = 0; i < partTypes.size(); i++) {
            NestedShape part = shape(file, child(place, group.getFieldName(i)), partTypes.get(i));
            if (part == null) {
                return List.of();
            }
            parts.add(part);
        }
        return parts;
    }

    /** The repeated field of a list or map. */
    private static List<String> below(MessageType file, List<String> place) {
        GroupType group = file.getType(place.toArray(String[]::new)).asGroupType();
        return child(place, group.getFieldName(0));
    }

    private static List<String> child(List<String> place, String name) {
        List<String> child = new ArrayList<>(place);
        child.add(name);
        return child;
    }

    @Override
    public NestedColumn of(ColumnType type, Column column) {
        Place place = places.get(type);
        if (place == null) {
            throw new IllegalStateException("no field has values of type " + type);
        }
        NestedColumn parts = place.parts;
        if (parts == null || place.column != column) {
            parts = NestedViews.parts(place.type, column);
            place.column = column;
            place.parts = parts;
        }
        return parts;
    }
}
