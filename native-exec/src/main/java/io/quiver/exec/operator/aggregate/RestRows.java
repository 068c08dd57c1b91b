/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.kernel.sort.NullTurns;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DictionaryColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rows that Spark sorts before it aggregates them until all have come. This matters only if Spark sorts by the
 * digits of a single key, because null keys then change the row order within all groups. In all other cases the rows of a
 * group keep their order. Source: UnsafeKVExternalSorter of Spark 4.1.3.
 */
final class RestRows {
    /** A dictionary is copied with each batch. */
    private static final int ROWS_OF_AN_ENTRY = 4;

    private final boolean holds;
    private final List<Batch> batches = new ArrayList<>();
    private long heldBytes;
    private boolean hasNulls;

    RestRows(List<ColumnType> keyTypes) {
        this.holds = keyTypes.size() == 1 && isSortedByDigits(keyTypes.get(0));
    }

    /** Source: SortPrefixUtils.canSortFullyWithPrefix, Spark 4.1.3. */
    private static boolean isSortedByDigits(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DATE, TIMESTAMP, TIMESTAMP_NTZ -> true;
            case DECIMAL -> type.physical() == ColumnType.Physical.LONGS;
            case STRING, BINARY, NULL, OPAQUE -> false;
        };
    }

    /** Holds rows whose first column is the key; returns false if they need not wait. */
    boolean hold(Batch rows) {
        if (!holds) {
            return false;
        }
        Batch held = new Batch(rows.columns().stream().map(RestRows::held).toList(), rows.rowCount());
        batches.add(held);
        heldBytes += held.sizeBytes();
        hasNulls |= held.column(0).validity() != null;
        return true;
    }

    /** Returns the form of a column to hold. Small dictionaries stay encoded. */
    private static Column held(Column column) {
        boolean isShort = column instanceof DictionaryColumn encoded
                && encoded.dictionary().rowCount() <= column.rowCount() / ROWS_OF_AN_ENTRY
                && ColumnBuilder.bytesOf(encoded.dictionary()) <= ColumnBuilder.bytesOf(encoded);
        return (isShort ? column : column.flat()).owned();
    }

    long sizeBytesAfter(Batch more) {
        return holds ? heldBytes + more.sizeBytes() : 0;
    }

    /** Hands on all rows in Spark's order and forgets them. */
    void forEach(Consumer<Batch> taker) {
        if (hasNulls) {
            inOrder(taker);
        } else {
            batches.forEach(taker);
        }
        clear();
    }

    private void inOrder(Consumer<Batch> taker) {
        int[] starts = new int[batches.size() + 1];
        for (int b = 0; b < batches.size(); b++) {
            starts[b + 1] = starts[b] + batches.get(b).rowCount();
        }
        int[] order = NullTurns.order(validity(starts), starts[batches.size()]);
        int batch = 0;
        int position = 0;
        List<ColumnBuilder> builders = builders();
        int[] selection = new int[Batch.TARGET_ROWS];
        while (position < order.length) {
            int filled = 0;
            while (filled < Batch.TARGET_ROWS && position < order.length) {
                batch = batchOf(order[position], starts, batch);
                int run = 0;
                while (filled + run < Batch.TARGET_ROWS
                        && position < order.length
                        && order[position] >= starts[batch]
                        && order[position] < starts[batch + 1]) {
                    selection[run++] = order[position++] - starts[batch];
                }
                for (int c = 0; c < builders.size(); c++) {
                    builders.get(c).appendRows(batches.get(batch).column(c), selection, 0, run);
                }
                filled += run;
            }
            taker.accept(new Batch(builders.stream().map(ColumnBuilder::build).toList(), filled));
        }
    }

    private List<ColumnBuilder> builders() {
        List<ColumnBuilder> builders = new ArrayList<>();
        for (Column column : batches.get(0).columns()) {
            builders.add(ColumnBuilder.create(column.type(), Batch.TARGET_ROWS));
        }
        return builders;
    }

    private long[] validity(int[] starts) {
        long[] validity = Bitmap.ones(starts[batches.size()]);
        for (int b = 0; b < batches.size(); b++) {
            long @Nullable [] valid = batches.get(b).column(0).validity();
            for (int i = 0; valid != null && i < batches.get(b).rowCount(); i++) {
                if (!Bitmap.get(valid, i)) {
                    Bitmap.clear(validity, starts[b] + i);
                }
            }
        }
        return validity;
    }

    /**
     * Finds the batch of a row. Most rows are in the batch of the row before or in the next one, or alternate between two.
     */
    private static int batchOf(int row, int[] starts, int guess) {
        int batch = guess;
        while (row < starts[batch]) {
            batch--;
        }
        while (row >= starts[batch + 1]) {
            batch++;
        }
        return batch;
    }

    void clear() {
        batches.clear();
        heldBytes = 0;
        hasNulls = false;
    }
}
