/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.rows;

import io.quiver.exec.kernel.RowNulls;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;

/** Gathers the chosen row, or none, for each result. */
public final class RowChoice {
    /** Stands for no row. */
    public static final int NONE = -1;

    private RowChoice() {}

    /** Returns the rows {@code chosen[0..count)} of {@code column}, null for {@link #NONE}. Changes {@code chosen}. */
    public static Column gather(Column column, int[] chosen, int count) {
        int signs = 0;
        for (int i = 0; i < count; i++) {
            signs |= chosen[i];
        }
        if (signs >= 0) {
            return column.gather(chosen, count);
        }
        if (column.rowCount() == 0) {
            return ConstantColumn.ofNull(column.type(), count);
        }
        long[] present = present(chosen, count);
        for (int i = 0; i < count; i++) {
            chosen[i] &= ~(chosen[i] >> 31);
        }
        return RowNulls.keep(column.gather(chosen, count), present);
    }

    /** Returns one bit per result: whether a row is chosen. */
    public static long[] present(int[] chosen, int count) {
        long[] present = Bitmap.zeros(count);
        for (int i = 0; i < count; i++) {
            present[i >> 6] |= (~chosen[i] >>> 31 & 1L) << i;
        }
        return present;
    }

    /** Returns the rows {@code [from, to)} of a column. */
    public static Column slice(Column column, int from, int to) {
        if (from == 0) {
            return column.prefix(to);
        }
        int[] rows = new int[to - from];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = from + i;
        }
        return column.gather(rows, rows.length);
    }
}
