/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import java.util.Arrays;
import java.util.List;

/** A sequence of flat columns of one type, for more bytes than fit in one array. */
final class ValueColumns {
    private final List<Column> columns;
    /** The number of the first value of each column. */
    private final int[] firsts;

    ValueColumns(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.firsts = new int[columns.size()];
        for (int i = 1; i < firsts.length; i++) {
            firsts[i] = Math.addExact(firsts[i - 1], columns.get(i - 1).rowCount());
        }
    }

    /** Gathers the values of the first {@code count} numbers. */
    Column gather(int[] numbers, int count) {
        if (columns.size() == 1) {
            return columns.get(0).gather(numbers, count);
        }
        ColumnBuilder gathered = ColumnBuilder.create(columns.get(0).type(), count);
        int[] rows = new int[count];
        int from = 0;
        while (from < count) {
            int column = columnOf(numbers[from]);
            int first = firsts[column];
            int end = first + columns.get(column).rowCount();
            int to = from;
            while (to < count && numbers[to] >= first && numbers[to] < end) {
                rows[to] = numbers[to] - first;
                to++;
            }
            gathered.appendRows(columns.get(column), rows, from, to - from);
            from = to;
        }
        return gathered.build();
    }

    private int columnOf(int number) {
        int found = Arrays.binarySearch(firsts, number);
        return found < 0 ? -found - 2 : found;
    }
}
