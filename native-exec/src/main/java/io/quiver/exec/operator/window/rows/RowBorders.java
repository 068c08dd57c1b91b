/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.rows;

import io.quiver.exec.kernel.RunStarts;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import org.jspecify.annotations.Nullable;

/** Finds where partitions and peers begin in sorted batches, column by column and across batches. */
public final class RowBorders {
    private final int[] partitionSlots;
    private final int[] orderSlots;
    private Column @Nullable [] lastPartition;
    private Column @Nullable [] lastOrder;

    /**
     * Rows with equal columns {@code partitionSlots} are a partition. Within it, rows with equal {@code orderSlots} are
     * peers.
     */
    public RowBorders(int[] partitionSlots, int[] orderSlots) {
        this.partitionSlots = partitionSlots;
        this.orderSlots = orderSlots;
    }

    /** Marks the partitions and peers that begin in {@code batch}, which follows the batch of the last call. */
    public void mark(Batch batch, PartitionMarks marks) {
        int rowCount = batch.rowCount();
        long[] partitions = changes(batch, partitionSlots, lastPartition);
        long[] peers = changes(batch, orderSlots, lastOrder);
        for (int w = 0; w < peers.length; w++) {
            peers[w] |= partitions[w];
        }
        lastPartition = lastRow(batch, partitionSlots);
        lastOrder = lastRow(batch, orderSlots);
        int count = Bitmap.count(partitions, rowCount);
        int[] starts = new int[Math.max(1, rowCount)];
        Bitmap.toSelection(partitions, rowCount, starts);
        marks.set(
                rowCount,
                count == rowCount ? starts : java.util.Arrays.copyOf(starts, Math.max(1, count)),
                count,
                peers);
    }

    private static long[] changes(Batch batch, int[] slots, Column @Nullable [] before) {
        int rowCount = batch.rowCount();
        long[] changes = Bitmap.zeros(rowCount);
        boolean first = before == null;
        for (int k = 0; k < slots.length; k++) {
            Column column = batch.column(slots[k]);
            RunStarts.mark(column, rowCount, changes);
            first = first || before != null && !RunStarts.equal(column.prefix(1).flat(), 0, before[k], 0);
        }
        if (first) {
            Bitmap.set(changes, 0);
        }
        return changes;
    }

    private static Column[] lastRow(Batch batch, int[] slots) {
        int[] last = {batch.rowCount() - 1};
        Column[] columns = new Column[slots.length];
        for (int k = 0; k < slots.length; k++) {
            columns[k] = batch.column(slots[k]).gather(last, 1).flat().owned();
        }
        return columns;
    }
}
