/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.memory;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.memory.SpillFile;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.serializer.SerializerManager;
import org.apache.spark.storage.TempLocalBlockId;
import scala.Tuple2;

/**
 * A spill file in Spark's local directories. It is compressed and encrypted like Spark's own, and counted in the task's metrics.
 */
final class LocalSpillFile implements SpillFile {
    private final TaskContext context;
    private final TempLocalBlockId id;
    private final File file;
    private final Consumer<SpillFile> closed;

    /** {@code closed} is called when the file is gone. */
    LocalSpillFile(TaskContext context, Consumer<SpillFile> closed) {
        this.context = context;
        this.closed = closed;
        Tuple2<TempLocalBlockId, File> block =
                SparkEnv.get().blockManager().diskBlockManager().createTempLocalBlock();
        id = block._1();
        file = block._2();
    }

    private static SerializerManager serializers() {
        return SparkEnv.get().serializerManager();
    }

    @Override
    public OutputStream openForWriting() throws IOException {
        OutputStream raw = new FileOutputStream(file);
        return new CountedStream(serializers().wrapStream(id, raw));
    }

    @Override
    public InputStream openForReading() throws IOException {
        return serializers().wrapStream(id, new FileInputStream(file));
    }

    @Override
    public void close() {
        closed.accept(this);
        if (file.exists() && !file.delete()) {
            throw new ExecutionException(ErrorCode.SPILL_FAILED, "Cannot delete spill file: " + file);
        }
    }

    /** Reports the bytes written and their size on disk to the task's metrics. */
    private final class CountedStream extends FilterOutputStream {
        private long written;

        CountedStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            written++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            written += length;
        }

        @Override
        public void close() throws IOException {
            super.close();
            context.taskMetrics().incMemoryBytesSpilled(written);
            context.taskMetrics().incDiskBytesSpilled(file.length());
            written = 0;
        }
    }
}
