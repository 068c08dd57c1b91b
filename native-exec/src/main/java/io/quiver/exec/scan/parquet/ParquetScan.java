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
 * options' record filter, no batch across two row groups; a {@link RowFilter} leaves rows out of them. Batches share their arrays with the next one.
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
    private @Nullable RowFilter filter;
    private final int[] selection;
    /** Rows of this row group, all ruled out, that the columns read late have not passed over yet. */
    private long rowsToSkip;

    /** A column of the file with its decoder, or a constant. */
    private record Source(ScanColumn column, @Nullable ParquetColumnPlan plan, @Nullable ColumnDecoder decoder) {
        /** Whether every row is read, wanted or not, because Spark might fail on it. */
        boolean isReadInFull() {
            return plan != null && plan.mayDecline();
        }
    }

    private ParquetScan(ParquetFileReader reader, ScanPlan plan, PassThroughCodecs codecs, int capacity) {
        this.reader = reader;
        this.capacity = capacity;
        selection = new int[capacity];
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

    /** From the next batch on, hands out only rows that {@code filter} wants; batches get shorter, none is empty. */
    public void filterWith(RowFilter filter) {
        this.filter = filter;
    }

    /** How many rows are done: handed out or, by a {@link RowFilter}, ruled out. */
    public long rowsRead() {
        return rowsRead;
    }

    @Override
    public @Nullable Batch next() {
        try {
            while (rowsRead < totalRows) {
                if (rowGroupRowsLeft == 0) {
                    nextRowGroup();
                }
                int rows = (int) Math.min(capacity, rowGroupRowsLeft);
                Batch batch = filter == null ? read(rows) : read(rows, filter);
                rowsRead += rows;
                rowGroupRowsLeft -= rows;
                if (batch.rowCount() > 0) {
                    return batch;
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Batch read(int rows) throws IOException {
        List<Column> columns = new ArrayList<>(sources.size());
        for (Source source : sources) {
            columns.add(read(source, rows));
        }
        return new Batch(columns, rows);
    }

    private Batch read(int rows, RowFilter filter) throws IOException {
        @Nullable Column[] early = new Column[sources.size()];
        List<Column> looked = new ArrayList<>();
        for (int ordinal : filter.columns()) {
            Column column = read(sources.get(ordinal), rows);
            early[ordinal] = column;
            looked.add(column);
        }
        for (int i = 0; i < early.length; i++) {
            if (early[i] == null && sources.get(i).isReadInFull()) {
                early[i] = read(sources.get(i), rows);
            }
        }
        int count = filter.select(new Batch(looked, rows), selection);
        if (count == 0) {
            rowsToSkip += rows;
            return new Batch(List.of(), 0);
        }
        List<Column> columns = new ArrayList<>(early.length);
        for (int i = 0; i < early.length; i++) {
            Column column = early[i];
            if (column == null) {
                columns.add(readLate(sources.get(i), rows, count));
            } else {
                columns.add(count == rows ? column : column.gather(selection, count));
            }
        }
        rowsToSkip = 0;
        return new Batch(columns, count);
    }

    /** Few rows are read run by run; of many, all are, and the wanted ones picked. */
    private Column readLate(Source source, int rows, int count) throws IOException {
        ColumnDecoder decoder = source.decoder();
        if (decoder == null) {
            return read(source, count);
        }
        decoder.begin();
        decoder.skip(rowsToSkip);
        if (count > rows / 4) {
            decoder.read(rows);
            return count == rows ? decoder.column() : decoder.column().gather(selection, count);
        }
        int done = 0;
        for (int i = 0; i < count; ) {
            int first = selection[i];
            int length = 1;
            while (i + length < count && selection[i + length] == first + length) {
                length++;
            }
            decoder.skip(first - done);
            decoder.read(length);
            done = first + length;
            i += length;
        }
        decoder.skip(rows - done);
        return decoder.column();
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
        rowsToSkip = 0;
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
