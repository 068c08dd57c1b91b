/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet;

import io.quiver.exec.sink.parquet.encode.ChunkBounds;
import io.quiver.exec.sink.parquet.encode.FieldChunk;
import io.quiver.exec.vector.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Holds the rows of a row group that is not in the file yet, as pages and as values of unfinished pages. */
final class RowGroup {
    private final ColumnChunkPageWriteStore pages;
    private final int[] columns;
    /** By field; null if the host writes it. */
    private final @Nullable FieldChunk[] chunks;

    private final HostRecords host;
    private final @Nullable ColumnWriteStore hostColumns;
    private final @Nullable RecordConsumer hostRecords;
    private long rowCount;

    /**
     * @param columns the column of the batches for each field of {@code schema}
     * @param fields how each field is written
     */
    RowGroup(
            MessageType schema,
            int[] columns,
            List<SinkField> fields,
            SinkSettings settings,
            BytesInputCompressor compressor,
            HostRecords host) {
        ParquetProperties properties = settings.properties();
        this.columns = columns;
        this.host = host;
        pages = new ColumnChunkPageWriteStore(
                compressor,
                schema,
                new HeapByteBufferAllocator(),
                properties.getColumnIndexTruncateLength(),
                properties.getPageWriteChecksumEnabled(),
                null,
                0);
        chunks = new FieldChunk[columns.length];
        ChunkBounds bounds = ChunkBounds.of(properties);
        List<Type> left = new ArrayList<>();
        for (int field = 0; field < columns.length; field++) {
            FieldChunk chunk = fields.get(field).chunk(schema, field, pages, bounds, properties);
            chunks[field] = chunk;
            if (chunk == null) {
                left.add(schema.getType(field));
            }
        }
        if (left.isEmpty()) {
            hostColumns = null;
            hostRecords = null;
        } else {
            MessageType rest = new MessageType(schema.getName(), left);
            hostColumns = properties.newColumnWriteStore(rest, pages, pages);
            hostRecords =
                    new ColumnIOFactory(settings.validates()).getColumnIO(rest).getRecordWriter(hostColumns);
            host.start(rest, fieldsOfHost(fields), hostRecords);
        }
    }

    private static int[] fieldsOfHost(List<SinkField> fields) {
        return IntStream.range(0, fields.size())
                .filter(field -> fields.get(field).isOfHost())
                .toArray();
    }

    void write(Batch batch, int from, int to) throws IOException {
        for (int field = 0; field < chunks.length; field++) {
            FieldChunk chunk = chunks[field];
            if (chunk != null) {
                chunk.write(batch.column(columns[field]), from, to);
            }
        }
        if (hostColumns != null) {
            host.write(batch, from, to);
        }
        rowCount += to - from;
    }

    long rowCount() {
        return rowCount;
    }

    long bufferedBytes() {
        long bytes = hostColumns == null ? 0 : hostColumns.getBufferedSize();
        for (FieldChunk chunk : chunks) {
            bytes += chunk == null ? 0 : chunk.bufferedBytes();
        }
        return bytes;
    }

    /** Writes the row group to the file. It must not be used afterwards. */
    void flush(ParquetFileWriter file) throws IOException {
        try {
            if (rowCount > 0) {
                file.startBlock(rowCount);
                for (FieldChunk chunk : chunks) {
                    if (chunk != null) {
                        chunk.finish();
                    }
                }
                if (hostColumns != null && hostRecords != null) {
                    hostRecords.flush();
                    hostColumns.flush();
                }
                pages.flushToFileWriter(file);
                file.endBlock();
            }
        } finally {
            drop();
        }
    }

    /** Discards everything. */
    void drop() {
        pages.close();
    }
}
