/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.RowFilter;
import io.quiver.exec.operator.RowFilterChain;
import io.quiver.exec.scan.parquet.decode.CorruptPageException;
import io.quiver.exec.scan.parquet.decode.PassThroughCodecs;
import io.quiver.exec.scan.parquet.decode.RowSpans;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Reads one split of a Parquet file. The rows and their order are those of Spark 4.1's {@code VectorizedParquetRecordReader}
 * with the same capacity: row groups by the split's range, row groups and pages by the options' record filter, no batch
 * across two row groups. The batches are the same, too, except for long rows and for the rows that a {@link RowFilter} leaves
 * out. A batch shares its arrays with the next one.
 *
 * <p>{@link #next} fails only at a batch's start. After any exception the {@link #rowsRead()} rows handed out before are
 * correct, and the host's reader can continue from there.
 */
public final class ParquetScan implements BatchSource, AutoCloseable {
    private final ParquetFileReader reader;
    private final RowGroupBuffers buffers;
    private final List<ScanSource> sources = new ArrayList<>();
    private final int capacity;
    private final long totalRows;
    private long rowsRead;
    private long rowGroupRowsLeft;
    /** Rows per batch in this row group: fewer if they are long. */
    private int batchRows;

    private boolean keepsLongBatches;

    private final FilteredRead filtered;
    private final RowFilterChain filters = new RowFilterChain();

    private ParquetScan(
            ParquetFileReader reader, RowGroupBuffers buffers, ScanPlan plan, PassThroughCodecs codecs, int capacity) {
        this.reader = reader;
        this.buffers = buffers;
        this.capacity = capacity;
        totalRows = reader.getFilteredRecordCount();
        for (ScanPlan.Entry entry : plan.entries()) {
            sources.add(ScanSource.of(entry, capacity, codecs));
        }
        filtered = new FilteredRead(sources, filters, capacity);
    }

    /**
     * Opens a scan over an open file and owns what {@code reader} makes.
     *
     * @param fileBytes the length of the file
     * @param options range, filter, decryption and so on, but neither codecs nor an allocator
     * @param codecs decompress pages; closed with the scan
     * @param requestedSchema the file's columns that {@code plan} reads
     * @param capacity the maximum number of rows of a batch
     */
    public static ParquetScan open(
            long fileBytes,
            ReaderFactory reader,
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
        RowGroupBuffers buffers = new RowGroupBuffers(ArrayPool.SHARED, fileBytes);
        ParquetFileReader opened = reader.open(
                options.withCodecFactory(passThrough).withAllocator(buffers).build());
        try {
            passThrough.startPassing();
            opened.setRequestedSchema(requestedSchema);
            return new ParquetScan(opened, buffers, plan, passThrough, capacity);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * Makes Parquet's own reader of an open file with a known footer. The way to make it differs between versions of Parquet.
     */
    public interface ReaderFactory {
        ParquetFileReader open(ParquetReadOptions options) throws IOException;
    }

    /** From the next batch on, hands out only rows that {@code filter} wants, too. Batches get shorter and may be empty. */
    public void filterWith(RowFilter filter) {
        filters.add(filter);
    }

    /** Fills batches up to the capacity even if the rows are long. */
    public void keepLongBatches() {
        keepsLongBatches = true;
    }

    /** Returns the number of filters given so far. */
    public int filterCount() {
        return filters.size();
    }

    /** Returns the number of row groups of the split that the options' record filter does not rule out. */
    public int rowGroups() {
        return reader.getRowGroups().size();
    }

    /** Returns how many rows are done: handed out, or ruled out by a {@link RowFilter}. */
    public long rowsRead() {
        return rowsRead;
    }

    @Override
    public @Nullable Batch next() {
        try {
            if (rowsRead >= totalRows) {
                return null;
            }
            if (rowGroupRowsLeft == 0) {
                nextRowGroup();
            }
            int rows = (int) Math.min(batchRows, rowGroupRowsLeft);
            Batch batch = filters.isEmpty() ? read(rows) : filtered.read(rows);
            rowsRead += rows;
            rowGroupRowsLeft -= rows;
            return batch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Batch read(int rows) throws IOException {
        List<Column> columns = new ArrayList<>(sources.size());
        for (ScanSource source : sources) {
            columns.add(source.read(rows));
        }
        return new Batch(columns, rows);
    }

    private void nextRowGroup() throws IOException {
        buffers.startRowGroup();
        PageReadStore pages = reader.readNextFilteredRowGroup();
        buffers.endRead();
        if (pages == null) {
            throw new CorruptPageException("file ends at row %d of %d".formatted(rowsRead, totalRows));
        }
        RowSpans spans = pages.getRowIndexes().map(RowSpans::new).orElse(null);
        for (ScanSource source : sources) {
            source.startRowGroup(pages, spans);
        }
        rowGroupRowsLeft = pages.getRowCount();
        batchRows = batchRows(pages.getRowIndexOffset().orElse(-1L));
    }

    /**
     * Returns the rows per batch. The text of a batch is contiguous in memory, so batches of long rows are short. The footer
     * tells the average length of the row group that starts at {@code firstRow}. A column of ids over a dictionary is as
     * short as its ids.
     */
    private int batchRows(long firstRow) {
        if (keepsLongBatches) {
            return capacity;
        }
        for (BlockMetaData rowGroup : reader.getRowGroups()) {
            if (rowGroup.getRowIndexOffset() == firstRow) {
                long bytes = 0;
                for (ScanSource source : sources) {
                    bytes += source.textBytes(rowGroup);
                }
                double rows = (double) ByteBound.MAX_BYTES * rowGroup.getRowCount() / Math.max(1, bytes);
                return (int) Math.max(1, Math.min(capacity, rows));
            }
        }
        return capacity;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            buffers.giveBack();
        }
    }
}
