/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.python.BasePythonRunner;
import org.apache.spark.api.python.PythonWorker;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.Iterator;

/**
 * Writes each group as a separate stream, as {@code GroupedPythonArrowInput} of Spark 4.1.3 does. All streams begin with the same
 * schema and end alike, so these bytes are made once.
 */
final class GroupWriter extends BasePythonRunner<Iterator<InternalRow>, ColumnarBatch>.Writer {
    private final TableRunner runner;
    private final PythonGroups groups;
    private final RecordBatches batches;
    private final ByteArrayOutputStream schema = new ByteArrayOutputStream();
    private final ByteArrayOutputStream end = new ByteArrayOutputStream();
    private final ArrowStreamWriter writer;

    GroupWriter(
            TableRunner runner,
            PythonGroups groups,
            SparkEnv env,
            PythonWorker worker,
            Iterator<Iterator<InternalRow>> nothing,
            int partitionIndex,
            TaskContext context) {
        runner.super(env, worker, nothing, partitionIndex, context);
        this.runner = runner;
        this.groups = groups;
        batches = runner.batches();
        writer = new ArrowStreamWriter(runner.root(), null, schema);
        try {
            writer.start();
            int length = schema.size();
            writer.end();
            end.write(schema.toByteArray(), length, schema.size() - length);
            byte[] start = schema.toByteArray();
            schema.reset();
            schema.write(start, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void writeCommand(DataOutputStream out) {
        runner.writeHead(out);
    }

    @Override
    public boolean writeNextInputToStream(DataOutputStream out) {
        try {
            if (!groups.hasMoreOfGroup()) {
                if (!groups.nextGroup()) {
                    out.writeInt(0);
                    return false;
                }
                out.writeInt(1);
                schema.writeTo(out);
            }
            batches.write(runner.root(), writer, out);
            if (!groups.hasMoreOfGroup()) {
                end.writeTo(out);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
