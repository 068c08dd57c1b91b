/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.cache;

import io.quiver.exec.exchange.BlockWriter;
import io.quiver.exec.kernel.ColumnConcatenation;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import io.quiver.spark.column.SparkTypes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.columnar.CachedBatch;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.collection.AbstractIterator;

/**
 * Turns a task's batches into those of a cached table. It joins small batches, and splits batches with more rows than
 * {@code spark.sql.inMemoryColumnarStorage.batchSize} allows.
 */
final class CachingBatches extends AbstractIterator<CachedBatch> {
    private final BatchSource source;
    private final DataType[] types;
    private final int maxRows;

    /** Batches of at least this many rows are cached unchanged, with their dictionaries. */
    private final int fullRows;

    private final BlockPacking packing;
    private final BlockWriter writer = new BlockWriter();
    private final Deque<Batch> ready = new ArrayDeque<>();
    private final List<Batch> pieces = new ArrayList<>();
    private int pieceRows;
    private long pieceBytes;
    private boolean ended;

    CachingBatches(BatchSource source, DataType[] types, int maxRows, boolean compressed) {
        this.source = source;
        this.types = types;
        this.maxRows = Math.max(1, maxRows);
        fullRows = Math.min(Batch.TARGET_ROWS / 2, this.maxRows);
        packing = new BlockPacking(compressed);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            take(source.next());
        }
        return !ready.isEmpty();
    }

    private void take(@Nullable Batch batch) {
        if (batch == null) {
            ended = true;
            emitPieces();
        } else if (batch.rowCount() >= fullRows) {
            emitPieces();
            emit(batch);
        } else if (batch.rowCount() > 0) {
            // Readers of Spark reuse their vectors.
            pieces.add(batch.owned());
            pieceRows += batch.rowCount();
            pieceBytes += ByteBound.bytesOf(batch);
            if (pieceRows >= fullRows || pieceBytes >= ByteBound.MAX_BYTES) {
                emitPieces();
            }
        }
    }

    private void emitPieces() {
        if (pieceRows == 0) {
            return;
        }
        List<Column> columns = new ArrayList<>(types.length);
        for (int i = 0; i < types.length; i++) {
            int ordinal = i;
            columns.add(ColumnConcatenation.concatenate(
                    SparkTypes.columnType(types[i]),
                    pieces.stream().map(piece -> piece.column(ordinal)).toList()));
        }
        emit(new Batch(columns, pieceRows));
        pieces.clear();
        pieceRows = 0;
        pieceBytes = 0;
    }

    private void emit(Batch whole) {
        ByteBound.cut(whole).forEach(this::emitBounded);
    }

    private void emitBounded(Batch batch) {
        if (batch.rowCount() <= maxRows) {
            ready.add(batch);
            return;
        }
        for (int from = 0; from < batch.rowCount(); from += maxRows) {
            ready.add(batch.slice(from, Math.min(batch.rowCount(), from + maxRows)));
        }
    }

    @Override
    public CachedBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more batches");
        }
        Batch batch = ready.remove();
        byte[][] blocks = new byte[types.length][];
        for (int i = 0; i < types.length; i++) {
            writer.write(new Batch(List.of(batch.column(i)), batch.rowCount()));
            blocks[i] = packing.pack(writer.bytes(), writer.length());
        }
        return new CachedColumns(batch.rowCount(), blocks, CachedStatistics.of(batch, types));
    }
}
