/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.ArrayList;
import java.util.List;

/** Some rows of several columns, all with the same row count. There may be rows without any column ({@code count(*)}). */
public record Batch(List<Column> columns, int rowCount) {
    /** Row count that operators aim at: 4096 longs are a 32 KB first-level cache (kernels study, batch size is flat around it). */
    public static final int TARGET_ROWS = 4096;

    public Batch {
        for (Column column : columns) {
            if (column.rowCount() != rowCount) {
                throw new IllegalArgumentException(
                        "a column has %d rows in a batch of %d".formatted(column.rowCount(), rowCount));
            }
        }
        columns = List.copyOf(columns);
    }

    public Column column(int ordinal) {
        return columns.get(ordinal);
    }

    public int columnCount() {
        return columns.size();
    }

    public Batch gather(int[] rows, int count) {
        List<Column> gathered = new ArrayList<>(columns.size());
        for (Column column : columns) {
            gathered.add(column.gather(rows, count));
        }
        return new Batch(gathered, count);
    }

    public Batch prefix(int rowCount) {
        if (rowCount == this.rowCount) {
            return this;
        }
        List<Column> cut = new ArrayList<>(columns.size());
        for (Column column : columns) {
            cut.add(column.prefix(rowCount));
        }
        return new Batch(cut, rowCount);
    }

    /** The rows {@code [from, to)}; bytes and dictionaries are shared, not copied. */
    public Batch slice(int from, int to) {
        if (from == 0) {
            return prefix(to);
        }
        List<Column> range = new ArrayList<>(columns.size());
        for (Column column : columns) {
            range.add(column.range(from, to - from));
        }
        return new Batch(range, to - from);
    }

    public Batch owned() {
        List<Column> owned = new ArrayList<>(columns.size());
        for (Column column : columns) {
            owned.add(column.owned());
        }
        return new Batch(owned, rowCount);
    }

    public long sizeBytes() {
        long size = 0;
        for (Column column : columns) {
            size += column.sizeBytes();
        }
        return size;
    }
}
