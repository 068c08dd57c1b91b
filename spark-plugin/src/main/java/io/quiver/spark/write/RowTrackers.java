/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.BasicWriteTaskStatsTracker;
import org.apache.spark.sql.execution.datasources.WriteTaskStatsTracker;
import org.apache.spark.sql.types.DataType;

/** Reports written rows to Spark's statistics. A tracker that only counts gets no values. */
final class RowTrackers {
    private final List<WriteTaskStatsTracker> counting = new ArrayList<>();
    private final List<WriteTaskStatsTracker> looking = new ArrayList<>();
    private final RowsOfColumns rows;

    RowTrackers(scala.collection.Seq<WriteTaskStatsTracker> trackers, ColumnarFiles files) {
        for (WriteTaskStatsTracker tracker : Scala.<WriteTaskStatsTracker>list(trackers)) {
            (tracker.getClass() == BasicWriteTaskStatsTracker.class ? counting : looking).add(tracker);
        }
        int[] columns = files.columns();
        DataType[] types = new DataType[columns.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = files.types()[columns[i]];
        }
        rows = new RowsOfColumns(columns, types);
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
        BatchRow row = rows.of(batch);
        for (int i = from; i < to; i++) {
            for (WriteTaskStatsTracker tracker : looking) {
                tracker.newRow(path, row.at(i));
            }
        }
    }
}
