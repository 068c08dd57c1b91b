/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.text;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.CarriedColumn;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.scan.file.BatchesOfFile;
import java.io.Closeable;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;

/** Returns the rows of Spark's reader in batches. A failure comes after the rows before it. */
final class RowBatches extends BatchesOfFile {
    private final Iterator<InternalRow> rows;
    private final DataType[] types;
    private final RowReader reader;
    private final UntilFailure untilFailure = new UntilFailure();
    private @Nullable Exception failure;

    RowBatches(Iterator<InternalRow> rows, DataType[] types) {
        this.rows = rows;
        this.types = types;
        reader = new RowReader(types);
    }

    /** Skips rows that are already out; false if there are fewer. */
    boolean skip(long count) {
        for (long i = 0; i < count; i++) {
            if (!rows.hasNext()) {
                return false;
            }
            rows.next();
        }
        return true;
    }

    @Override
    protected @Nullable TextBatch read() {
        if (failure == null) {
            Batch batch = reader.read(untilFailure, Batch.TARGET_ROWS);
            if (batch.rowCount() > 0) {
                return new TextBatch(CarriedColumn.vectors(batch, types), batch.rowCount(), batch.rowCount());
            }
        }
        if (failure != null) {
            throw RowFailure.raise(failure);
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        if (rows instanceof Closeable closeable) {
            closeable.close();
        }
    }

    private final class UntilFailure implements java.util.Iterator<InternalRow> {
        @Override
        public boolean hasNext() {
            if (failure != null) {
                return false;
            }
            try {
                return rows.hasNext();
            } catch (Exception e) { // Scala throws checked ones undeclared
                failure = Cancellation.unlessEnded(e);
                return false;
            }
        }

        @Override
        public InternalRow next() {
            return rows.next();
        }
    }
}
