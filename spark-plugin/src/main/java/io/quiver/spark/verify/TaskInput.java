/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.BatchRows;
import io.quiver.spark.column.CarriedColumn;
import io.quiver.spark.column.ColumnView;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.column.SparkVectors;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;

/** One input of a task's fragment: kept for both engines a part at a time, or passed on as it comes. One thread. */
final class TaskInput {
    private final Iterator<Object> partition;
    private final DataType[] types;
    private final boolean columnar;
    private final SparkVectors vectors;
    private final RowReader reader;
    private final UnsafeProjection toUnsafe;
    private @Nullable Exception failure;
    private boolean ended;

    TaskInput(Iterator<Object> partition, DataType[] types, boolean columnar) {
        this.partition = partition;
        this.types = types;
        this.columnar = columnar;
        this.vectors = new SparkVectors(types);
        this.reader = new RowReader(types);
        this.toUnsafe = UnsafeProjection.create(types);
    }

    boolean hasEnded() {
        return ended;
    }

    /** Keeps the next rows, up to {@code maxBytes} or the end of the input. */
    KeptRows keep(long maxBytes) {
        List<Batch> batches = new ArrayList<>();
        List<UnsafeRow> rows = new ArrayList<>();
        long bytes = 0;
        while (!ended && bytes < maxBytes) {
            TaskContext.get().killTaskIfInterrupted();
            int before = rows.size();
            Batch batch = next(rows);
            if (batch != null) {
                batches.add(batch);
            }
            for (int i = before; i < rows.size(); i++) {
                bytes += rows.get(i).getSizeInBytes();
            }
        }
        return new KeptRows(batches, rows, failure);
    }

    /** The next rows in both forms; null at the end. */
    private @Nullable Batch next(List<UnsafeRow> rows) {
        int before = rows.size();
        try {
            if (columnar) {
                while (partition.hasNext()) {
                    ColumnarBatch batch = (ColumnarBatch) partition.next();
                    if (batch.numRows() > 0) {
                        Batch columns = vectors.read(batch).owned();
                        addRows(batch, columns, rows);
                        return columns;
                    }
                }
            }
            while (!columnar && rows.size() - before < Batch.TARGET_ROWS && partition.hasNext()) {
                rows.add(toUnsafe.apply((InternalRow) partition.next()).copy());
            }
        } catch (Exception e) { // also checked ones, which Scala throws undeclared
            TaskContext.get().killTaskIfInterrupted();
            failure = e;
            ended = true;
        }
        if (rows.size() == before) {
            ended = true;
            return null;
        }
        List<UnsafeRow> added = rows.subList(before, rows.size());
        return reader.readAll(added.iterator(), added.size());
    }

    /**
     * Adds rows as an operator of Spark's would get them: Spark's vectors through its own accessors, Quiver's columns as Quiver
     * writes rows.
     */
    private void addRows(ColumnarBatch batch, Batch columns, List<UnsafeRow> rows) {
        boolean isOurs = false;
        for (int i = 0; i < batch.numCols(); i++) {
            isOurs |= batch.column(i) instanceof ColumnView || batch.column(i) instanceof CarriedColumn;
        }
        if (!isOurs) {
            batch.rowIterator()
                    .forEachRemaining(row -> rows.add(toUnsafe.apply(row).copy()));
            return;
        }
        ArrayDeque<Batch> one = new ArrayDeque<>(List.of(columns));
        BatchRows written = new BatchRows(one::poll, types);
        while (written.hasNext()) {
            rows.add(toUnsafe.apply(written.next()).copy());
        }
    }

    /** The rows kept already and all further rows, for one engine alone. */
    BatchSource withRest(KeptRows kept) {
        BatchSource first = kept.source();
        List<UnsafeRow> rows = new ArrayList<>();
        return () -> {
            Batch batch = first.next();
            if (batch == null && !ended) {
                rows.clear();
                batch = next(rows);
            }
            if (batch == null && failure != null) {
                throw RowFailure.raise(failure);
            }
            return batch;
        };
    }
}
