/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;

/** Makes rows null. */
public final class RowNulls {
    private RowNulls() {}

    /** {@code column} with nulls also in the rows that are not set in {@code present}; values and dictionaries are shared. */
    public static Column keep(Column column, long[] present) {
        int rowCount = column.rowCount();
        long[] validity = Bitmap.and(column.validity(), present, rowCount);
        if (!(column instanceof BytesColumn bytes)) {
            return column.withValidity(validity);
        }
        int[] lengths = new int[rowCount]; // null rows have length 0
        int[] all = bytes.lengths();
        for (int i = 0; i < rowCount; i++) {
            lengths[i] = all[i] & -(int) (present[i >> 6] >>> i & 1L);
        }
        return new BytesColumn(column.type(), rowCount, bytes.data(), bytes.starts(), lengths, validity);
    }
}
