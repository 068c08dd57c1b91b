/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.spark.column.BatchRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Presents some columns of batches as rows, for Spark's code. One thread. */
final class RowsOfColumns {
    private final int[] columns;
    private final BatchRow row;
    private @Nullable Batch last;

    /** Selects {@code columns}; each has the type at the same index. */
    RowsOfColumns(int[] columns, DataType[] types) {
        this.columns = columns;
        row = new BatchRow(types);
    }

    /** The rows of a batch. */
    BatchRow of(Batch batch) {
        if (batch != last) {
            List<Column> some = new ArrayList<>(columns.length);
            for (int column : columns) {
                some.add(batch.column(column));
            }
            row.reset(new Batch(some, batch.rowCount()));
            last = batch;
        }
        return row;
    }
}
