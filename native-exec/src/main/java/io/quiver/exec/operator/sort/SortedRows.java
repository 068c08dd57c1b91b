/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sort;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands out columns batch by batch in the sorted order of their rows. */
final class SortedRows {
    private final List<Column> columns;
    private final int[] order;
    private int position;

    SortedRows(List<Column> columns, int[] order) {
        this.columns = columns;
        this.order = order;
    }

    /** Returns how many rows have not been handed out. */
    int rowsLeft() {
        return order.length - position;
    }

    /** Skips {@code count} rows. */
    void skip(long count) {
        position = (int) Math.min(order.length, position + count);
    }

    /** Returns the first {@code columnCount} columns of the next rows, at most {@code maxRows}, or null. */
    @Nullable
    Batch next(int columnCount, long maxRows) {
        int count = (int) Math.min(Math.min(Batch.TARGET_ROWS, maxRows), order.length - position);
        if (count <= 0) {
            return null;
        }
        int[] rows = Arrays.copyOfRange(order, position, position + count);
        position += count;
        return new Batch(
                columns.subList(0, columnCount).stream()
                        .map(column -> column.gather(rows, count))
                        .toList(),
                count);
    }
}
