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
 * The elements of the arrays, or the entries of the maps, of a batch.
 *
 * @param parts columns of the elements, or of the keys and the values
 * @param starts where those of each row begin
 * @param counts how many each row has
 * @param count how many rows the parts have
 * @param active which of these belong to some row; null where all do
 */
record ListElements(List<Column> parts, int[] starts, int[] counts, int count, long @Nullable [] active) {
    /** Elements of less than this part of a column are taken out of it, and more are looked at where they are. */
    private static final int FEW = 2;

    /** Each element once, however many rows have it. What is computed of an element may know nothing of its row. */
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

    /** The elements of one row after those of the other. */
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

    /** Where lists begin that stand one behind the other. */
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
     * How many elements there are.
     *
     * @throws TooManyBytes where they are too many of several rows
     */
    static int total(int[] counts) {
        long total = 0;
        for (int count : counts) {
            total += count;
        }
        TooManyBytes.unlessFew(Long.BYTES * total, counts.length);
        return Math.toIntExact(total);
    }

    /** Whether the rows have all elements, one row after the other. */
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

    /** The row of each element; of {@link #ofEach} only. */
    int[] rows() {
        int[] rows = new int[count];
        for (int row = 0; row < counts.length; row++) {
            if (counts[row] > 0) {
                Arrays.fill(rows, starts[row], starts[row] + counts[row], row);
            }
        }
        return rows;
    }

    /** The place of each element in its row; of {@link #ofEach} only. */
    Column positions() {
        int[] places = new int[count];
        for (int row = 0; row < counts.length; row++) {
            for (int i = 0; i < counts[row]; i++) {
                places[starts[row] + i] = i;
            }
        }
        return new IntColumn(ColumnType.INT, count, places, null);
    }

    /** The values of a function of the elements, of their places where it has one variable more, and of columns of the rows. */
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

    /** The elements that a function of them needs: it may ask for a row's columns, or an element's place. */
    static ListElements forLambda(NestedColumn lists, ElementLambda lambda) {
        boolean isOfElementAlone = lambda.outer().isEmpty()
                && lambda.variableCount() <= lists.parts().size();
        return isOfElementAlone ? shared(lists) : ofEach(lists);
    }
}
