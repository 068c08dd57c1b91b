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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one row per element of the collection in the batch's only column, in order. With {@code outer}, an empty or null
 * collection makes one row of nulls. Source: Explode, PosExplode and Inline of Spark 4.1.
 */
public final class UnnestGeneration implements Generation {
    private static final int[] NONE = {};

    private final CollectionReader reader;
    private final boolean outer;
    private final boolean hasSources;
    private Column collections = ConstantColumn.ofNull(ColumnType.NULL, 0);
    private int[] counts = NONE;
    private long left;
    private int row;
    private int position;
    /** Position of the next element if all elements are adjacent and no row is made of none; else -1. */
    private int place;

    /** {@code hasSources} is true if somebody asks which input rows the rows were made of. */
    public UnnestGeneration(CollectionReader reader, boolean outer, boolean hasSources) {
        this.reader = reader;
        this.outer = outer;
        this.hasSources = hasSources;
    }

    @Override
    public void start(Batch batch) {
        collections = batch.column(0);
        counts = reader.counts(collections);
        left = rowsToMake();
        row = 0;
        position = 0;
        place = outer && hasEmpty() ? -1 : reader.denseStart(collections, counts);
    }

    private boolean hasEmpty() {
        for (int count : counts) {
            if (count == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable Rows next(int limit) {
        int capacity = (int) Math.min(limit, left);
        if (capacity == 0) {
            return null;
        }
        left -= capacity;
        if (place < 0) {
            return ofPositions(capacity);
        }
        List<Column> elements = reader.elements(collections, place, capacity);
        place += capacity;
        return new Rows(hasSources ? sources(capacity) : NONE, capacity, elements);
    }

    /** Returns the input row of each of the next elements; every element exists. */
    private int[] sources(int count) {
        int[] rows = new int[count];
        int made = 0;
        while (made < count) {
            int taken = Math.min(counts[row] - position, count - made);
            // Most collections are short: a call to fill the row takes longer than this.
            for (int end = made + taken; made < end; made++) {
                rows[made] = row;
            }
            position += taken;
            if (position == counts[row]) {
                row++;
                position = 0;
            }
        }
        return rows;
    }

    private Rows ofPositions(int count) {
        int[] rows = new int[count];
        int[] positions = new int[count];
        int made = 0;
        while (made < count) {
            int elements = counts[row];
            int taken = Math.min(elements - position, count - made);
            if (elements == 0 && outer) {
                rows[made] = row;
                positions[made] = -1;
                made++;
            } else {
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
        return new Rows(rows, count, reader.elements(collections, rows, positions, count));
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
