/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.sort;

import io.quiver.exec.vector.Column;
import java.util.Arrays;
import java.util.List;

/**
 * The order in which the sort of one task meets the rows of several ranges: range by range, each range's rows in input order.
 * Ranges are cut with equal weights for all rows, which holds as long as Spark's sample has all of them. Source:
 * RangePartitioner.determineBounds of Spark 4.1.3.
 */
public final class RangesInOne {
    private RangesInOne() {}

    /** Row numbers of the flat column of {@code key}, in at most {@code ranges} ranges. */
    public static int[] order(SortColumn key, int ranges, int rowCount) {
        int[] rows = RowSorter.sort(List.of(key), rowCount);
        RowOrder order = new RowOrder(new boolean[] {key.ascending()}, new boolean[] {key.nullsFirst()});
        Column[] column = {key.column()};
        double step = (double) rowCount / Math.min(ranges, rowCount);
        double target = step;
        int start = 0;
        int bound = -1; // a row of the last key of this range, once it is known
        for (int i = 0; i < rowCount; i++) {
            if (bound >= 0 && order.compare(column, bound, column, rows[i]) < 0) {
                Arrays.sort(rows, start, i);
                start = i;
                bound = -1;
            }
            if (bound < 0 && i + 1 >= target) {
                bound = rows[i];
                target += step;
            }
        }
        Arrays.sort(rows, start, rowCount);
        return rows;
    }
}
