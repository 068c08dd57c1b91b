/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.execution.python.BatchedPythonArrowInput;
import org.apache.spark.sql.execution.python.RowInputArrowPythonRunner;

/**
 * Writes a runner's record batches to its worker, in place of {@code BatchedPythonArrowInput} of Spark 4.1.3, which writes row by
 * row. One thread.
 */
final class RecordBatches {
    private final RowInputArrowPythonRunner runner;
    private final PythonInput input;
    private boolean closed;

    RecordBatches(RowInputArrowPythonRunner runner, PythonInput input) {
        this.runner = runner;
        this.input = input;
    }

    /** Releases the vectors at the end of the task if the input was not read to its end. */
    void closeWith(TaskContext context) {
        context.addTaskCompletionListener(done -> {
            if (!closed) {
                closed = true;
                runner.root().close();
                runner.allocator().close();
            }
        });
    }

    /** Writes the next record batch of a stream with one schema; false at its end. */
    boolean writeNext(VectorSchemaRoot root, ArrowStreamWriter writer, DataOutputStream out) {
        if (write(root, writer, out)) {
            return true;
        }
        closed = true;
        runner.close();
        return false;
    }

    /** Writes the next record batch; false if there is none. */
    boolean write(VectorSchemaRoot root, ArrowStreamWriter writer, DataOutputStream out) {
        int start = out.size();
        boolean written = input.isFilledInColumns(root) ? writeColumns(root, out) : writeRows(writer, out);
        if (written) {
            runner.pythonMetrics().apply("pythonDataSent").add(out.size() - start);
        }
        return written;
    }

    private boolean writeColumns(VectorSchemaRoot root, DataOutputStream out) {
        if (!input.fill(root, runner.maxRecordsPerBatch(), runner.maxBytesPerBatch())) {
            return false;
        }
        write(runner.unloader(), out);
        root.clear();
        return true;
    }

    private static void write(VectorUnloader unloader, DataOutputStream out) {
        try (ArrowRecordBatch batch = unloader.getRecordBatch()) {
            MessageSerializer.serialize(new WriteChannel(Channels.newChannel(out)), batch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean writeRows(ArrowStreamWriter writer, DataOutputStream out) {
        var rows = input.rows();
        if (!rows.hasNext()) {
            return false;
        }
        BatchedPythonArrowInput.writeSizedBatch(
                runner.arrowWriter(),
                writer,
                rows,
                input.isCut() ? Integer.MAX_VALUE : runner.maxBytesPerBatch(),
                input.isCut() ? Integer.MAX_VALUE : runner.maxRecordsPerBatch(),
                runner.unloader(),
                out);
        return true;
    }
}
