/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import io.quiver.exec.sink.parquet.ParquetSink;
import io.quiver.exec.vector.Batch;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;

/** One file being written, in the form that Spark's data writers hold. */
final class ColumnarFile extends OutputWriter {
    private final String path;
    private final ParquetSink sink;
    private boolean isLost;

    ColumnarFile(String path, ParquetSink sink) {
        this.path = path;
        this.sink = sink;
    }

    /** Writes the rows {@code [from, to)}. */
    void write(Batch batch, int from, int to) throws IOException {
        boolean done = false;
        try {
            sink.write(batch, from, to);
            done = true;
        } finally {
            isLost |= !done;
        }
    }

    /** Tells the file that the task fails, so that it need not be completed. */
    void lose() {
        isLost = true;
    }

    @Override
    public void write(InternalRow row) {
        throw new UnsupportedOperationException("rows come in batches");
    }

    @Override
    public void close() {
        try {
            if (isLost) {
                sink.abandon();
            } else {
                isLost = true;
                sink.close();
            }
        } catch (IOException e) {
            throw WriteFailures.unchecked(e);
        }
    }

    @Override
    public String path() {
        return path;
    }
}
