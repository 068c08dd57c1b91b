/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.operator.RowFilterChain;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the columns that filters need first, filter by filter, and the others only at the remaining rows. */
final class FilteredRead {
    private final List<ScanSource> sources;
    private final RowFilterChain filters;
    private final @Nullable Column[] columns;
    private final int[] selected;
    /** The remaining rows, as positions among the rows of the batch. */
    private final int[] selection;

    private int count;

    FilteredRead(List<ScanSource> sources, RowFilterChain filters, int capacity) {
        this.sources = sources;
        this.filters = filters;
        columns = new Column[sources.size()];
        selected = new int[capacity];
        selection = new int[capacity];
    }

    /** Returns the wanted ones of the next {@code rows} rows, perhaps none. */
    Batch read(int rows) throws IOException {
        count = rows;
        for (int c = 0; c < columns.length; c++) {
            columns[c] = sources.get(c).isReadInFull() ? sources.get(c).read(rows) : null;
        }
        for (RowFilterChain.Link filter : filters.forNextBatch()) {
            apply(filter, rows);
            if (count == 0) {
                return passOver(rows);
            }
        }
        List<Column> out = new ArrayList<>(columns.length);
        for (int c = 0; c < columns.length; c++) {
            out.add(column(c, rows));
        }
        return new Batch(out, count);
    }

    private void apply(RowFilterChain.Link filter, int rows) throws IOException {
        List<Column> looked = new ArrayList<>();
        for (int ordinal : filter.columns()) {
            looked.add(column(ordinal, rows));
        }
        int kept = filter.select(new Batch(looked, count), selected);
        if (kept == count) {
            return;
        }
        for (int i = 0; i < kept; i++) {
            // of all rows, the positions are the rows themselves
            selection[i] = count == rows ? selected[i] : selection[selected[i]];
        }
        for (int c = 0; c < columns.length; c++) {
            Column column = columns[c];
            columns[c] = column == null ? null : column.gather(selected, kept);
        }
        count = kept;
    }

    /** Returns a column at the rows that remain so far. */
    private Column column(int ordinal, int rows) throws IOException {
        Column column = columns[ordinal];
        if (column == null) {
            column = sources.get(ordinal).read(rows, selection, count);
            columns[ordinal] = column;
        }
        return column;
    }

    private Batch passOver(int rows) {
        List<Column> none = new ArrayList<>(columns.length);
        for (int c = 0; c < columns.length; c++) {
            if (columns[c] == null) {
                sources.get(c).skip(rows);
            }
            none.add(ConstantColumn.ofNull(sources.get(c).type(), 0));
        }
        return new Batch(none, 0);
    }
}
