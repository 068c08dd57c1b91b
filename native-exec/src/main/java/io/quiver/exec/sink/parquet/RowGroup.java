/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet;

import io.quiver.exec.sink.parquet.encode.ChunkBounds;
import io.quiver.exec.sink.parquet.encode.ColumnChunk;
import io.quiver.exec.sink.parquet.encode.ColumnChunks;
import io.quiver.exec.vector.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
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

/** The rows of a row group that is not in the file yet, as pages and as values on their way there. */
final class RowGroup {
    private final ColumnChunkPageWriteStore pages;
    private final int[] columns;
    /** By field; null where the host writes it. */
    private final @Nullable ColumnChunk[] chunks;

    private final HostRecords host;
    private final @Nullable ColumnWriteStore hostColumns;
    private final @Nullable RecordConsumer hostRecords;
    private long rowCount;

    /**
     * @param columns which column of the batches each field of {@code schema} is
     * @param ours which fields are written here
     */
    RowGroup(
            MessageType schema,
            int[] columns,
            boolean[] ours,
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
        chunks = new ColumnChunk[columns.length];
        ChunkBounds bounds = ChunkBounds.of(properties);
        List<Type> left = new ArrayList<>();
        for (int field = 0; field < columns.length; field++) {
            Type type = schema.getType(field);
            if (ours[field]) {
                ColumnDescriptor column = schema.getColumnDescription(new String[] {type.getName()});
                chunks[field] = ColumnChunks.of(column, pages.getPageWriter(column), bounds, properties);
            } else {
                left.add(type);
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
            host.start(rest, fieldsOfHost(ours), hostRecords);
        }
    }

    private static int[] fieldsOfHost(boolean[] ours) {
        int[] fields = new int[ours.length];
        int count = 0;
        for (int field = 0; field < ours.length; field++) {
            if (!ours[field]) {
                fields[count++] = field;
            }
        }
        return Arrays.copyOf(fields, count);
    }

    void write(Batch batch, int from, int to) throws IOException {
        for (int field = 0; field < chunks.length; field++) {
            ColumnChunk chunk = chunks[field];
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
        for (ColumnChunk chunk : chunks) {
            bytes += chunk == null ? 0 : chunk.bufferedBytes();
        }
        return bytes;
    }

    /** Writes the row group to the file, and is done with it. */
    void flush(ParquetFileWriter file) throws IOException {
        try {
            if (rowCount > 0) {
                file.startBlock(rowCount);
                for (ColumnChunk chunk : chunks) {
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

    /** Lets go of everything. */
    void drop() {
        pages.close();
    }
}
