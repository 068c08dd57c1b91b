/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.arrow.ArrowWriter;
import org.apache.spark.sql.execution.python.BaseArrowPythonRunner;
import org.apache.spark.sql.internal.SQLConf;
import scala.collection.Iterator;

/**
 * Writes a runner's record batches to its worker, in place of {@code BatchedPythonArrowInput} of Spark 4.0.2, which writes row by
 * row. One thread.
 */
final class RecordBatches {
    /** {@code ArrowWriter.sizeInBytes}, an int in Spark 4.0.2 and a long in 4.0.5. */
    private static final MethodHandle SIZE_IN_BYTES = sizeInBytes();

    private final BaseArrowPythonRunner runner;
    private final PythonInput input;
    private final int maxRows;
    private final long maxBytes;
    private boolean closed;

    RecordBatches(BaseArrowPythonRunner runner, PythonInput input) {
        this.runner = runner;
        this.input = input;
        SQLConf conf = SQLConf.get();
        maxRows = conf.arrowMaxRecordsPerBatch() > 0 ? conf.arrowMaxRecordsPerBatch() : Integer.MAX_VALUE;
        maxBytes = conf.arrowMaxBytesPerBatch();
    }

    private static MethodHandle sizeInBytes() {
        try {
            return MethodHandles.publicLookup()
                    .unreflect(ArrowWriter.class.getMethod("sizeInBytes"))
                    .asType(MethodType.methodType(long.class, ArrowWriter.class));
        } catch (ReflectiveOperationException otherSpark) {
            throw new LinkageError("Spark's ArrowWriter does not say its size", otherSpark);
        }
    }

    /** Releases the vectors at the end of the task if the input was not read to its end. */
    void closeWith(TaskContext context) {
        context.addTaskCompletionListener(done -> {
            if (!closed) {
                closed = true;
                runner.root().close();
                runner.org$apache$spark$sql$execution$python$PythonArrowInput$$allocator()
                        .close();
            }
        });
    }

    /** Ends the stream. */
    void close() {
        closed = true;
        runner.close();
    }

    /** Writes the next record batch; false at the end of the stream. */
    boolean writeNext(VectorSchemaRoot root, ArrowStreamWriter writer, DataOutputStream out) {
        if (write(root, writer, out, maxRows, maxBytes)) {
            return true;
        }
        close();
        return false;
    }

    /** Writes the next record batch; false if there is none. */
    boolean write(VectorSchemaRoot root, ArrowStreamWriter writer, DataOutputStream out, int mostRows, long mostBytes) {
        int start = out.size();
        try {
            boolean written = input.isFilledInColumns(root)
                    ? writeColumns(root, writer, mostRows, mostBytes)
                    : writeRows(writer, mostRows, mostBytes);
            if (written) {
                runner.pythonMetrics().apply("pythonDataSent").add(out.size() - start);
            }
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean writeColumns(VectorSchemaRoot root, ArrowStreamWriter writer, int mostRows, long mostBytes)
            throws IOException {
        if (!input.fill(root, mostRows, mostBytes)) {
            return false;
        }
        writer.writeBatch();
        root.clear();
        return true;
    }

    private static long size(ArrowWriter writer) {
        try {
            return (long) SIZE_IN_BYTES.invokeExact(writer);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private boolean writeRows(ArrowStreamWriter writer, int mostRows, long mostBytes) throws IOException {
        Iterator<InternalRow> rows = input.rows();
        if (!rows.hasNext()) {
            return false;
        }
        ArrowWriter rowWriter = runner.arrowWriter();
        int count = 0;
        while (rows.hasNext() && count < mostRows && (mostBytes == Integer.MAX_VALUE || size(rowWriter) < mostBytes)) {
            rowWriter.write(rows.next());
            count++;
        }
        rowWriter.finish();
        writer.writeBatch();
        rowWriter.reset();
        return true;
    }
}
