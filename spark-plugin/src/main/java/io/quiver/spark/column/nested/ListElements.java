/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.NestedColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a batch's arrays, or the entries of its maps.
 *
 * @param parts columns of the elements, or of the keys and the values
 * @param starts where the elements of each row begin
 * @param counts how many elements each row has
 * @param count how many rows the parts have
 * @param active which of these rows belong to a list; null if all do
 */
record ListElements(List<Column> parts, int[] starts, int[] counts, int count, long @Nullable [] active) {
    /** Fewer elements than the column's size divided by this are gathered; more are read in place. */
    private static final int FEW = 2;

    /** Takes each element once, however many rows have it. Values computed of an element must not depend on its row. */
    static ListElements shared(NestedColumn lists) {
        int[] counts = NestedColumns.counts(lists);
        int total = total(counts);
        int size = lists.part(0).rowCount();
        if ((long) total * FEW < size) {
            return ofEach(lists, counts, total);
        }
        int[] starts = lists.starts();
        return new ListElements(
                lists.parts(), starts, counts, size, areAll(starts, counts, size) ? null : used(starts, counts, size));
    }

    /** Takes the elements row by row. */
    static ListElements ofEach(NestedColumn lists) {
        int[] counts = NestedColumns.counts(lists);
        return ofEach(lists, counts, total(counts));
    }

    private static ListElements ofEach(NestedColumn lists, int[] counts, int total) {
        if (areAll(lists.starts(), counts, lists.part(0).rowCount())) {
            return new ListElements(lists.parts(), lists.starts(), counts, total, null);
        }
        int[] starts = starts(counts);
        int[] places = new int[total];
        for (int row = 0; row < counts.length; row++) {
            int from = lists.starts()[row];
            for (int i = 0; i < counts[row]; i++) {
                places[starts[row] + i] = from + i;
            }
        }
        List<Column> parts = new ArrayList<>(lists.parts().size());
        for (Column part : lists.parts()) {
            parts.add(part.gather(places, total));
        }
        return new ListElements(parts, starts, counts, total, null);
    }

    /** The starts of contiguous lists. */
    static int[] starts(int[] counts) {
        int[] starts = new int[counts.length];
        long next = 0;
        for (int row = 0; row < counts.length; row++) {
            starts[row] = (int) next;
            next += counts[row];
        }
        if (next > Integer.MAX_VALUE) {
            TooManyBytes.unlessFew(next, counts.length);
        }
        return starts;
    }

    /**
     * The total number of elements.
     *
     * @throws TooManyBytes if several rows together have too many
     */
    static int total(int[] counts) {
        long total = 0;
        for (int count : counts) {
            total += count;
        }
        TooManyBytes.unlessFew(Long.BYTES * total, counts.length);
        return Math.toIntExact(total);
    }

    /** Whether the rows have all elements, in row order. */
    private static boolean areAll(int[] starts, int[] counts, int size) {
        return total(counts) == size && NestedColumns.denseStart(starts, counts) == 0;
    }

    private static long[] used(int[] starts, int[] counts, int size) {
        long[] used = Bitmap.zeros(size);
        for (int row = 0; row < counts.length; row++) {
            for (int i = starts[row], end = starts[row] + counts[row]; i < end; i++) {
                Bitmap.set(used, i);
            }
        }
        return used;
    }

    /** The row of each element; only after {@link #ofEach}. */
    int[] rows() {
        int[] rows = new int[count];
        for (int row = 0; row < counts.length; row++) {
            if (counts[row] > 0) {
                Arrays.fill(rows, starts[row], starts[row] + counts[row], row);
            }
        }
        return rows;
    }

    /** The position of each element in its row; only after {@link #ofEach}. */
    Column positions() {
        int[] places = new int[count];
        for (int row = 0; row < counts.length; row++) {
            for (int i = 0; i < counts[row]; i++) {
                places[starts[row] + i] = i;
            }
        }
        return new IntColumn(ColumnType.INT, count, places, null);
    }

    /** Evaluates a function of the elements, of their positions if it has one more variable, and of row columns. */
    @Nullable
    Column evaluate(ElementLambda lambda, Column[] outer) {
        List<Column> columns = new ArrayList<>(parts);
        if (lambda.variableCount() > parts.size()) {
            columns.add(positions());
        }
        addOuter(columns, outer);
        return lambda.evaluate(columns, count, active);
    }

    private void addOuter(List<Column> columns, Column[] outer) {
        if (outer.length == 0) {
            return;
        }
        int[] rows = rows();
        for (Column column : outer) {
            columns.add(column.gather(rows, count));
        }
    }

    /** The elements that a function needs: it may read a row's columns, or an element's position. */
    static ListElements forLambda(NestedColumn lists, ElementLambda lambda) {
        boolean isOfElementAlone = lambda.outer().isEmpty()
                && lambda.variableCount() <= lists.parts().size();
        return isOfElementAlone ? shared(lists) : ofEach(lists);
    }
}
