/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.compat.PythonRun;
import io.quiver.spark.python.pickle.PickledResults;
import io.quiver.spark.python.pickle.RowPickler;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.python.EvaluatePython;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/**
 * Evaluates functions over rows. Rows of plain types are pickled straight from their columns; Spark's code pickles others through
 * a view of Quiver's columns. Spark's copy of each row, its queue of rows and the unsafe rows of results are avoided.
 */
final class PickledEvaluation implements EvaluationTask.Evaluation {
    private static final long serialVersionUID = 1L;

    private final PythonRun run;
    private final DataType[] sentTypes;
    private final DataType[] resultTypes;
    private final int rowsPerPickle;

    PickledEvaluation(PythonRun run, DataType[] sentTypes, DataType[] resultTypes, int rowsPerPickle) {
        this.run = run;
        this.sentTypes = sentTypes;
        this.resultTypes = resultTypes;
        this.rowsPerPickle = rowsPerPickle;
    }

    @Override
    public Iterator<ColumnarBatch> start(SentRows.Source rows, TaskContext context) {
        EvaluatePython.registerPicklers();
        Iterator<byte[]> sent = RowPickler.covers(sentTypes)
                ? new Pickles(rows, sentTypes, rowsPerPickle)
                : PythonRunners.api().pickled(new Rows(rows, sentTypes), run.schema(), rowsPerPickle);
        return new PickledResults(
                PythonRunners.api().runPickled(run, sent, context),
                resultTypes,
                run.metrics().apply("pythonNumRowsReceived"));
    }

    /** Iterates over the rows of a source. */
    private abstract static class OverRows<T> extends AbstractIterator<T> {
        private final SentRows.Source source;
        private int position;
        private int end;

        OverRows(SentRows.Source source) {
            this.source = source;
        }

        abstract void look(Batch batch);

        @Override
        public final boolean hasNext() {
            while (position == end) {
                RowSlice next = source.next();
                if (next == null) {
                    return false;
                }
                look(next.batch());
                position = next.from();
                end = position + next.count();
            }
            return true;
        }

        /** Takes a row of the current batch. */
        final int nextRow() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more rows");
            }
            return position++;
        }
    }

    /** One row that moves over the columns. */
    private static final class Rows extends OverRows<InternalRow> {
        private final BatchRow row;

        Rows(SentRows.Source source, DataType[] types) {
            super(source);
            row = new BatchRow(types);
        }

        @Override
        void look(Batch batch) {
            row.reset(batch);
        }

        @Override
        public InternalRow next() {
            int place = nextRow();
            return row.at(place);
        }
    }

    /** Pickles, each of as many rows as Spark pickles together. */
    private static final class Pickles extends OverRows<byte[]> {
        private final RowPickler pickler;
        private final int rowsPerPickle;

        Pickles(SentRows.Source source, DataType[] types, int rowsPerPickle) {
            super(source);
            pickler = new RowPickler(types);
            this.rowsPerPickle = rowsPerPickle;
        }

        @Override
        void look(Batch batch) {
            pickler.reset(batch);
        }

        @Override
        public byte[] next() {
            pickler.add(nextRow());
            for (int count = 1; count < rowsPerPickle && hasNext(); count++) {
                pickler.add(nextRow());
            }
            return pickler.take();
        }
    }
}
