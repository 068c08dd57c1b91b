/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.sort;

import io.quiver.exec.vector.Bitmap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The order in which Spark's radix sort meets rows. It keeps nulls before all other rows: each null takes the place of the
 * first other row, which goes to the end of those so far. Sorting is stable from there on, so this order decides ties. Source:
 * UnsafeInMemorySorter.insertRecord of Spark 4.1.3.
 */
public final class NullTurns {
    private NullTurns() {}

    /** Row numbers: all nulls in order, then the other rows in their final order. */
    public static int[] order(long @Nullable [] validity, int rowCount) {
        int[] rows = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            rows[i] = i;
        }
        return order(validity, rows);
    }

    /** The same for rows that come in the order of {@code rows}. */
    public static int[] order(long @Nullable [] validity, int[] rows) {
        int rowCount = rows.length;
        int nullCount = rowCount - Bitmap.count(validity, rowCount);
        int[] places = new int[rowCount + nullCount];
        int[] nulls = new int[nullCount];
        int first = 0;
        int end = 0;
        int nullsSeen = 0;
        for (int row : rows) {
            if (Bitmap.isSet(validity, row)) {
                places[end++] = row;
                continue;
            }
            nulls[nullsSeen++] = row;
            if (first < end) {
                places[end++] = places[first++];
            }
        }
        int[] order = Arrays.copyOf(nulls, rowCount);
        System.arraycopy(places, first, order, nullCount, end - first);
        return order;
    }
}
