/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import java.util.List;

/** Rows {@code [from, from + count)} of a batch of flat columns. */
record RowSlice(Batch batch, int from, int count) {
    /** All rows of some columns, in any encoding. */
    static RowSlice of(List<Column> columns, int rowCount) {
        return new RowSlice(new Batch(columns.stream().map(RowSlice::flat).toList(), rowCount), 0, rowCount);
    }

    private static Column flat(Column column) {
        Column flat = column.flat();
        return flat instanceof BytesColumn texts && texts.validity() != null ? withEmptyNulls(texts) : flat;
    }

    /** Replaces null rows by empty ones: a null row of a dictionary has the length of some entry. */
    private static BytesColumn withEmptyNulls(BytesColumn texts) {
        int[] lengths = new int[texts.rowCount()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = texts.isNull(i) ? 0 : texts.lengths()[i];
        }
        return new BytesColumn(texts.type(), texts.rowCount(), texts.data(), texts.starts(), lengths, texts.validity());
    }
}
