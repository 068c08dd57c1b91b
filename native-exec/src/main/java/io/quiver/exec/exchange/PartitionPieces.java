/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.exchange;

import io.quiver.exec.kernel.hash.DictionaryBuilder;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.DictionaryColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    /** A dictionary as it came, and a copy that nobody writes to. */
    private record OwnDictionary(Column given, Column own) {}

    private final List<Piece> pieces = new ArrayList<>();
    /** By column, the dictionary that text came in last. */
    private final List<@Nullable OwnDictionary> dictionaries = new ArrayList<>();

    private long sizeBytes;

    /** Copies a batch in the order of partitions: {@code ends[p]} is where those of partition {@code p} end in {@code order}. */
    void add(Batch batch, int[] order, int[] ends) {
        List<Column> columns = new ArrayList<>(batch.columnCount());
        for (int c = 0; c < batch.columnCount(); c++) {
            Column column = batch.column(c);
            columns.add(
                    DictionaryBuilder.takes(column)
                            ? orderedIds(c, (DictionaryColumn) column, order)
                            : ordered(column.flat(), order));
        }
        pieces.add(new Piece(new Batch(columns, batch.rowCount()), ends));
        sizeBytes += 4L * ends.length;
    }

    private Column ordered(Column column, int[] order) {
        Column ordered = column.gather(order, column.rowCount()).flat();
        Column own = ordered instanceof BytesColumn bytes ? bytes.owned() : ordered;
        sizeBytes += own.sizeBytes();
        return own;
    }

    private Column orderedIds(int ordinal, DictionaryColumn column, int[] order) {
        DictionaryColumn ordered = column.gather(order, column.rowCount());
        Column dictionary = ownDictionary(ordinal, column.dictionary());
        sizeBytes += 4L * column.rowCount();
        return new DictionaryColumn(column.rowCount(), ordered.ids(), dictionary, ordered.validity());
    }

    private Column ownDictionary(int ordinal, Column given) {
        while (dictionaries.size() <= ordinal) {
            dictionaries.add(null);
        }
        OwnDictionary last = dictionaries.get(ordinal);
        if (last == null || last.given() != given) {
            last = new OwnDictionary(given, given.owned());
            dictionaries.set(ordinal, last);
            sizeBytes += last.own().sizeBytes();
        }
        return last.own();
    }

    /** Hands out the rows of a partition in the order in which they came. */
    void forEach(int partition, Consumer<RowRange> taker) {
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            int count = piece.count(partition);
            if (count > 0) {
                taker.accept(new RowRange(piece.rows(), piece.from(partition), count));
            }
        }
    }

    void clear() {
        pieces.clear();
        dictionaries.clear();
        sizeBytes = 0;
    }

    /** Bytes held. */
    long sizeBytes() {
        return sizeBytes;
    }
}
