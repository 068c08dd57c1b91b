/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.kernel.RowNulls;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.NestedColumn;

/** Extracts parts of nested columns. */
public final class NestedColumns {
    private NestedColumns() {}

    /** A field of each row's struct; null where the struct is null. */
    public static Column field(NestedColumn structs, int ordinal) {
        Column field = structs.part(ordinal);
        long[] validity = structs.validity();
        return validity == null ? field : RowNulls.keep(field, validity);
    }

    /** The number of elements in each row; 0 for a null row. */
    public static int[] counts(NestedColumn lists) {
        int[] counts = new int[lists.rowCount()];
        System.arraycopy(lists.lengths(), 0, counts, 0, counts.length);
        if (lists.mayHaveNulls()) {
            for (int row = 0; row < counts.length; row++) {
                counts[row] = lists.isNull(row) ? 0 : counts[row];
            }
        }
        return counts;
    }

    /** The start of the elements if they are contiguous in row order; -1 if they are not. */
    public static int denseStart(int[] starts, int[] counts) {
        int first = -1;
        int next = 0;
        for (int row = 0; row < counts.length; row++) {
            if (counts[row] > 0) {
                if (first >= 0 && starts[row] != next) {
                    return -1;
                }
                first = first < 0 ? starts[row] : first;
                next = starts[row] + counts[row];
            }
        }
        return Math.max(first, 0);
    }

    /** Gathers the elements at the first {@code count} places; null where a place is negative. */
    public static Column elements(Column elements, int[] places, int count) {
        int missing = 0;
        for (int i = 0; i < count; i++) {
            missing |= places[i];
        }
        if (missing >= 0) {
            return elements.gather(places, count);
        }
        if (elements.rowCount() == 0) {
            return ConstantColumn.ofNull(elements.type(), count);
        }
        long[] present = Bitmap.zeros(count);
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = Math.max(places[i], 0);
            present[i >> 6] |= (long) (~places[i] >>> 31) << i;
        }
        return RowNulls.keep(elements.gather(rows, count), present);
    }
}
