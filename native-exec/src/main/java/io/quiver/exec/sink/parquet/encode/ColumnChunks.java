/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import io.quiver.exec.vector.ColumnType;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** Decides which columns are written here, and how. Parquet-mr's column writers write all others. */
public final class ColumnChunks {
    private ColumnChunks() {}

    /** Returns whether values of {@code type} are written here as {@code column}, with these properties. */
    public static boolean covers(ColumnType type, ColumnDescriptor column, ParquetProperties properties) {
        return properties.getWriterVersion() == WriterVersion.PARQUET_1_0
                && !properties.isBloomFilterEnabled(column)
                && !properties.isByteStreamSplitEnabled(column)
                && properties.getStatisticsEnabled(column)
                && isValueOf(type, column.getPrimitiveType());
    }

    private static boolean isValueOf(ColumnType type, PrimitiveType parquet) {
        boolean isShortDecimal = type.isDecimal() && type.physical() == ColumnType.Physical.LONGS;
        return switch (parquet.getPrimitiveTypeName()) {
            case BOOLEAN -> type.kind() == ColumnType.Kind.BOOLEAN;
            case INT32 -> type.physical() == ColumnType.Physical.INTS || isShortDecimal;
            case INT64 -> type.physical() == ColumnType.Physical.LONGS;
            case INT96 -> type.kind() == ColumnType.Kind.TIMESTAMP;
            case FLOAT -> type.kind() == ColumnType.Kind.FLOAT;
            case DOUBLE -> type.kind() == ColumnType.Kind.DOUBLE;
            case BINARY -> type.kind() == ColumnType.Kind.STRING || type.kind() == ColumnType.Kind.BINARY;
            case FIXED_LEN_BYTE_ARRAY -> type.physical() == ColumnType.Physical.WIDE;
        };
    }

    /** Returns a chunk for a column that {@link #covers} accepts. */
    public static ColumnChunk of(
            ColumnDescriptor column, PageWriter pages, ChunkBounds bounds, ParquetProperties properties) {
        boolean dictionary = properties.isDictionaryEnabled(column);
        PrimitiveType type = column.getPrimitiveType();
        boolean isMillis = type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
                && timestamp.getUnit() == TimeUnit.MILLIS;
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> new BooleanChunk(column, pages, bounds);
            case INT32 -> new NumberChunk(column, pages, bounds, dictionary, NumberForm.INT32, false);
            case INT64 -> new NumberChunk(column, pages, bounds, dictionary, NumberForm.INT64, isMillis);
            case INT96 -> new NumberChunk(column, pages, bounds, dictionary, NumberForm.INT96, false);
            case FLOAT -> new NumberChunk(column, pages, bounds, dictionary, NumberForm.FLOAT, false);
            case DOUBLE -> new NumberChunk(column, pages, bounds, dictionary, NumberForm.DOUBLE, false);
            case BINARY -> new BytesChunk(column, pages, bounds, dictionary);
            case FIXED_LEN_BYTE_ARRAY -> new WideChunk(column, pages, bounds);
        };
    }
}
