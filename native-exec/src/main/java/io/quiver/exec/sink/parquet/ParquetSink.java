/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.vector.Batch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes one Parquet file. Row groups end by their size, which is checked in the same way as in InternalParquetRecordWriter
 * of parquet-mr 1.16.
 */
public final class ParquetSink {
    /** Rows are written to the columns in steps, which end where the size of the row group has to be checked. */
    private static final int STEP_ROWS = 4096;

    /** The parts that the sinks of one task's files share. */
    record Shape(
            MessageType schema,
            Map<String, String> metadata,
            int[] columns,
            List<SinkField> fields,
            SinkSettings settings,
            BytesInputCompressor compressor,
            HostRecords host) {}

    private final Shape shape;
    private final ParquetFileWriter file;
    private @Nullable RowGroup rowGroup;
    private long rowGroupBytes;
    private long nextCheck;

    ParquetSink(OutputFile output, Shape shape) throws IOException {
        this.shape = shape;
        SinkSettings settings = shape.settings();
        file = new ParquetFileWriter(
                output,
                shape.schema(),
                ParquetFileWriter.Mode.CREATE,
                settings.rowGroupBytes(),
                settings.maxPaddingBytes(),
                null,
                settings.properties());
        file.start();
        rowGroupBytes = settings.rowGroupBytes();
        nextCheck = settings.properties().getMinRowCountForPageSizeCheck();
        OpenSinks.all().open(this, settings.rowGroupBytes());
    }

    /** Writes the rows {@code [from, to)}. */
    public void write(Batch batch, int from, int to) throws IOException {
        for (int start = from; start < to; ) {
            RowGroup current = rowGroup();
            long left = shape.settings().rowGroupRows() - current.rowCount();
            long untilCheck = Math.max(1, nextCheck - current.rowCount());
            int end = start + (int) Math.min(Math.min(to - start, STEP_ROWS), Math.min(left, untilCheck));
            current.write(batch, start, end);
            start = end;
            endRowGroupIfFull(current);
        }
    }

    private RowGroup rowGroup() {
        RowGroup current = rowGroup;
        if (current == null) {
            current = new RowGroup(
                    shape.schema(),
                    shape.columns(),
                    shape.fields(),
                    shape.settings(),
                    shape.compressor(),
                    shape.host());
            rowGroup = current;
        }
        return current;
    }

    private void endRowGroupIfFull(RowGroup current) throws IOException {
        long rows = current.rowCount();
        if (rows >= shape.settings().rowGroupRows()) {
            endRowGroup(current);
            return;
        }
        if (rows < nextCheck) {
            return;
        }
        ParquetProperties properties = shape.settings().properties();
        long limit = OpenSinks.all().share(rowGroupBytes, shape.settings().poolRatio());
        long bytes = current.bufferedBytes();
        long rowBytes = bytes / rows;
        if (bytes > limit - 2 * rowBytes) {
            endRowGroup(current);
            return;
        }
        long halfway = (rows + (long) (limit / (float) rowBytes)) / 2;
        nextCheck = Math.min(
                Math.max(properties.getMinRowCountForPageSizeCheck(), halfway),
                rows + properties.getMaxRowCountForPageSizeCheck());
    }

    private void endRowGroup(RowGroup current) throws IOException {
        Cancellation.check();
        long rows = current.rowCount();
        rowGroup = null;
        current.flush(file);
        rowGroupBytes = Math.min(file.getNextRowGroupSize(), shape.settings().rowGroupBytes());
        ParquetProperties properties = shape.settings().properties();
        nextCheck = Math.min(
                Math.max(properties.getMinRowCountForPageSizeCheck(), rows / 2),
                properties.getMaxRowCountForPageSizeCheck());
    }

    /** Finishes the file. */
    public void close() throws IOException {
        try {
            RowGroup current = rowGroup;
            rowGroup = null;
            if (current != null) {
                current.flush(file);
            }
            file.end(shape.metadata());
        } finally {
            release();
        }
    }

    /** Closes the file unfinished. It has to be deleted. */
    public void abandon() throws IOException {
        RowGroup current = rowGroup;
        rowGroup = null;
        if (current != null) {
            current.drop();
        }
        release();
    }

    private void release() throws IOException {
        OpenSinks.all().close(this);
        file.close();
    }
}
