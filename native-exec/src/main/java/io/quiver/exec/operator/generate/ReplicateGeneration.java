/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.generate;

import io.quiver.exec.operator.host.Generation;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.LongColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies each row as often as its first column says: never for null or a negative number. The copies have the other columns.
 * Source: ReplicateRows of Spark 4.1, used by EXCEPT ALL and INTERSECT ALL.
 */
public final class ReplicateGeneration implements Generation {
    private Batch batch = new Batch(List.of(), 0);
    private long[] counts = {};
    private int row;
    private long copied;

    @Override
    public void start(Batch batch) {
        this.batch = batch;
        Column count = batch.column(0).flat();
        counts = Arrays.copyOf(((LongColumn) count).values(), batch.rowCount());
        for (int i = 0; i < counts.length; i++) {
            counts[i] = count.isNull(i) ? 0 : Math.max(0, counts[i]);
        }
        row = 0;
        copied = 0;
    }

    @Override
    public @Nullable Rows next(int limit) {
        int[] sources = new int[limit];
        int made = 0;
        while (made < limit && row < counts.length) {
            int copies = (int) Math.min(limit - made, counts[row] - copied);
            Arrays.fill(sources, made, made + copies, row);
            made += copies;
            copied += copies;
            if (copied == counts[row]) {
                row++;
                copied = 0;
            }
        }
        if (made == 0) {
            return null;
        }
        List<Column> columns = new ArrayList<>(batch.columnCount() - 1);
        for (Column column : batch.columns().subList(1, batch.columnCount())) {
            columns.add(column.gather(sources, made));
        }
        return new Rows(sources, made, columns);
    }
}
