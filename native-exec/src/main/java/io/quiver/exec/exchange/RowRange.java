/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.exchange;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.DictionaryColumn;

/** Rows {@code [from, from + count)} of a batch whose columns are flat or dictionaries. */
record RowRange(Batch batch, int from, int count) {
    /** Rows {@code [from, from + count)} of a flat column. */
    record Flat(Column column, int from, int count) {}

    Column column(int ordinal) {
        return batch.column(ordinal);
    }

    /** Returns the rows of one column. Of a dictionary only these rows become flat. */
    Flat flat(int ordinal) {
        Column column = batch.column(ordinal);
        return column instanceof DictionaryColumn
                ? new Flat(column.range(from, count).flat(), 0, count)
                : new Flat(column, from, count);
    }

    /** Returns the bytes of text, binary and opaque values of the rows. */
    long textBytes() {
        long bytes = 0;
        for (Column column : batch.columns()) {
            bytes += ByteBound.bytesOf(column, from, count);
        }
        return bytes;
    }
}
