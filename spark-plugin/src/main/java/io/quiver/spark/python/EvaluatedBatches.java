/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.spark.column.ColumnView;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.SparkVectors;
import io.quiver.spark.memory.SparkTaskMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/**
 * Iterates over the rows of one partition, extended by the results of Python functions. Rows wait while Python works on them.
 * Source: {@code EvalPythonEvaluatorFactory} of Spark 4.1.3.
 */
final class EvaluatedBatches extends AbstractIterator<ColumnarBatch> {
    private final EvaluationTask task;
    private final Iterator<ColumnarBatch> input;
    private final SparkVectors vectors;
    private final SparkTaskMemory memory;
    private final PendingRows pending;
    private final Iterator<ColumnarBatch> results;
    private final ReceivedColumns received;
    private int resultsTaken;
    private @Nullable Batch answered;
    private int answeredTaken;

    EvaluatedBatches(EvaluationTask task, Iterator<ColumnarBatch> input, TaskContext context) {
        this.task = task;
        this.input = input;
        vectors = new SparkVectors(task.inputTypes());
        DataType[] kept = Arrays.copyOf(task.inputTypes(), task.keptColumns());
        memory = new SparkTaskMemory(context);
        pending = new PendingRows(memory, SparkTypes.columnTypes(List.of(kept)));
        context.addTaskCompletionListener((TaskCompletionListener) done -> close());
        received = new ReceivedColumns(task.resultTypes());
        results = task.evaluation().start(this::pull, context);
    }

    /** Returns the columns of the next rows to send to Python, and queues the rows. */
    private @Nullable RowSlice pull() {
        while (input.hasNext()) {
            Batch batch = vectors.read(input.next());
            if (batch.rowCount() == 0) {
                continue;
            }
            Batch kept = new Batch(batch.columns().subList(0, task.keptColumns()), batch.rowCount()).owned();
            pending.add(kept);
            List<Column> sent = new ArrayList<>();
            for (int ordinal : task.sentColumns()) {
                sent.add(
                        ordinal < task.keptColumns()
                                ? kept.column(ordinal)
                                : batch.column(ordinal).owned());
            }
            return RowSlice.of(sent, batch.rowCount());
        }
        return null;
    }

    @Override
    public boolean hasNext() {
        while (resultsTaken == received.rowCount()) {
            if (!results.hasNext()) {
                close();
                return false;
            }
            ColumnarBatch batch = results.next();
            ColumnVector[] columns = new ColumnVector[batch.numCols()];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = batch.column(i);
            }
            received.reset(columns, batch.numRows());
            resultsTaken = 0;
        }
        return true;
    }

    @Override
    public ColumnarBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more batches");
        }
        Batch rows = answered;
        if (rows == null || answeredTaken == rows.rowCount()) {
            rows = pending.poll();
            if (rows == null) {
                // as the queue of Spark's rows does
                throw new NoSuchElementException();
            }
            answered = rows;
            answeredTaken = 0;
        }
        int count = Math.min(rows.rowCount() - answeredTaken, received.rowCount() - resultsTaken);
        List<Column> columns =
                new ArrayList<>(rows.slice(answeredTaken, answeredTaken + count).columns());
        columns.addAll(received.rows(resultsTaken, count));
        answeredTaken += count;
        resultsTaken += count;
        return ColumnView.batch(new Batch(columns, count), task.outputTypes());
    }

    private void close() {
        pending.close();
        memory.close();
    }
}
