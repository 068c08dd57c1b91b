/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.exchange;

import io.quiver.exec.kernel.hash.DictionaryBuilder;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends each row to a partition. Collects the rows of each partition in columns and hands on a block when there are
 * {@link Batch#TARGET_ROWS} of them or about a megabyte. Rows keep their order within a partition. One thread.
 */
public final class PartitionedBlockWriter {
    private static final long BLOCK_BYTES = 1L << 20;
    private static final long DEFAULT_BUFFER_BYTES = 64L << 20;
    private static final int INITIAL_ROWS = 64;

    /**
     * Rows of fixed width are put together before they are scattered: with 200 partitions a batch has 20 rows for each, and
     * reaching a partition's arrays costs as much as copying some 50 values.
     */
    private static final int CHUNK_ROWS = 8 * Batch.TARGET_ROWS;

    private static final int MANY_PARTITIONS = 16;

    private final List<ColumnType> types;
    private final BlockSink sink;
    private final long maxBufferedBytes;
    private final @Nullable PartitionRows[] partitions;
    private final BlockWriter writer = new BlockWriter();
    private final int[] starts;
    private final List<ColumnBuilder> chunk = new ArrayList<>();
    /** Present where rows of many partitions have text: putting such rows together first would copy the text once more. */
    private final @Nullable PartitionPieces pieces;

    private int[] chunkIds = new int[0];
    private int chunkRows;
    private int[] order = new int[Batch.TARGET_ROWS];
    private long bufferedBytes;

    public PartitionedBlockWriter(List<ColumnType> types, int partitionCount, BlockSink sink) {
        this(types, partitionCount, sink, DEFAULT_BUFFER_BYTES);
    }

    /** Buffers up to about {@code maxBufferedBytes} over all partitions; beyond that every partition hands on its rows. */
    public PartitionedBlockWriter(List<ColumnType> types, int partitionCount, BlockSink sink, long maxBufferedBytes) {
        this.types = List.copyOf(types);
        this.sink = sink;
        this.maxBufferedBytes = maxBufferedBytes;
        this.partitions = new PartitionRows[partitionCount];
        this.starts = new int[partitionCount + 1];
        boolean hasMany = partitionCount > MANY_PARTITIONS;
        boolean hasText = types.stream().anyMatch(type -> type.physical() == ColumnType.Physical.BYTES);
        this.pieces = hasMany && hasText ? new PartitionPieces() : null;
        if (hasMany && !hasText) {
            types.forEach(type -> chunk.add(ColumnBuilder.create(type, CHUNK_ROWS)));
            chunkIds = new int[CHUNK_ROWS];
        }
    }

    /** Sends row {@code i} to partition {@code partitionIds[i]}; the ids have no nulls. */
    public void write(Batch batch, IntColumn partitionIds) {
        int from = 0;
        for (Batch piece : ByteBound.cut(batch)) {
            int[] ids = from == 0
                    ? partitionIds.values()
                    : Arrays.copyOfRange(partitionIds.values(), from, from + piece.rowCount());
            write(piece, ids);
            from += piece.rowCount();
        }
    }

    private void write(Batch batch, int[] partitionIds) {
        if (partitions.length == 1 && partitions[0] == null && batch.rowCount() >= Batch.TARGET_ROWS / 2) {
            send(0, batch);
            return;
        }
        if (chunk.isEmpty()) {
            scatter(batch, partitionIds);
        } else {
            collect(batch, partitionIds);
        }
    }

    private void collect(Batch batch, int[] ids) {
        int rowCount = batch.rowCount();
        boolean isLarge = rowCount > CHUNK_ROWS / 2;
        if (isLarge || chunkRows + rowCount > CHUNK_ROWS) {
            scatterChunk();
        }
        if (isLarge) {
            scatter(batch, ids);
            return;
        }
        for (int c = 0; c < chunk.size(); c++) {
            chunk.get(c).appendPrefix(batch.column(c), rowCount);
        }
        System.arraycopy(ids, 0, chunkIds, chunkRows, rowCount);
        chunkRows += rowCount;
    }

    private void scatterChunk() {
        if (chunkRows == 0) {
            return;
        }
        List<Column> columns = new ArrayList<>(chunk.size());
        for (ColumnBuilder builder : chunk) {
            columns.add(builder.view());
        }
        int rowCount = chunkRows;
        chunkRows = 0;
        scatter(new Batch(columns, rowCount), chunkIds);
        chunk.forEach(ColumnBuilder::reset);
    }

    private void scatter(Batch batch, int[] ids) {
        int rowCount = batch.rowCount();
        orderByPartition(ids, rowCount);
        if (pieces != null) {
            pieces.add(batch, order, Arrays.copyOf(starts, partitions.length));
            // the pieces stay in memory beside the blocks made of them until all are put together
            if (pieces.sizeBytes() > maxBufferedBytes / 2) {
                flush();
            }
            return;
        }
        for (int p = 0; p < partitions.length; p++) {
            // starts[p] is where partition p ends by now; it began where p - 1 ends
            int from = p == 0 ? 0 : starts[p - 1];
            int count = starts[p] - from;
            if (count > 0) {
                append(p, batch, from, count);
            }
        }
        if (bufferedBytes > maxBufferedBytes) {
            flush();
        }
    }

    /** Hands on the buffered rows. */
    public void finish() {
        flush();
    }

    /** Hands on the buffered rows and gives the memory back; more may be written. */
    public void flush() {
        scatterChunk();
        if (pieces != null) {
            putTogether(pieces);
        }
        for (int p = 0; p < partitions.length; p++) {
            PartitionRows rows = partitions[p];
            if (rows != null) {
                if (rows.rowCount > 0) {
                    send(p, rows.build());
                }
                partitions[p] = null;
            }
        }
        bufferedBytes = 0;
    }

    /** Writes the blocks of one partition after the other, straight from the pieces. */
    private void putTogether(PartitionPieces pieces) {
        BlockRanges ranges = new BlockRanges();
        for (int p = 0; p < partitions.length; p++) {
            int partition = p;
            pieces.forEach(p, range -> {
                ranges.add(range);
                if (ranges.isFull()) {
                    send(partition, ranges);
                }
            });
            if (ranges.rowCount > 0) {
                send(partition, ranges);
            }
        }
        pieces.clear();
    }

    /** Approximate bytes held. */
    public long bufferedBytes() {
        long bytes = bufferedBytes + writer.bytes().length + 4L * chunkIds.length;
        bytes += pieces == null ? 0 : pieces.sizeBytes();
        for (ColumnBuilder builder : chunk) {
            bytes += builder.sizeBytes();
        }
        return bytes;
    }

    /** Sorts row numbers by partition, with a stable counting sort. */
    private void orderByPartition(int[] ids, int rowCount) {
        java.util.Arrays.fill(starts, 0);
        for (int i = 0; i < rowCount; i++) {
            starts[ids[i] + 1]++;
        }
        for (int p = 1; p < starts.length; p++) {
            starts[p] += starts[p - 1];
        }
        if (order.length < rowCount) {
            order = new int[rowCount];
        }
        for (int i = 0; i < rowCount; i++) {
            order[starts[ids[i]]++] = i;
        }
    }

    private void append(int partition, Batch batch, int from, int count) {
        PartitionRows rows = partitions[partition];
        if (rows == null) {
            rows = new PartitionRows(types);
            partitions[partition] = rows;
        }
        bufferedBytes -= rows.sizeBytes;
        rows.append(batch, order, from, count);
        if (rows.isFull()) {
            send(partition, rows.build());
        }
        bufferedBytes += rows.sizeBytes;
    }

    private void send(int partition, BlockRanges ranges) {
        writer.write(ranges.ranges);
        sink.accept(partition, writer.bytes(), writer.length(), ranges.rowCount);
        ranges.clear();
    }

    private void send(int partition, Batch batch) {
        writer.write(batch);
        sink.accept(partition, writer.bytes(), writer.length(), batch.rowCount());
    }

    /** The rows of a block, where they stand. */
    private static final class BlockRanges {
        private final List<RowRange> ranges = new ArrayList<>();
        private int rowCount;
        private long textBytes;

        void add(RowRange range) {
            ranges.add(range);
            rowCount += range.count();
            textBytes += range.textBytes();
        }

        boolean isFull() {
            return rowCount >= Batch.TARGET_ROWS || textBytes >= BLOCK_BYTES;
        }

        void clear() {
            ranges.clear();
            rowCount = 0;
            textBytes = 0;
        }
    }

    /** The buffered rows of one partition. */
    private static final class PartitionRows {
        private final List<DictionaryBuilder> builders = new ArrayList<>();
        private int rowCount;
        private long sizeBytes;

        PartitionRows(List<ColumnType> types) {
            types.forEach(type -> builders.add(new DictionaryBuilder(type, INITIAL_ROWS)));
        }

        /** Judges by the rows appended, not by the arrays, which keep their largest size. */
        boolean isFull() {
            long textBytes = 0;
            for (DictionaryBuilder builder : builders) {
                textBytes += builder.appendedBytes();
            }
            return rowCount >= Batch.TARGET_ROWS || textBytes >= BLOCK_BYTES;
        }

        void append(Batch batch, int[] rows, int from, int count) {
            long size = 0;
            for (int c = 0; c < builders.size(); c++) {
                DictionaryBuilder builder = builders.get(c);
                builder.appendRows(batch.column(c), rows, from, count);
                size += builder.sizeBytes();
            }
            rowCount += count;
            sizeBytes = size;
        }

        /** The rows as a batch, valid until the next append: the builders keep their arrays. */
        Batch build() {
            List<Column> columns = new ArrayList<>(builders.size());
            for (DictionaryBuilder builder : builders) {
                columns.add(builder.view());
                builder.reset();
            }
            Batch batch = new Batch(columns, rowCount);
            rowCount = 0;
            return batch;
        }
    }
}
