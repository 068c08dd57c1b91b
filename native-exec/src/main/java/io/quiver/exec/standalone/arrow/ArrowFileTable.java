/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.arrow;

import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.standalone.table.Table;
import io.quiver.exec.vector.Batch;
import io.substrait.proto.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.jspecify.annotations.Nullable;

/** A file of Arrow's IPC file format, without compression. */
public final class ArrowFileTable implements Table {
    private final Path file;
    private final BufferAllocator allocator;

    /** {@code allocator} holds a record batch at a time while the file is read. */
    public ArrowFileTable(Path file, BufferAllocator allocator) {
        this.file = file;
        this.allocator = allocator;
    }

    @Override
    public BatchSource read(List<String> columns, List<Type> types) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            ArrowFileReader reader = new ArrowFileReader(channel, allocator);
            try {
                return new RecordBatches(reader, ArrowTable.columns(reader.getVectorSchemaRoot(), columns, types));
            } catch (RuntimeException | IOException e) {
                reader.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record batches of a file; each is loaded in the same vectors. */
    private static final class RecordBatches implements BatchSource, AutoCloseable {
        private final ArrowFileReader reader;
        private final List<ArrowColumn> columns;
        private BatchSource current = () -> null;

        RecordBatches(ArrowFileReader reader, List<ArrowColumn> columns) {
            this.reader = reader;
            this.columns = columns;
        }

        @Override
        public @Nullable Batch next() {
            try {
                for (Batch batch = current.next(); ; batch = current.next()) {
                    if (batch != null) {
                        return batch;
                    }
                    if (!reader.loadNextBatch()) {
                        return null;
                    }
                    current = new ArrowTable.Rows(
                            columns, reader.getVectorSchemaRoot().getRowCount());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
