/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet;

import io.quiver.exec.scan.parquet.NestedShape;
import io.quiver.exec.sink.parquet.encode.ChunkBounds;
import io.quiver.exec.sink.parquet.encode.ColumnChunk;
import io.quiver.exec.sink.parquet.encode.ColumnChunks;
import io.quiver.exec.sink.parquet.encode.FieldChunk;
import io.quiver.exec.vector.ColumnType;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** How a field of the files is written. */
sealed interface SinkField {
    /** Written as one column, from its values. */
    record Flat() implements SinkField {}

    /** Written as the columns of its parts. */
    record Nested(NestedShape shape, NestedParts parts) implements SinkField {}

    /** Written by the host, record by record. */
    record Host() implements SinkField {}

    /** Decides how a field is written: here if all of its values have known types and the host does not claim it. */
    static SinkField of(
            MessageType schema, int field, ColumnType type, ParquetProperties properties, HostRecords host) {
        Type parquet = schema.getType(field);
        if (host.claims(field) || parquet.isRepetition(Type.Repetition.REPEATED)) {
            return new Host();
        }
        if (parquet.isPrimitive()) {
            return ColumnChunks.covers(type, column(schema, parquet), properties) ? new Flat() : new Host();
        }
        Optional<NestedShape> shape = host.shape(schema, field).filter(known -> known.leaves().stream()
                .allMatch(leaf -> ColumnChunks.covers(leaf.type(), leaf.descriptor(), properties)));
        return shape.isPresent() ? new Nested(shape.get(), host.parts()) : new Host();
    }

    private static ColumnDescriptor column(MessageType schema, Type field) {
        return schema.getColumnDescription(new String[] {field.getName()});
    }

    default boolean isOfHost() {
        return this instanceof Host;
    }

    /** Returns the chunk that gathers the field's rows in a row group; null if the host does. */
    default @Nullable FieldChunk chunk(
            MessageType schema, int field, PageWriteStore pages, ChunkBounds bounds, ParquetProperties properties) {
        if (this instanceof Nested nested) {
            return new NestedChunk(
                    nested.shape(), nested.parts(), leaf -> chunk(leaf.descriptor(), pages, bounds, properties));
        }
        return this instanceof Flat ? chunk(column(schema, schema.getType(field)), pages, bounds, properties) : null;
    }

    private static ColumnChunk chunk(
            ColumnDescriptor column, PageWriteStore pages, ChunkBounds bounds, ParquetProperties properties) {
        return ColumnChunks.of(column, pages.getPageWriter(column), bounds, properties);
    }
}
