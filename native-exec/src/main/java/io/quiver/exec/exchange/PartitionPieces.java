/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.exchange;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds batches whose rows are in the order of their partitions: the rows of a partition stand together in each batch, text
 * too. Separate arrays for each of some hundred partitions, growing as rows come, would make two to three times the garbage.
 */
final class PartitionPieces {
    /** Rows in the order of partitions; those of partition {@code p} end at {@code ends[p]}, where those of the next begin. */
    private record Piece(Batch rows, int[] ends) {
        int from(int partition) {
            return partition == 0 ? 0 : ends[partition - 1];
        }

        int count(int partition) {
            return ends[partition] - from(partition);
        }
    }

    /** Takes rows {@code [from, from + count)} of a batch. */
    interface RangeTaker {
        void take(Batch batch, int from, int count);
    }

    private final List<Piece> pieces = new ArrayList<>();
    private long sizeBytes;

    /** Copies a batch in the order of partitions: {@code ends[p]} is where those of partition {@code p} end in {@code order}. */
    void add(Batch batch, int[] order, int[] ends) {
        List<Column> columns = new ArrayList<>(batch.columnCount());
        for (Column column : batch.columns()) {
            Column ordered = column.flat().gather(order, batch.rowCount()).flat();
            Column own = ordered instanceof BytesColumn bytes ? bytes.owned() : ordered;
            columns.add(own);
            sizeBytes += own.sizeBytes();
        }
        pieces.add(new Piece(new Batch(columns, batch.rowCount()), ends));
        sizeBytes += 4L * ends.length;
    }

    /** Hands out the rows of a partition in the order in which they came. */
    void forEach(int partition, RangeTaker taker) {
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            int count = piece.count(partition);
            if (count > 0) {
                taker.take(piece.rows(), piece.from(partition), count);
            }
        }
    }

    void clear() {
        pieces.clear();
        sizeBytes = 0;
    }

    /** Bytes held. */
    long sizeBytes() {
        return sizeBytes;
    }
}
