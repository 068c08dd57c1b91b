/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.generate;

import io.quiver.exec.operator.host.CollectionReader;
import io.quiver.exec.operator.host.Generation;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import org.jspecify.annotations.Nullable;

/**
 * One row per element of the collection that is the batch's only column, in order; one of nulls for an empty or null
 * collection where it is {@code outer}. Source: Explode, PosExplode and Inline of Spark 4.1.
 */
public final class UnnestGeneration implements Generation {
    private final CollectionReader reader;
    private final boolean outer;
    private Column collections = ConstantColumn.ofNull(ColumnType.NULL, 0);
    private int[] counts = {};
    private long left;
    private int row;
    private int position;

    public UnnestGeneration(CollectionReader reader, boolean outer) {
        this.reader = reader;
        this.outer = outer;
    }

    @Override
    public void start(Batch batch) {
        collections = batch.column(0);
        counts = reader.counts(collections);
        left = rowsToMake();
        row = 0;
        position = 0;
    }

    @Override
    public @Nullable Rows next(int limit) {
        int capacity = (int) Math.min(limit, left);
        if (capacity == 0) {
            return null;
        }
        int[] rows = new int[capacity];
        int[] positions = new int[capacity];
        int made = 0;
        while (made < capacity) {
            int elements = counts[row];
            int taken = Math.min(elements - position, capacity - made);
            if (elements == 0 && outer) {
                rows[made] = row;
                positions[made] = -1;
                made++;
            } else {
                // Most collections are short: a call to fill the row takes longer than this.
                for (int i = 0; i < taken; i++) {
                    rows[made + i] = row;
                    positions[made + i] = position + i;
                }
                made += taken;
                position += taken;
            }
            if (position >= elements) {
                row++;
                position = 0;
            }
        }
        left -= made;
        return new Rows(rows, made, reader.elements(collections, rows, positions, made));
    }

    private long rowsToMake() {
        long total = 0;
        int least = outer ? 1 : 0;
        for (int count : counts) {
            total += Math.max(least, count);
        }
        return total;
    }
}
