/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Reads one split of a Parquet file. Which rows come, in which order and in which batches, is as with Spark 4.1's {@code
 * VectorizedParquetRecordReader} of the same capacity: row groups by the split's range, row groups and pages by the
 * options' record filter, no batch across two row groups. Batches share their arrays with the next one.
 *
 * <p>{@link #next} fails at a batch's start or not at all: after any exception the {@link #rowsRead()} rows handed out
 * before are right, and the host's reader can go on from there.
 */
public final class ParquetScan implements BatchSource, AutoCloseable {
    private final ParquetFileReader reader;
    private final List<Source> sources = new ArrayList<>();
    private final int capacity;
    private final long totalRows;
    private long rowsRead;
    private long rowGroupRowsLeft;

    /** A column of the file with its decoder, or a constant. */
    private record Source(ScanColumn column, @Nullable ParquetColumnPlan plan, @Nullable ColumnDecoder decoder) {}

    private ParquetScan(ParquetFileReader reader, ScanPlan plan, PassThroughCodecs codecs, int capacity) {
        this.reader = reader;
        this.capacity = capacity;
        totalRows = reader.getFilteredRecordCount();
        for (ScanPlan.Entry entry : plan.entries()) {
            ParquetColumnPlan columnPlan = entry.plan();
            sources.add(new Source(
                    entry.column(), columnPlan, columnPlan == null ? null : columnPlan.newDecoder(capacity, codecs)));
        }
    }

    /**
     * Opens a scan over an open file; owns {@code stream} from here on, also where this fails.
     *
     * @param options range, filter, decryption and so on, but no codecs
     * @param codecs what pages are decompressed with; closed with the scan
     * @param requestedSchema the file's columns that {@code plan} reads
     * @param capacity the most rows a batch has
     */
    public static ParquetScan open(
            InputFile file,
            ParquetMetadata footer,
            SeekableInputStream stream,
            ParquetReadOptions.Builder options,
            CompressionCodecFactory codecs,
            MessageType requestedSchema,
            ScanPlan plan,
            int capacity)
            throws IOException {
        if (plan.refusal().isPresent()) {
            throw new IllegalArgumentException(
                    "a refused plan: " + plan.refusal().get());
        }
        PassThroughCodecs passThrough = new PassThroughCodecs(codecs);
        ParquetFileReader reader = new ParquetFileReader(
                file, footer, options.withCodecFactory(passThrough).build(), stream);
        try {
            passThrough.startPassing();
            reader.setRequestedSchema(requestedSchema);
            return new ParquetScan(reader, plan, passThrough, capacity);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** How many rows the batches so far have. */
    public long rowsRead() {
        return rowsRead;
    }

    @Override
    public @Nullable Batch next() {
        if (rowsRead >= totalRows) {
            return null;
        }
        try {
            if (rowGroupRowsLeft == 0) {
                nextRowGroup();
            }
            int rows = (int) Math.min(capacity, rowGroupRowsLeft);
            List<Column> columns = new ArrayList<>(sources.size());
            for (Source source : sources) {
                columns.add(read(source, rows));
            }
            rowsRead += rows;
            rowGroupRowsLeft -= rows;
            return new Batch(columns, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Column read(Source source, int rows) throws IOException {
        ColumnDecoder decoder = source.decoder();
        if (decoder == null) {
            ScanColumn.Constant constant = (ScanColumn.Constant) source.column();
            return ConstantColumn.of(constant.value(), constant.type(), rows);
        }
        decoder.begin();
        decoder.read(rows);
        return decoder.column();
    }

    private void nextRowGroup() throws IOException {
        PageReadStore pages = reader.readNextFilteredRowGroup();
        if (pages == null) {
            throw new CorruptPageException("file ends at row %d of %d".formatted(rowsRead, totalRows));
        }
        RowSpans spans = pages.getRowIndexes().map(RowSpans::new).orElse(null);
        for (Source source : sources) {
            if (source.decoder() != null && source.plan() != null) {
                source.decoder().startRowGroup(pages.getPageReader(source.plan().descriptor()), spans);
            }
        }
        rowGroupRowsLeft = pages.getRowCount();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
