/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.kernel.RowNulls;
import io.quiver.exec.kernel.join.CodeIndex;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;
import org.jspecify.annotations.Nullable;

/** Rows of a build table. Absent ones ({@link CodeIndex#NONE}) read as nulls. */
final class BuildRows {
    private final JoinBuildTable table;
    private final int[] rows;
    private final int count;
    private final long @Nullable [] present;

    private BuildRows(JoinBuildTable table, int[] rows, int count, long @Nullable [] present) {
        this.table = table;
        this.rows = rows;
        this.count = count;
        this.present = present;
    }

    static BuildRows of(JoinBuildTable table, int[] rows, int count) {
        int signs = 0;
        for (int i = 0; i < count; i++) {
            signs |= rows[i];
        }
        if (signs >= 0) {
            return new BuildRows(table, rows, count, null);
        }
        long[] present = Bitmap.zeros(count);
        int[] safe = new int[count];
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            present[i >> 6] |= (~row >>> 31 & 1L) << i;
            safe[i] = row & ~(row >> 31);
        }
        return new BuildRows(table, safe, count, present);
    }

    Column gather(int column) {
        if (table.rowCount() == 0) {
            return ConstantColumn.ofNull(table.types().get(column), count);
        }
        return nullWhereAbsent(table.gather(column, rows, count));
    }

    /** Returns {@code column}, which has one row for each of these, with nulls for absent rows. */
    Column nullWhereAbsent(Column column) {
        return present == null ? column : RowNulls.keep(column, present);
    }
}
