/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sort;

import io.quiver.exec.kernel.hash.DictionaryBuilder;
import io.quiver.exec.kernel.sort.NullTurns;
import io.quiver.exec.kernel.sort.RangesInOne;
import io.quiver.exec.kernel.sort.RowSorter;
import io.quiver.exec.kernel.sort.SortColumn;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the rows to sort, with the keys among the input columns or behind them. Text that comes in dictionaries stays in one, so
 * that its bytes do not move with the rows.
 */
final class SortBuffer {
    /** Row numbers and the words and scratch of the radix sort. */
    private static final long SORT_BYTES_PER_ROW = 32;

    /** Maximum bytes of one column: its byte strings have to fit in one array. */
    private static final long MAX_COLUMN_BYTES = 1L << 30;

    private final SortLayout layout;
    private final List<DictionaryBuilder> builders = new ArrayList<>();
    private int rowCount;

    SortBuffer(SortLayout layout) {
        this.layout = layout;
        layout.types().forEach(type -> builders.add(new DictionaryBuilder(type, 0)));
    }

    int rowCount() {
        return rowCount;
    }

    /** Appends rows with the columns {@link SortLayout#types()}. */
    void append(Batch rows) {
        for (int c = 0; c < builders.size(); c++) {
            builders.get(c).appendPrefix(rows.column(c), rows.rowCount());
        }
        rowCount += rows.rowCount();
    }

    void append(Batch rows, int[] selection, int count) {
        for (int c = 0; c < builders.size(); c++) {
            builders.get(c).appendRows(rows.column(c), selection, 0, count);
        }
        rowCount += count;
    }

    /** Returns whether arrays can also hold {@code rows}. */
    boolean hasRoomFor(Batch rows) {
        for (int c = 0; c < builders.size(); c++) {
            DictionaryBuilder builder = builders.get(c);
            long held = Math.max(builder.sizeBytes(), builder.appendedBytes());
            if (held + ByteBound.about(rows.column(c)) > MAX_COLUMN_BYTES) {
                return false;
            }
        }
        return true;
    }

    /** Estimates the bytes held after {@code rows} have come, including those for sorting. */
    long sizeBytesAfter(Batch rows) {
        long size = SORT_BYTES_PER_ROW * (rowCount + rows.rowCount());
        for (int c = 0; c < builders.size(); c++) {
            size += builders.get(c).sizeBytesAfter(rows.rowCount(), ByteBound.about(rows.column(c)));
        }
        return size;
    }

    /** Sorts the wanted rows and empties the buffer. Ties keep their order. */
    SortedRows sort() {
        return sort(0);
    }

    /**
     * Sorts the wanted rows and empties the buffer. Ties keep their order, or with {@code ranges} have the order of
     * {@link NullTurns}.
     */
    SortedRows sort(int ranges) {
        List<Column> columns = builders.stream().map(DictionaryBuilder::build).toList();
        List<SortColumn> keys = new ArrayList<>();
        for (int k = 0; k < layout.keys().size(); k++) {
            SortKey key = layout.keys().get(k);
            keys.add(new SortColumn(columns.get(layout.keyColumns()[k]).flat(), key.ascending(), key.nullsFirst()));
        }
        boolean turns = ranges > 0 && keys.get(0).column().validity() != null;
        int[] sorted = turns ? sortWithTurns(keys, ranges) : RowSorter.sort(keys, rowCount);
        rowCount = 0;
        GroupFirsts firsts = layout.firsts();
        return new SortedRows(columns, firsts == null ? sorted : firsts.of(keys, sorted));
    }

    private int[] sortWithTurns(List<SortColumn> keys, int ranges) {
        long[] validity = keys.get(0).column().validity();
        return RowSorter.sort(
                keys,
                ranges == 1
                        ? NullTurns.order(validity, rowCount)
                        : NullTurns.order(validity, RangesInOne.order(keys.get(0), ranges, rowCount)));
    }
}
