/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.BasicWriteTaskStatsTracker;
import org.apache.spark.sql.execution.datasources.WriteTaskStatsTracker;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Tells Spark's statistics of the rows that have been written. The one that only counts sees no values. */
final class RowTrackers {
    private final List<WriteTaskStatsTracker> counting = new ArrayList<>();
    private final List<WriteTaskStatsTracker> looking = new ArrayList<>();
    private final int[] columns;
    private final BatchRow row;
    private @Nullable Batch last;

    RowTrackers(scala.collection.Seq<WriteTaskStatsTracker> trackers, ColumnarFiles files) {
        for (WriteTaskStatsTracker tracker : Scala.<WriteTaskStatsTracker>list(trackers)) {
            (tracker.getClass() == BasicWriteTaskStatsTracker.class ? counting : looking).add(tracker);
        }
        columns = files.columns();
        DataType[] types = new DataType[columns.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = files.types()[columns[i]];
        }
        row = new BatchRow(types);
    }

    void wrote(String path, Batch batch, int from, int to) {
        for (WriteTaskStatsTracker tracker : counting) {
            for (int i = from; i < to; i++) {
                tracker.newRow(path, InternalRow.empty());
            }
        }
        if (looking.isEmpty()) {
            return;
        }
        lookAt(batch);
        for (int i = from; i < to; i++) {
            for (WriteTaskStatsTracker tracker : looking) {
                tracker.newRow(path, row.at(i));
            }
        }
    }

    private void lookAt(Batch batch) {
        if (batch == last) {
            return;
        }
        List<Column> written = new ArrayList<>(columns.length);
        for (int column : columns) {
            written.add(batch.column(column));
        }
        row.reset(new Batch(written, batch.rowCount()));
        last = batch;
    }
}
